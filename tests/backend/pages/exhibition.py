"""An exhibition of a booth that is taken, with all that is shown there, and one that is free."""

from typing import Any

from backend.publishing.schemas import Put
from tests.factories.records import put, text

FLOOR = {
    "id": "ground",
    "name": text("Ground"),
    "short_name": text("G"),
    "ordinal": 0,
    "plan": {"type": "FeatureCollection", "features": []},
}
BOOTH: dict[str, Any] = {
    "id": "a01",
    "code": "A01",
    "name": text("Booth A01"),
    "floor": "ground",
    "category": "city",
    "geometry": {"type": "Point", "coordinates": [1, 1]},
    "display_point": [1, 1],
}
EXHIBITOR = {
    "id": "city",
    "name": text("The city"),
    "short_name": text("City"),
    "kind": "kota",
    "summary": text("Its services"),
    "booths": ["a01"],
    "innovations": ["quick"],
    "services": ["permit"],
}
SERVICE = {"id": "permit", "exhibitor": "city", "name": text("A permit"), "summary": text("In ten minutes")}
INNOVATION = {
    "id": "quick",
    "name": text("Quick"),
    "institution": text("The city"),
    "institution_kind": "kota",
    "theme": "data",
    "summary": text("Quicker than before"),
    "exhibitor": "city",
    "list": "top-99",
}
AWARDS = {"id": "awards", "lists": [{"id": "top", "name": text("Top"), "session": "opening", "size": 4}]}


def exhibition() -> list[Put]:
    return [
        put("floors", FLOOR),
        put("booths", BOOTH | {"exhibitor": "city"}),
        put("booths", BOOTH | {"id": "a02", "code": "A02", "name": text("Booth A02")}),
        put("exhibitors", EXHIBITOR),
        put("services", SERVICE),
        put("innovations", INNOVATION),
        put("awards", AWARDS),
    ]
