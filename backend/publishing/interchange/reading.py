"""What every reader of a schedule file returns, and what it raises when there is nothing to return."""

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from backend.agenda.schemas import Day, Room, Session, Speaker, Track
from backend.core.errors import Invalid
from backend.core.text import Record

MAX_BYTES = 32 * 1024 * 1024
MAX_EVENTS = 20_000

Value: TypeAlias = str | Mapping[str, str] | None
"""A text as files carry it: plain, or one per language code."""


class UnreadableFile(Invalid):
    """The file cannot be read at all; nothing of it was taken over."""


class ZoneNeeded(UnreadableFile):
    """The file gives local times and no time zone; the importer has to be told which one."""


class ReadWarning(msgspec.Struct, frozen=True):
    """One thing that was not as it should be: where it stands, what is wrong, what was done about it."""

    where: str
    what: str
    done: str


class ScheduleDraft(msgspec.Struct, kw_only=True):
    """A schedule file read whole: records of the sync document, and every warning met on the way.

    `time_zone` is an IANA name, or None when the times keep the offsets they were printed with.
    """

    format: str
    title: str
    version: str
    time_zone: str | None
    days: list[Day]
    tracks: list[Track]
    rooms: list[Room]
    speakers: list[Speaker]
    sessions: list[Session]
    warnings: list[ReadWarning]

    def records(self) -> dict[str, list[Record]]:
        """Return the records by collection, in an order in which every reference is already there."""
        return {
            "days": [*self.days],
            "tracks": [*self.tracks],
            "rooms": [*self.rooms],
            "speakers": [*self.speakers],
            "sessions": [*self.sessions],
        }


class RawPerson(msgspec.Struct, kw_only=True):
    """A person as the file has them."""

    guid: str = ""
    code: str = ""
    id: str = ""
    name: str = ""
    biography: Value = None


class RawLink(msgspec.Struct, kw_only=True):
    """A link or an attachment of an event as the file has it."""

    url: str
    title: str = ""


class RawEvent(msgspec.Struct, kw_only=True):
    """An event as the file has it, nothing judged yet; `where` names it in warnings."""

    where: str
    guid: str = ""
    id: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    room: str = ""
    title: Value = None
    subtitle: Value = None
    track: Value = None
    type: Value = None
    language: str = ""
    abstract: Value = None
    description: Value = None
    url: str = ""
    persons: list[RawPerson] = []
    links: list[RawLink] = []


class RawRoom(msgspec.Struct, kw_only=True):
    """A room as the file has it; a room of the conference's own list has no events."""

    name: str
    guid: str = ""
    capacity: str = ""
    events: list[RawEvent] = []


class RawDay(msgspec.Struct, kw_only=True):
    """A day as the file has it."""

    where: str
    index: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    rooms: list[RawRoom] = []


class RawTrack(msgspec.Struct, kw_only=True):
    """A track of the conference's own list."""

    name: Value
    slug: str = ""
    color: str = ""


class RawSchedule(msgspec.Struct, kw_only=True):
    """A whole file, in the terms that XML and JSON share; `warnings` are those of its syntax."""

    format: str
    title: str = ""
    version: str = ""
    zone: str = ""
    day_change: str = ""
    slot: str = ""
    tracks: list[RawTrack] = []
    rooms: list[RawRoom] = []
    days: list[RawDay] = []
    warnings: list[ReadWarning] = []
