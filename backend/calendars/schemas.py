"""What the calendars' routes take and give."""

from typing import Annotated

import msgspec

from backend.core.text import Locale


class Language(msgspec.Struct):
    """The language a public calendar is written in."""

    lang: Locale = "id"


class Entry(Language):
    """How a session is put into a calendar: `lead` are the minutes before it to ring, null for none."""

    lead: Annotated[int, msgspec.Meta(ge=0, le=240)] | None = None


class FeedAddress(msgspec.Struct):
    """The path of a phone's own calendar; it is told this once."""

    path: str
