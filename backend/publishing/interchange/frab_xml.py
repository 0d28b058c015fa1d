"""Schedule XML as frab, Pentabarf, pretalx, wafer and the c3 hub write it."""

import codecs
import io
import re
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

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

MAX_DEPTH = 24
MAX_ELEMENTS = 600_000
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w{2,12}));|&")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_xml(data: bytes) -> RawSchedule:
    """Return the schedule as it stands in the file.

    Raises UnreadableFile, with line and column where the parser names them, for what is no well-formed
    schedule even after illegal characters were taken out, and for files that declare entities.
    Source: the XML schema of the voc/schedule validator, and what its writers make of it.
    """
    try:
        return _schedule(_tree(data), [])
    except ParseError as error:
        repaired = _repaired(data)
        try:
            root = _tree(repaired)
        except ParseError:
            raise _broken(error) from error
        note = ReadWarning("file", f"not well-formed XML: {error}", "illegal characters were taken out")
        return _schedule(root, [note])


def _broken(error: ParseError) -> UnreadableFile:
    at_line, column = error.position
    said = str(error).split(":")[0]
    return UnreadableFile(f"The XML is not well-formed at line {at_line}, column {column + 1}: {said}.")


def _tree(data: bytes) -> Element:
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_external=True):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth += 1
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise UnreadableFile(f"The XML is deeper than {MAX_DEPTH} levels or has too many elements.")
    except DefusedXmlException as error:
        raise UnreadableFile(
            "The XML declares entities or refers to other files, which is refused."
        ) from error
    except (LookupError, ValueError) as error:
        raise UnreadableFile(f"The XML's encoding is not known: {error}.") from error
    if root is None or _name(root) != "schedule":
        raise UnreadableFile("The XML has no <schedule> at its root.")
    return root


def _repaired(data: bytes) -> bytes:
    declared = _DECLARED.search(data[:200])
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    encoding = encoding or (declared.group(1).decode() if declared else "utf-8")
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    text = _REFERENCE.sub(_reference, _ILLEGAL.sub("", _DECLARATION.sub("", text, count=1)))
    return text.encode("utf-8", errors="replace")


def _reference(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name in _XML_ENTITIES:
        return match.group()
    if name:
        return html5.get(f"{name};", f"&amp;{name};")
    if decimal is None and hexadecimal is None:
        return "&amp;"
    number = int(decimal) if decimal else int(hexadecimal, 16)
    legal = (
        number in (9, 10, 13)
        or 32 <= number < 0xD800
        or 0xE000 <= number < 0xFFFE
        or 0x10000 <= number < 0x110000
    )
    return match.group() if legal else ""


def _schedule(root: Element, warnings: list[ReadWarning]) -> RawSchedule:
    conference = _child(root, "conference")
    days = [_day(day, number) for number, day in enumerate(_children(root, "day"), start=1)]
    if sum(len(room.events) for day in days for room in day.rooms) > MAX_EVENTS:
        raise UnreadableFile(f"The schedule has more than {MAX_EVENTS} events.")
    raw = RawSchedule(format="schedule-xml", version=_text(root, "version"), days=days, warnings=warnings)
    if conference is None:
        return raw
    raw.title = _text(conference, "title")
    raw.zone = _text(conference, "time_zone_name")
    raw.day_change = _text(conference, "day_change")
    raw.slot = _text(conference, "timeslot_duration")
    tracks = [
        *_children(conference, "track"),
        *(t for ts in _children(conference, "tracks") for t in _children(ts, "track")),
    ]
    raw.tracks = [_track(track) for track in tracks]
    return raw


def _track(element: Element) -> RawTrack:
    return RawTrack(
        name=element.get("name") or _value(element, "name") or _own(element),
        slug=element.get("slug") or _text(element, "slug"),
        color=element.get("color") or _text(element, "color"),
    )


def _day(element: Element, number: int) -> RawDay:
    index = element.get("index") or str(number)
    return RawDay(
        where=f"day {index}",
        index=index,
        date=element.get("date", ""),
        start=element.get("start", ""),
        end=element.get("end", ""),
        rooms=[_room(room) for room in _children(element, "room")],
    )


def _room(element: Element) -> RawRoom:
    return RawRoom(
        name=element.get("name", ""),
        guid=element.get("guid", ""),
        capacity=element.get("capacity", ""),
        events=[_event(event, element.get("name", "")) for event in _children(element, "event")],
    )


def _event(element: Element, room: str) -> RawEvent:
    number, guid = element.get("id", ""), element.get("guid", "")
    persons = _child(element, "persons")
    people = [] if persons is None else [_person(person) for person in _children(persons, "person")]
    return RawEvent(
        where=f"event {number or guid or '(without id)'} in {room}",
        guid=guid,
        id=number,
        date=_text(element, "date"),
        start=_text(element, "start"),
        end=_text(element, "end"),
        duration=_text(element, "duration"),
        room=_text(element, "room"),
        title=_value(element, "title"),
        subtitle=_value(element, "subtitle"),
        track=_value(element, "track"),
        type=_value(element, "type"),
        language=_text(element, "language"),
        abstract=_value(element, "abstract"),
        description=_value(element, "description"),
        url=_text(element, "url"),
        persons=people,
        links=[
            link for of in (("links", "link"), ("attachments", "attachment")) for link in _links(element, *of)
        ],
    )


def _links(element: Element, around: str, name: str) -> list[RawLink]:
    parent = _child(element, around)
    found = [] if parent is None else _children(parent, name)
    return [RawLink(url=link.get("href", ""), title=_own(link)) for link in found]


def _person(element: Element) -> RawPerson:
    return RawPerson(
        guid=element.get("guid", ""),
        code=element.get("code", ""),
        id=element.get("id", ""),
        name=_own(element) or element.get("name", ""),
        biography=_value(element, "biography"),
    )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(parent: Element, name: str) -> list[Element]:
    return [child for child in parent if _name(child) == name]


def _child(parent: Element, name: str) -> Element | None:
    return next(iter(_children(parent, name)), None)


def _own(element: Element) -> str:
    return "".join(element.itertext()).strip() if len(element) else (element.text or "").strip()


def _text(parent: Element, name: str) -> str:
    child = _child(parent, name)
    return "" if child is None else _own(child)


def _value(parent: Element, name: str) -> Value:
    """Return a child's text with unescaped markup kept, or one text per `xml:lang` where several stand."""
    found = _children(parent, name)
    by_language = {
        language[:2].lower(): _inner(child) for child in found if (language := child.get(XML_LANG))
    }
    if len(by_language) > 1:
        return by_language
    return _inner(found[0]) if found else None


def _inner(element: Element) -> str:
    if not len(element):
        return (element.text or "").strip()
    parts = (f"<{_name(child)}>{_inner(child)}</{_name(child)}>{child.tail or ''}" for child in element)
    return ((element.text or "") + "".join(parts)).strip()
