"""Days, tracks, rooms, sessions and speakers, as phones read them."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

from backend.agenda.rules import PHOTO_ID_DIGITS, PHOTO_SIDE
from backend.core.text import END, Basis, Moment, Slug, Sourced, Text

Colour = Annotated[str, msgspec.Meta(pattern=rf"^#[0-9A-Fa-f]{{6}}{END}")]
SessionKind = Literal["plenary", "panel", "workshop", "ceremony", "exhibition", "break", "talk"]
SessionStatus = Literal["scheduled", "cancelled"]
SpeakerStatus = Literal["announced", "planned", "reported", "confirmed"]
Pixels = Annotated[int, msgspec.Meta(ge=1, le=PHOTO_SIDE)]


class Day(Sourced, kw_only=True):
    """One day; `prayer_times` maps a prayer's name to its time at the venue."""

    date: date
    number: int
    name: Text
    headline: Text
    start: Moment
    end: Moment
    prayer_times: dict[str, Moment] = {}


class Track(Sourced, kw_only=True):
    """A thread of sessions; `theme` is the seminar's big theme it belongs to."""

    name: Text
    description: Text
    color: Colour
    theme: str | None = None


class Tag(Sourced, kw_only=True):
    """A subject that sessions share."""

    name: Text


class Room(Sourced, kw_only=True):
    """A place sessions are held in; `unit_ids` are its features on the floor's plan."""

    name: Text
    floor: Slug | None = None
    unit_ids: list[str] = []
    node_id: str | None = None
    capacity: int | None = None
    kind: str = "room"
    step_free: bool = True


class SessionSpeaker(msgspec.Struct, forbid_unknown_fields=True):
    """A speaker's part in a session."""

    speaker: Slug
    role: str = "speaker"
    basis: Basis = "sample"


class Material(msgspec.Struct, forbid_unknown_fields=True):
    """Something to read or to keep from a session, on the web."""

    title: Text
    url: Annotated[str, msgspec.Meta(pattern=rf"^https?://[^\s<>\"]+{END}", max_length=500)]


class Session(Sourced, kw_only=True):
    """A slot of the programme. `languages` are those spoken, `interpretation` those interpreted into."""

    day: Slug
    track: Slug | None = None
    room: Slug | None = None
    kind: SessionKind = "talk"
    title: Text
    abstract: Text
    start: Moment
    end: Moment
    capacity: int | None = None
    languages: list[str] = []
    interpretation: list[str] = []
    sign_language: bool = False
    tags: list[Slug] = []
    booking_required: bool = False
    speakers: list[SessionSpeaker] = []
    lineup_note: Text | None = None
    materials: list[Material] = []
    status: SessionStatus = "scheduled"


class Photo(msgspec.Struct, forbid_unknown_fields=True):
    """A WebP at `src` on this server, which names its bytes: another picture has another address."""

    src: Annotated[str, msgspec.Meta(pattern=rf"^/photos/[0-9a-f]{{{PHOTO_ID_DIGITS}}}\.webp{END}")]
    width: Pixels
    height: Pixels


class Speaker(Sourced, kw_only=True):
    """A person, or a placeholder for one; `status` says how sure their part is."""

    name: Text
    placeholder: bool = False
    title: Text
    organisation: Text | None = None
    country: Annotated[str, msgspec.Meta(pattern=rf"^[A-Z]{{2}}{END}")] | None = None
    bio: Text
    status: SpeakerStatus = "confirmed"
    photo: Photo | None = None


class SlotChangeTold(msgspec.Struct):
    """That a speaker's slot changed, and when they said that they know."""

    id: int
    session: str
    speaker: str
    made_at: datetime
    old: dict[str, str | None]
    new: dict[str, str | None]
    acknowledged_at: datetime | None


class SpeakerSlots(msgspec.Struct):
    """What changed in a speaker's slots, the newest first; the slots are the sessions they speak in."""

    speaker: str
    changes: list[SlotChangeTold]


class SpeakerAccess(msgspec.Struct):
    """How a speaker can be reached: phones linked to them, and whether they are signed in somewhere."""

    speaker: str
    linked: int
    signed_in: bool


class SignInAddress(msgspec.Struct):
    """An address that signs in once."""

    url: str
