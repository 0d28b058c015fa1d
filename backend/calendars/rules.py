"""What a calendar says of a session: its identity, its place among its own versions, its texts."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlsplit

from backend.agenda.schemas import Room, Session, Speaker, Track
from backend.core.text import Locale, Record, Text
from backend.event.schemas import Event
from backend.expo.schemas import Floor

WORDS: Final[dict[Locale, dict[str, str]]] = {
    "id": {
        "all": "{event}",
        "mine": "{event}: agenda saya",
        "cancelled": "Dibatalkan: {title}",
        "speakers": "Pembicara: {names}",
    },
    "en": {
        "all": "{event}",
        "mine": "{event}: my agenda",
        "cancelled": "Cancelled: {title}",
        "speakers": "Speakers: {names}",
    },
}

# RFC 5545, section 3.1: of the control characters a text may hold the tab and, escaped, the line's end.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Programme:
    """What calendars tell of, at `revision` of `epoch`; `published` are all publications, oldest first."""

    epoch: str
    revision: int
    event: Event
    sessions: Mapping[str, Session]
    rooms: Mapping[str, Room]
    floors: Mapping[str, Floor]
    tracks: Mapping[str, Track]
    speakers: Mapping[str, Speaker]
    published: Sequence[tuple[int, datetime]]

    def told_of(self, session: Session) -> Iterator[Record]:
        """Yield the records whose words an entry repeats."""
        room = self.rooms.get(session.room or "")
        named: list[Record | None] = [
            session,
            self.event,
            room,
            self.floors.get(room.floor or "") if room else None,
            self.tracks.get(session.track or ""),
            *(self.speakers.get(part.speaker) for part in session.speakers),
        ]
        yield from (record for record in named if record is not None)

    def published_at(self, revision: int) -> datetime:
        """Return when a revision was published; for one that none wrote, the publication before it."""
        place = bisect_right(self.published, revision, key=lambda publication: publication[0])
        return self.published[max(0, place - 1)][1] if self.published else self.event.start


@dataclass(frozen=True)
class Reader:
    """One reader's view of the programme; `origin` begins every absolute address."""

    programme: Programme
    locale: Locale
    origin: str

    def uid(self, session: Session) -> str:
        """Return what the session is called in every calendar and at every revision (RFC 5545, 3.8.4.7)."""
        return f"{session.id}@{urlsplit(self.origin).hostname}"

    def sequence(self, session: Session) -> int:
        """Return the newest revision of what the entry tells.

        It grows when the session or the name of its room changes, and a calendar takes only what has grown;
        counting each session's own changes would begin anew wherever they were not all seen.
        """
        return max(record.revision for record in self.programme.told_of(session))

    def name(self, kind: str) -> str:
        return WORDS[self.locale][kind].format(event=self.say(self.programme.event.short_name))

    def say(self, text: Text | None) -> str:
        """Return a text in the reader's language, or in the other where there is none."""
        return plain(text.best(self.locale)[0]) if text else ""

    def summary(self, session: Session) -> str:
        """Return the title; it says itself that a session is cancelled, as many calendars hide the status."""
        title = self.say(session.title)
        return WORDS[self.locale]["cancelled"].format(title=title) if is_cancelled(session) else title

    def location(self, session: Session) -> str:
        """Return room, floor and venue."""
        room = self.programme.rooms.get(session.room or "")
        floor = self.programme.floors.get(room.floor or "") if room else None
        venue = self.programme.event.venue
        said = [self.say(part.name) for part in (room, floor) if part]
        return ", ".join(part for part in [*said, self.say(venue.name), self.say(venue.area)] if part)

    def description(self, session: Session) -> str:
        """Return the abstract, who speaks, and the page: many calendars show no other link."""
        found = (self.programme.speakers.get(part.speaker) for part in session.speakers)
        names = ", ".join(self.say(each.name) for each in found if each and not each.placeholder)
        parts = [
            self.say(session.abstract),
            WORDS[self.locale]["speakers"].format(names=names) if names else "",
            self.say(session.lineup_note),
            self.url(session),
        ]
        return "\n\n".join(part for part in parts if part)

    def url(self, session: Session) -> str:
        """Return the absolute address of the session's page."""
        return f"{self.origin}/agenda/{quote(session.id, safe='')}"

    def track(self, session: Session) -> str:
        track = self.programme.tracks.get(session.track or "")
        return self.say(track.name) if track else ""


def is_cancelled(session: Session) -> bool:
    """Return whether a session is not held."""
    return session.status == "cancelled"


def plain(text: str) -> str:
    """Return a text as calendars may hold it: lines that end in LF, no other control character."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
