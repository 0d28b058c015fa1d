"""What phones say of themselves and what they are told."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from backend.core.text import END, Locale, Slug

ClockTime = Annotated[str, msgspec.Meta(pattern=rf"^([01][0-9]|2[0-3]):[0-5][0-9]{END}")]


class Introduced(msgspec.Struct):
    """A new device's id and the token that later calls carry; the token is shown this once."""

    device_id: str
    token: str


class QuietHours(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """From when to when, on the phone's clock, only urgent messages ring."""

    start: ClockTime
    end: ClockTime


class Preferences(msgspec.Struct, forbid_unknown_fields=True):
    """What a visitor wants; fields that are left out stay as they are."""

    locale: Locale | msgspec.UnsetType = msgspec.UNSET
    topics: Annotated[list[Slug], msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET
    reminder_minutes: Annotated[int, msgspec.Meta(ge=0, le=240)] | None | msgspec.UnsetType = msgspec.UNSET
    quiet_hours: QuietHours | None | msgspec.UnsetType = msgspec.UNSET
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET


class StarKept(msgspec.Struct, omit_defaults=True):
    """A session that was starred, or whose star was taken back, at the time the phone said.

    `reminder_minutes` is left out where the visitor's own lead holds, and null for no reminder.
    """

    session: str
    starred: bool
    at: datetime
    reminder_minutes: int | None | msgspec.UnsetType = msgspec.UNSET


class Stars(msgspec.Struct):
    """All stars of a visitor; of two for one session the later one counts."""

    stars: list[StarKept]


class DeviceExport(msgspec.Struct):
    """All that is kept about a phone; `parts` holds what other domains keep, by their name."""

    device_id: str
    visitor_id: str
    introduced_at: datetime
    locale: str
    topics: list[str] | None
    reminder_minutes: int | None
    quiet_hours: QuietHours | None
    time_zone: str
    seen_at: datetime | None
    person: str | None
    stars: list[StarKept]
    parts: dict[str, Any]
