"""Rooms, tracks and people of a file: each gets one record and one id, however often and however named."""

import re
from collections import Counter, defaultdict

from backend.agenda.schemas import Room, Speaker, Track
from backend.core.text import Text
from backend.publishing.interchange import texts
from backend.publishing.interchange.cleaning import Cleaner
from backend.publishing.interchange.identity import named_id, stable_id
from backend.publishing.interchange.reading import (
    RawPerson,
    RawRoom,
    RawSchedule,
    RawTrack,
    ReadWarning,
    Value,
)

COLOURS = ("#0E4F5C", "#1F6FB2", "#4F7F2A", "#7A4FA0", "#B3471D", "#8C6A12")


class Rooms:
    """Rooms keyed on their guid, so that a rename stays the same room; on their name without one."""

    def __init__(self, raw: RawSchedule, warnings: list[ReadWarning]) -> None:
        self.records: dict[str, Room] = {}
        self._warnings = warnings
        self._listed = {room.name: room.guid for room in raw.rooms}
        self._shared = _shared_guids([raw.rooms, *(day.rooms for day in raw.days)])
        for guid, names in sorted(self._shared.items()):
            what = f"share the guid {guid}"
            warnings.append(ReadWarning(f"rooms {', '.join(sorted(names))}", what, "told apart by name"))
        for room in [*raw.rooms, *(room for day in raw.days for room in day.rooms)]:
            self.add(room)

    def add(self, room: RawRoom) -> str | None:
        """Return the id of a room, which gets a record if it has none yet; None for a room without name."""
        name = texts.line(room.name)
        if not name:
            return None
        guid = room.guid or self._listed.get(room.name, "")
        own = bool(guid) and guid not in self._shared
        room_id = stable_id("room", guid) if own else _free_id("room", name, self.records)
        known = self.records.get(room_id)
        if known is None:
            capacity = int(room.capacity) if re.fullmatch(r"[0-9]{1,6}", room.capacity) else None
            # Nothing in the file says that one gets there without steps, so we do not promise it.
            self.records[room_id] = Room(
                id=room_id, name=Text(id=name, en=name), capacity=capacity, step_free=False, basis="fact"
            )
        elif known.name.en != name:
            what = f"is also called {known.name.en} under the same guid"
            note = ReadWarning(f"room {name}", what, f"one room, called {known.name.en}")
            self._warnings.extend([note] if note not in self._warnings else [])
        return room_id


def _shared_guids(groups: list[list[RawRoom]]) -> dict[str, set[str]]:
    """Return the guids that several rooms bear at once; under different days it would be a rename."""
    shared: dict[str, set[str]] = {}
    for group in groups:
        names: defaultdict[str, set[str]] = defaultdict(set)
        for room in group:
            if room.guid:
                names[room.guid].add(room.name)
        shared.update({guid: several for guid, several in names.items() if len(several) > 1})
    return shared


class Tracks:
    """Tracks keyed on their name; those that only events name are added as they come."""

    def __init__(self, raw: RawSchedule, cleaner: Cleaner, warnings: list[ReadWarning]) -> None:
        self.records: dict[str, Track] = {}
        self._cleaner = cleaner
        for track in raw.tracks:
            track_id = self.add(track.name)
            if track_id is not None and track.color:
                self._paint(track, track_id, warnings)

    def add(self, name: Value) -> str | None:
        """Return the id of a track, which gets a record if it has none yet; None without a name."""
        title = self._cleaner.line(name)
        if not title:
            return None
        track_id = _free_id("track", title, self.records)
        if track_id not in self.records:
            label = texts.bilingual(name, "en") if isinstance(name, dict) else Text(id=title, en=title)
            colour = COLOURS[len(self.records) % len(COLOURS)]
            description = Text(id="", en="")
            self.records[track_id] = Track(
                id=track_id, name=label, description=description, color=colour, basis="fact"
            )
        return track_id

    def _paint(self, track: RawTrack, track_id: str, warnings: list[ReadWarning]) -> None:
        colour = texts.colour(track.color)
        if colour is None:
            title = self.records[track_id].name.en
            warnings.append(
                ReadWarning(f"track {title}", f"has no valid colour: {track.color!r}", "one of ours is used")
            )
        else:
            self.records[track_id].color = colour


class People:
    """People keyed on guid, else code, else id and name together: many files give everybody the id 0."""

    def __init__(self, cleaner: Cleaner, warnings: list[ReadWarning]) -> None:
        self.records: dict[str, Speaker] = {}
        self._cleaner = cleaner
        self._warnings = warnings

    def add(self, where: str, person: RawPerson) -> str | None:
        """Return the id of a person, who gets a record if they have none yet; None for one without name."""
        name = texts.line(person.name)
        if not name:
            self._warnings.append(ReadWarning(where, "names a person without a name", "left out"))
            return None
        if person.guid:
            person_id = stable_id("speaker", "guid", person.guid)
        elif person.code:
            person_id = stable_id("speaker", "code", person.code)
        else:
            person_id = stable_id("speaker", "name", person.id, name)
        if person_id not in self.records:
            self.records[person_id] = Speaker(
                id=person_id,
                name=Text(id=name, en=name),
                title=Text(id="", en=""),
                bio=self._cleaner.paragraphs(f"person {name}", [person.biography], []),
                status="announced",
                basis="fact",
            )
        return person_id


def _free_id(kind: str, name: str, taken: dict[str, Room] | dict[str, Track]) -> str:
    """Return the readable id of a name, or another where a different name has the same."""
    readable = named_id(kind, name)
    holder = taken.get(readable)
    if holder is None or name.casefold() in (holder.name.en.casefold(), holder.name.id.casefold()):
        return readable
    return stable_id(kind, name)


def repeated(keys: list[str]) -> set[str]:
    """Return the keys that stand more than once."""
    return {key for key, count in Counter(keys).items() if key and count > 1}
