"""Schedule JSON version 1, the export of pretalx, frab and their kin."""

import json
import re
from collections.abc import Mapping
from typing import Any

from backend.publishing.interchange.reading import (
    MAX_EVENTS,
    RawDay,
    RawEvent,
    RawLink,
    RawPerson,
    RawRoom,
    RawSchedule,
    RawTrack,
    ReadWarning,
    UnreadableFile,
    Value,
)

# JSON may escape half of a surrogate pair, which no text of ours can be made of.
_HALF = re.compile("[\ud800-\udfff]")


def read_json(data: bytes) -> RawSchedule:
    """Return the schedule as it stands in the file.

    Raises UnreadableFile, with line and column, for what is not JSON, and for JSON without a conference.
    Source: the JSON schema of the voc/schedule validator.
    """
    warnings: list[ReadWarning] = []
    document = _object(_decoded(data, warnings))
    schedule = _object(document.get("schedule")) or document
    conference = _object(schedule.get("conference"))
    if not conference:
        raise UnreadableFile("The JSON has no schedule with a conference in it.")
    days = [
        _day(_object(day), number, warnings)
        for number, day in enumerate(_list(conference.get("days")), start=1)
    ]
    if sum(len(room.events) for day in days for room in day.rooms) > MAX_EVENTS:
        raise UnreadableFile(f"The schedule has more than {MAX_EVENTS} events.")
    return RawSchedule(
        format="schedule-json",
        title=_text(conference.get("title")),
        version=_text(schedule.get("version")),
        zone=_text(conference.get("time_zone_name")),
        day_change=_text(conference.get("day_change")),
        slot=_text(conference.get("timeslot_duration")),
        tracks=[_track(_object(track)) for track in _list(conference.get("tracks"))],
        rooms=[_room(_object(room)) for room in _list(conference.get("rooms"))],
        days=days,
        warnings=warnings,
    )


def _decoded(data: bytes, warnings: list[ReadWarning]) -> object:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        warnings.append(
            ReadWarning("file", f"byte {error.start} is not UTF-8", "what cannot be read is marked")
        )
    try:
        # strict=False lets raw control characters stand inside strings; the texts are cleaned later.
        return json.loads(text, strict=False, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        fact = f"The JSON is not valid at line {error.lineno}, column {error.colno}: {error.msg}."
        raise UnreadableFile(fact) from error
    except ValueError as error:
        raise UnreadableFile("The JSON holds a number of absurd length.") from error
    except RecursionError as error:
        raise UnreadableFile("The JSON is nested too deeply.") from error


def _no_number(constant: str) -> None:
    raise UnreadableFile(f"The JSON is not valid: {constant} is no number.")


def _day(day: Mapping[str, Any], number: int, warnings: list[ReadWarning]) -> RawDay:
    where = f"day {_text(day.get('index')) or number}"
    rooms = day.get("rooms")
    if isinstance(rooms, list):
        found = [_room(_object(room), _list(_object(room).get("events")), warnings) for room in rooms]
    else:
        found = [_room({"name": name}, _list(events), warnings) for name, events in _object(rooms).items()]
    return RawDay(
        where=where,
        index=_text(day.get("index")) or str(number),
        date=_text(day.get("date")),
        start=_text(day.get("day_start")),
        end=_text(day.get("day_end")),
        rooms=found,
    )


def _room(
    room: Mapping[str, Any], events: list[object] | None = None, warnings: list[ReadWarning] | None = None
) -> RawRoom:
    name = _text(room.get("name")) or _first(room.get("name"))
    kept: list[RawEvent] = []
    for position, event in enumerate(events or [], start=1):
        if isinstance(event, dict):
            kept.append(_event(event, name, position))
        elif warnings is not None:
            where = f"entry {position} in {name}"
            warnings.append(ReadWarning(where, "is not an event but " + type(event).__name__, "skipped"))
    return RawRoom(name=name, guid=_text(room.get("guid")), capacity=_text(room.get("capacity")), events=kept)


def _event(event: Mapping[str, Any], room: str, position: int) -> RawEvent:
    number, guid = _text(event.get("id")), _text(event.get("guid"))
    return RawEvent(
        where=f"event {number or guid or position} in {room}",
        guid=guid,
        id=number,
        date=_text(event.get("date")),
        start=_text(event.get("start")),
        end=_text(event.get("end")),
        duration=_text(event.get("duration")),
        room=_first(event.get("room")),
        title=_value(event.get("title")),
        subtitle=_value(event.get("subtitle")),
        track=_value(event.get("track")),
        type=_value(event.get("type")),
        language=_text(event.get("language"))
        or ", ".join(_text(part) for part in _list(event.get("language"))),
        abstract=_value(event.get("abstract")),
        description=_value(event.get("description")),
        url=_text(event.get("url")),
        persons=[_person(person) for person in _list(event.get("persons"))],
        links=[_link(_object(link)) for name in ("links", "attachments") for link in _list(event.get(name))],
    )


def _link(link: Mapping[str, Any]) -> RawLink:
    return RawLink(url=_text(link.get("url")), title=_first(link.get("title")))


def _person(person: object) -> RawPerson:
    if isinstance(person, str):
        return RawPerson(name=person)
    fields = _object(person)
    names = (_first(fields.get(key)) for key in ("public_name", "full_public_name", "name", "full_name"))
    return RawPerson(
        guid=_text(fields.get("guid")),
        code=_text(fields.get("code")),
        id=_text(fields.get("id")),
        name=next((name for name in names if name), ""),
        biography=_value(fields.get("biography")),
    )


def _track(track: Mapping[str, Any]) -> RawTrack:
    return RawTrack(
        name=_value(track.get("name")), slug=_text(track.get("slug")), color=_text(track.get("color"))
    )


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _value(value: object) -> Value:
    if isinstance(value, dict):
        return {_text(key).lower()[:2]: _text(text) for key, text in value.items() if isinstance(text, str)}
    return _text(value) or None


def _first(value: object) -> str:
    found = _value(value)
    if found is None or isinstance(found, str):
        return found or ""
    return found.get("en") or next(iter(found.values()), "")
