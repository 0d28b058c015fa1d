"""Calendars as a calendar program reads them."""

from typing import Any

import httpx
from icalendar import Calendar, Component

ADDRESS = "/api/v1/calendar"


def read(answer: httpx.Response) -> Calendar:
    """Return the calendar of an answer."""
    assert answer.status_code == 200, answer.text
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found


def entries(answer: httpx.Response) -> dict[str, Component]:
    """Return the sessions of a calendar by their ids, in its order."""
    return {str(each["UID"]).partition("@")[0]: each for each in read(answer).walk("VEVENT")}


def said(part: Component, *names: str) -> list[str | None]:
    """Return what a part says under some names, as it is written; nothing for what is absent."""
    return [written(part[name]) if name in part else None for name in names]


def written(value: Any) -> str:
    """Return a value as it is written in a calendar."""
    found = value.to_ical()
    return found.decode() if isinstance(found, bytes) else str(found)


def rings(entry: Component) -> list[str]:
    """Return how long before a session its calendar rings."""
    return [written(alarm["TRIGGER"]) for alarm in entry.walk("VALARM")]
