"""Dates, clock times, durations and zones in all the forms that schedule files write them."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONGEST = timedelta(days=7)
YEARS = range(1970, 2200)

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?")
_ISO_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?", re.IGNORECASE)


def zone(name: str) -> ZoneInfo | None:
    """Return the IANA zone of that name, or None; the machine's own zone is never meant."""
    if name.strip().lower() in ("", "localtime", "factory"):
        return None
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def calendar_date(text: str) -> date | None:
    """Return the date a text begins with, or None."""
    try:
        found = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return found if found.year in YEARS else None


def moment(text: str) -> datetime | None:
    """Return an ISO 8601 date and time, aware only if the text has an offset; None for anything else."""
    cleaned = text.strip()
    if len(cleaned) <= 10:
        return None
    try:
        found = datetime.fromisoformat(cleaned)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def clock(text: str) -> timedelta | None:
    """Return a time of day as the span since midnight; "25:30" is half past one on the next day."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if hours > 47 or minutes > 59 or seconds > 59:
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def at(day: date, span: timedelta, where: ZoneInfo) -> datetime:
    """Return the moment that a wall clock in the zone shows `span` after the day's midnight."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=where)
    return midnight + span


def exists(local: datetime) -> bool:
    """Tell whether the wall clock ever shows that time; it does not in the hour that summer time skips."""
    if local.tzinfo is None:
        return True
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)


def duration(text: str) -> timedelta | None:
    """Return a duration, however long it is; None when the text is none.

    Read are H:MM with any number of minutes, HH:MM:SS and D:HH:MM (told apart by the first part, which
    only the former pads to two digits, and by hours that a day does not have), minutes alone, and the
    ISO 8601 form. A decimal first part is hours while a day holds as many, else minutes.
    """
    cleaned = text.strip()
    if len(cleaned) > 24:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", cleaned):
        return _span(minutes=float(cleaned))
    iso = _ISO_DURATION.fullmatch(cleaned)
    if iso is not None and any(iso.groups()):
        days, hours, minutes = (int(part or 0) for part in iso.groups())
        return _span(days=days, hours=hours, minutes=minutes)
    if not re.fullmatch(r"\d+(?:\.\d+)?(?::\d+){1,2}", cleaned):
        return None
    return _parts(cleaned.split(":"))


def _parts(parts: list[str]) -> timedelta | None:
    if len(parts) == 2 and "." in parts[0]:
        hours = float(parts[0])
        return _span(hours=hours, minutes=int(parts[1])) if hours < 24 else _span(minutes=hours)
    if "." in parts[0]:
        return None
    numbers = [int(part) for part in parts]
    if len(parts) == 2:
        return _span(hours=numbers[0], minutes=numbers[1])
    if len(parts[0]) == 2 or numbers[1] >= 24:
        return _span(hours=numbers[0], minutes=numbers[1], seconds=numbers[2])
    return _span(days=numbers[0], hours=numbers[1], minutes=numbers[2])


def _span(days: int = 0, hours: float = 0, minutes: float = 0, seconds: int = 0) -> timedelta | None:
    try:
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
