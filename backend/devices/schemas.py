"""What phones say of themselves and what they are told."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from backend.core.text import END, Locale, Moment, Slug
from backend.devices.rules import LinkState

ClockTime = Annotated[str, msgspec.Meta(pattern=rf"^([01][0-9]|2[0-3]):[0-5][0-9]{END}")]

# Crockford's base32: no I, L, O and U, which are misread or misheard.
LinkCode = Annotated[str, msgspec.Meta(pattern=rf"^[0-9A-HJKMNP-TV-Z]{{6}}{END}")]
# An uncompressed point of P-256 (SEC 1, section 2.3.3): 65 bytes that begin with 4.
PublicKey = Annotated[str, msgspec.Meta(pattern=rf"^B[A-Za-z0-9_-]{{86}}{END}")]
Proof = Annotated[str, msgspec.Meta(pattern=rf"^[A-Za-z0-9_-]{{43}}{END}")]
Parcel = Annotated[str, msgspec.Meta(pattern=rf"^[A-Za-z0-9_-]{{40,}}{END}", max_length=256 * 1024)]
PhoneName = Annotated[str, msgspec.Meta(pattern=rf"^[^\x00-\x1f\x7f]+{END}", max_length=64)]


class Introduced(msgspec.Struct):
    """A new device's id and the token that later calls carry; the token is shown this once."""

    device_id: str
    token: str


class QuietHours(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """From when to when, on the phone's clock, only urgent messages ring."""

    start: ClockTime
    end: ClockTime


class Preferences(msgspec.Struct, forbid_unknown_fields=True):
    """What a visitor wants; fields that are left out stay as they are.

    Topics and reminders hold on all phones of the visitor, the rest on this one. `reminder_at` is when the
    lead was chosen, `topics_at` when each of some topics was followed or left: what was said later on another
    phone stands. Without them all that is given was chosen just now; a topic that `topics_at` leaves out is
    followed where nothing is known of it, and else stays as it is.
    """

    locale: Locale | msgspec.UnsetType = msgspec.UNSET
    topics: Annotated[list[Slug], msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET
    reminder_minutes: Annotated[int, msgspec.Meta(ge=0, le=240)] | None | msgspec.UnsetType = msgspec.UNSET
    quiet_hours: QuietHours | None | msgspec.UnsetType = msgspec.UNSET
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET
    reminder_at: Moment | msgspec.UnsetType = msgspec.UNSET
    topics_at: Annotated[dict[Slug, Moment], msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET


class SharedPreferences(msgspec.Struct):
    """What a visitor wants on all their phones; no topics while the defaults hold."""

    topics: list[str] | None
    reminder_minutes: int | None


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
    """All that is kept about a phone; `parts` holds what other domains keep, by their name.

    `calendar_feed` is when the address of its calendar was made.
    """

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
    calendar_feed: datetime | None
    parts: dict[str, Any]


class LinkOffer(msgspec.Struct, forbid_unknown_fields=True):
    """That another phone may join this one's visitor, or with `move` take its place.

    `lookup` finds the offer; the secret that is typed along with it stays between the phones.
    """

    lookup: LinkCode
    move: bool
    public_key: PublicKey


class LinkOffered(msgspec.Struct):
    """An offer's id, and until when it holds."""

    id: str
    expires_at: datetime


class LinkSeen(msgspec.Struct):
    """How far an offer has come, and what the phone that claimed it sent for the offering one."""

    state: LinkState
    public_key: str | None
    proof: str | None
    name: str | None


class LinkClaim(msgspec.Struct, forbid_unknown_fields=True):
    """A phone that was given a code; `proof` shows the other phone that it knows the secret."""

    lookup: LinkCode
    public_key: PublicKey
    proof: Proof
    name: PhoneName


class LinkClaimed(msgspec.Struct):
    """The claimed offer, the other phone's key, and the token under which this phone will be known."""

    id: str
    token: str
    public_key: str


class LinkConfirm(msgspec.Struct, forbid_unknown_fields=True):
    """What lives only on the offering phone, sealed for the other."""

    parcel: Parcel


class LinkPickUp(msgspec.Struct):
    """How far an offer has come, for the phone that claimed it: once confirmed with its id and the parcel."""

    state: LinkState
    device_id: str | None
    parcel: str | None
