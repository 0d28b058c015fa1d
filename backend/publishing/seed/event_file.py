"""Reads an event file: one JSON document of the collections that phones read, floor plans beside it."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import msgspec

from backend.agenda.schemas import Day, Room, Session, Speaker, Tag, Track
from backend.awards.schemas import Awards, Innovation
from backend.core.errors import Invalid
from backend.core.text import Record
from backend.event.schemas import Event, Page
from backend.expo.schemas import Booth, Exhibitor, Floor, Service, Walks
from backend.push.schemas import Announcement, Topic

Document = Mapping[str, Sequence[Record]]
"""Records by collection, in the order of `COLLECTIONS`."""

COLLECTIONS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "event": Event,
        "days": Day,
        "tracks": Track,
        "tags": Tag,
        "rooms": Room,
        "sessions": Session,
        "speakers": Speaker,
        "floors": Floor,
        "walks": Walks,
        "booths": Booth,
        "exhibitors": Exhibitor,
        "services": Service,
        "innovations": Innovation,
        "awards": Awards,
        "topics": Topic,
        "announcements": Announcement,
        "pages": Page,
    }
)


class UnreadableEventFile(Invalid):
    """The event file is no JSON, or a record in it is not what its collection holds."""


def read_event_file(folder: Traversable | None = None, name: str = "event.json") -> Document:
    """Return an event file's records; the project's own event where no folder is given.

    A floor's `plan` may name a GeoJSON file of the same folder, the walks' `graph` a JSON file. Raises
    UnreadableEventFile, with the record and the field, for what the collections' schemas do not take.
    """
    folder = folder or files("backend.publishing.seed")
    document = _json(folder / name)
    if unknown := sorted(set(document) - set(COLLECTIONS)):
        raise UnreadableEventFile(f"{name} has collections we do not know: {', '.join(unknown)}.")
    if odd := [collection for collection, rows in document.items() if not isinstance(rows, list)]:
        raise UnreadableEventFile(f"{', '.join(odd)} is no list.")
    for floor in document.get("floors", []):
        if isinstance(floor, dict) and isinstance(floor.get("plan"), str):
            floor["plan"] = _json(folder / floor["plan"])
    for walks in document.get("walks", []):
        if isinstance(walks, dict) and isinstance(walks.get("graph"), str):
            walks.update(_json(folder / walks.pop("graph")))
    return {collection: _records(collection, document.get(collection, [])) for collection in COLLECTIONS}


def _json(path: Traversable) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableEventFile(f"{path.name} cannot be opened: {error.strerror}.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableEventFile(f"{path.name} is not valid JSON at {where}: {error.msg}.") from error
    except ValueError as error:
        raise UnreadableEventFile(f"{path.name} is not UTF-8 text.") from error
    if not isinstance(document, dict):
        raise UnreadableEventFile(f"{path.name} holds no JSON object.")
    return document


def _records(collection: str, rows: list[Any]) -> list[Record]:
    records: list[Record] = []
    for number, row in enumerate(rows, start=1):
        try:
            records.append(msgspec.convert(row, COLLECTIONS[collection]))
        except msgspec.ValidationError as error:
            label = row.get("id", number) if isinstance(row, dict) else number
            raise UnreadableEventFile(f"{collection}, record {label}: {error}.") from error
    return records
