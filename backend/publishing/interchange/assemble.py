"""From a file as it stands to records of ours: every quirk is decided here, once for all formats."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

import msgspec

from backend.agenda.schemas import Day, Material, Session, SessionKind, SessionSpeaker
from backend.core.text import Locale, Text
from backend.publishing.dates import day_name
from backend.publishing.interchange.cleaning import Cleaner
from backend.publishing.interchange.identity import stable_id
from backend.publishing.interchange.placing import Calendar, calendar, end_of, start_of
from backend.publishing.interchange.reading import (
    RawDay,
    RawEvent,
    RawRoom,
    RawSchedule,
    ReadWarning,
    ScheduleDraft,
)
from backend.publishing.interchange.registers import People, Rooms, Tracks, repeated

_Hours: TypeAlias = tuple[datetime, datetime] | None

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,490}")

_KINDS: tuple[tuple[SessionKind, re.Pattern[str]], ...] = (
    ("workshop", re.compile(r"workshop|lokakarya|tutorial|training|pelatihan|hands.on", re.IGNORECASE)),
    ("ceremony", re.compile(r"ceremony|opening|closing|upacara|pembukaan|penutupan|award", re.IGNORECASE)),
    ("break", re.compile(r"\b(?:break|lunch|dinner|coffee|meal|pause|rehat|istirahat)\b", re.IGNORECASE)),
    ("exhibition", re.compile(r"exhibition|pameran|\bexpo\b|stand|stall|infodesk", re.IGNORECASE)),
    ("panel", re.compile(r"panel|podium|diskusi", re.IGNORECASE)),
    ("plenary", re.compile(r"plenary|pleno|keynote", re.IGNORECASE)),
)


class _Registers(msgspec.Struct):
    rooms: Rooms
    tracks: Tracks
    people: People


class _Assembly:
    """The work on one file; `warnings` grows as it goes."""

    def __init__(self, raw: RawSchedule, asked_zone: str | None, spoken: Locale) -> None:
        self.raw = raw
        self.warnings = list(raw.warnings)
        self.calendar: Calendar = calendar(raw, asked_zone, self.warnings)
        self.cleaner = Cleaner(spoken, self.warnings)
        self.known = _Registers(
            Rooms(raw, self.warnings),
            Tracks(raw, self.cleaner, self.warnings),
            People(self.cleaner, self.warnings),
        )
        events = [event for day in raw.days for room in day.rooms for event in room.events]
        self._repeated = repeated([event.guid or event.id for event in events])
        self._sessions: dict[str, Session] = {}

    def draft(self) -> ScheduleDraft:
        for day in self.raw.days:
            for room in day.rooms:
                for event in room.events:
                    self._add(day, room, event)
        sessions = sorted(
            self._sessions.values(), key=lambda session: (session.start, session.room or "", session.id)
        )
        return ScheduleDraft(
            format=self.raw.format,
            title=self.cleaner.line(self.raw.title),
            version=self.cleaner.line(self.raw.version),
            time_zone=self.calendar.zone.key if self.calendar.zone else None,
            days=self._days(sessions),
            tracks=list(self.known.tracks.records.values()),
            rooms=list(self.known.rooms.records.values()),
            speakers=list(self.known.people.records.values()),
            sessions=sessions,
            warnings=[*self.warnings, *self.cleaner.summary()],
        )

    def _add(self, day: RawDay, room: RawRoom, event: RawEvent) -> None:
        languages = self.cleaner.languages(event.where, event.language)
        title = self.cleaner.title(event.where, event.title, languages)
        if not title.id and not title.en:
            self.warnings.append(ReadWarning(event.where, "has no title", "skipped"))
            return
        start = start_of(event, day, self.calendar, self.warnings)
        if start is None:
            return
        room_id = self._room(room, event)
        session_id = self._session_id(event, start, room_id or "")
        self._sessions[session_id] = Session(
            id=session_id,
            day=self.calendar.date_of(start).isoformat(),
            track=self.known.tracks.add(event.track),
            room=room_id,
            kind=self._kind(event),
            title=title,
            abstract=self._abstract(event, languages),
            start=start,
            end=end_of(event, start, self.calendar, self.warnings),
            languages=languages,
            speakers=self._speakers(event),
            materials=self._materials(event),
            basis="fact",
            source=[event.url] if WEB_ADDRESS.fullmatch(event.url) else [],
        )

    def _room(self, room: RawRoom, event: RawEvent) -> str | None:
        said = self.cleaner.line(event.room)
        stands_in = self.cleaner.line(room.name)
        if said and stands_in and said != stands_in:
            what = f"says it is in {said} but stands under {stands_in}"
            self.warnings.append(ReadWarning(event.where, what, f"{stands_in} is used"))
        return self.known.rooms.add(room) or self.known.rooms.add(RawRoom(name=event.room))

    def _session_id(self, event: RawEvent, start: datetime, room_id: str) -> str:
        """Return an id that survives a move and a new title where the file's own key is one event's alone."""
        key = event.guid or event.id
        if key and key not in self._repeated:
            return stable_id("session", key)
        slot = (start.astimezone(UTC).isoformat(), room_id)
        session_id, copies = stable_id("session", key, *slot), 1
        if session_id in self._sessions:
            what, done = "stands twice in the same room and slot", "kept as its own session"
        elif key:
            what, done = "shares its guid or id with another event", "kept as its own session"
        else:
            what, done = "has neither guid nor id", "known by its room and slot"
        self.warnings.append(ReadWarning(event.where, what, done))
        while session_id in self._sessions:
            copies += 1
            session_id = stable_id("session", key, *slot, str(copies))
        return session_id

    def _abstract(self, event: RawEvent, languages: list[str]) -> Text:
        return self.cleaner.paragraphs(
            event.where, [event.subtitle, event.abstract, event.description], languages
        )

    def _speakers(self, event: RawEvent) -> list[SessionSpeaker]:
        found = (self.known.people.add(event.where, person) for person in event.persons)
        return [SessionSpeaker(speaker=speaker, basis="fact") for speaker in dict.fromkeys(found) if speaker]

    def _materials(self, event: RawEvent) -> list[Material]:
        """Return the event's links and attachments, each address once, named by title or address."""
        found: dict[str, Material] = {}
        for link in event.links:
            url = link.url.strip()
            if not WEB_ADDRESS.fullmatch(url):
                self.warnings.append(
                    ReadWarning(event.where, f"links to no web address: {url!r}", "left out")
                )
                continue
            said = self.cleaner.line(link.title) or url.partition("://")[2]
            found.setdefault(url, Material(Text(id=said, en=said), url))
        return list(found.values())

    def _kind(self, event: RawEvent) -> SessionKind:
        said = self.cleaner.line(event.type)
        return next((kind for kind, pattern in _KINDS if pattern.search(said)), "talk")

    def _days(self, sessions: list[Session]) -> list[Day]:
        """Return the file's days, empty ones too, and those that only sessions turned out to be on."""
        dates: dict[date, _Hours] = {}
        for window in self.calendar.windows.values():
            hours = (window.start, window.end) if window.start and window.end else None
            dates[window.date] = _joined(dates.get(window.date), hours)
        for session in sessions:
            on = date.fromisoformat(session.day)
            if on not in dates:
                what = "has events but no day of its own in the file"
                self.warnings.append(ReadWarning(f"day {on}", what, "the day is added"))
                dates[on] = None
        return [
            self._day(
                number, on, dates[on], [session for session in sessions if session.day == on.isoformat()]
            )
            for number, on in enumerate(sorted(dates), start=1)
        ]

    def _day(self, number: int, on: date, hours: _Hours, sessions: list[Session]) -> Day:
        if hours is not None:
            start, end = (self.calendar.local(moment) for moment in hours)
        elif sessions:
            start, end = min(session.start for session in sessions), max(session.end for session in sessions)
        else:
            start = (
                datetime(on.year, on.month, on.day, tzinfo=self.calendar.zone or UTC)
                + self.calendar.day_change
            )
            end = start + timedelta(days=1)
        empty = Text(id="", en="")
        return Day(
            id=on.isoformat(),
            date=on,
            number=number,
            name=day_name(number, on),
            headline=empty,
            start=start,
            end=end,
            basis="fact",
        )


def _joined(one: _Hours, other: _Hours) -> _Hours:
    """Return the hours of a day that a file gives in two parts."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def assemble(raw: RawSchedule, zone: str | None, spoken: Locale) -> ScheduleDraft:
    """Return the draft of a schedule; `spoken` is the language of texts whose language the file does not say.

    Raises ZoneNeeded and UnreadableFile as `placing.calendar` does.
    """
    return _Assembly(raw, zone, spoken).draft()
