"""The public event as pages read it: the records of a sync document, read when first wanted."""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from backend.agenda.schemas import Day, Room, Session, Speaker, Track
from backend.awards.schemas import AwardList, Awards, Innovation
from backend.core.text import Record
from backend.event.schemas import Event, Page
from backend.expo.schemas import Booth, Exhibitor, Floor, Service
from backend.push.schemas import Announcement

_Kind = TypeVar("_Kind", bound=Record)

Records = Mapping[str, Mapping[str, tuple[int, bytes]]]


class Content:
    """What stands in `records`: collection to id to (revision, JSON bytes)."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def _all(self, name: str, kind: type[_Kind]) -> dict[str, _Kind]:
        decode = msgspec.json.Decoder(kind).decode
        return {key: decode(body) for key, (_, body) in self._records.get(name, {}).items()}

    @cached_property
    def event(self) -> Event | None:
        return next(iter(self._all("event", Event).values()), None)

    @cached_property
    def days(self) -> list[Day]:
        """The days in their order."""
        return sorted(self._all("days", Day).values(), key=lambda day: (day.date, day.id))

    @cached_property
    def tracks(self) -> dict[str, Track]:
        return self._all("tracks", Track)

    @cached_property
    def rooms(self) -> dict[str, Room]:
        return self._all("rooms", Room)

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """The sessions by their start."""
        found = self._all("sessions", Session).values()
        return {each.id: each for each in sorted(found, key=lambda each: (each.start, each.end, each.id))}

    @cached_property
    def sessions_by_speaker(self) -> dict[str, list[Session]]:
        found: dict[str, list[Session]] = {}
        for session in self.sessions.values():
            for part in session.speakers:
                found.setdefault(part.speaker, []).append(session)
        return found

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        return self._all("speakers", Speaker)

    @cached_property
    def floors(self) -> dict[str, Floor]:
        """The floors, the entrance's first."""
        found = self._all("floors", Floor).values()
        return {each.id: each for each in sorted(found, key=lambda each: (each.ordinal, each.id))}

    @cached_property
    def booths(self) -> dict[str, Booth]:
        """The booths by their codes."""
        found = self._all("booths", Booth).values()
        return {each.id: each for each in sorted(found, key=lambda each: (each.code, each.id))}

    @cached_property
    def exhibitors(self) -> dict[str, Exhibitor]:
        return self._all("exhibitors", Exhibitor)

    @cached_property
    def services(self) -> dict[str, Service]:
        return self._all("services", Service)

    @cached_property
    def innovations(self) -> dict[str, Innovation]:
        return self._all("innovations", Innovation)

    @cached_property
    def award_lists(self) -> list[AwardList]:
        return [each for awards in self._all("awards", Awards).values() for each in awards.lists]

    @cached_property
    def announcements(self) -> dict[str, Announcement]:
        """What was sent to all, the newest first, what was recalled included."""
        found = self._all("announcements", Announcement).values()
        return {each.id: each for each in sorted(found, key=lambda each: each.sent_at, reverse=True)}

    @cached_property
    def pages(self) -> list[Page]:
        return sorted(self._all("pages", Page).values(), key=lambda page: (page.order, page.id))
