"""What the calendars' routes take and give."""

import msgspec

from backend.core.text import Locale


class Language(msgspec.Struct):
    """The language a public calendar is written in."""

    lang: Locale = "id"


class FeedAddress(msgspec.Struct):
    """The path of a phone's own calendar; it is told this once."""

    path: str
