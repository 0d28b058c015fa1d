"""Records of the programme as drafts hold them: sound, small, and different where told."""

from random import Random
from typing import Any

from backend.accounts.rules import SYSTEM
from backend.publishing.publish import publish
from backend.publishing.schemas import Change, Delete, Published, Put
from tests.fakes import NOW

Fields = dict[str, Any]

_EMPTY = {"id": "", "en": ""}


def text(said: str) -> dict[str, str]:
    return {"id": f"{said} (id)", "en": f"{said} (en)"}


def event(**changes: Any) -> Fields:
    base = {
        "id": "forum",
        "name": text("Forum"),
        "short_name": text("IPS"),
        "theme": text("Theme"),
        "summary": text("Summary"),
        "organiser": text("Ministry"),
        "venue": {"name": text("JCC"), "area": text("Senayan"), "latitude": -6.2, "longitude": 106.8},
        "start": "2018-11-07T08:00:00+07:00",
        "end": "2018-11-08T17:00:00+07:00",
        "time_zone": "Asia/Jakarta",
        "default_language": "id",
        "languages": ["id", "en"],
        "notice": _EMPTY,
    }
    return base | changes


def day(**changes: Any) -> Fields:
    base = {
        "id": "day-1",
        "date": "2018-11-07",
        "number": 1,
        "name": text("Day 1"),
        "headline": text("Opening"),
        "start": "2018-11-07T08:00:00+07:00",
        "end": "2018-11-07T17:00:00+07:00",
        "prayer_times": {"dhuhr": "2018-11-07T11:40:00+07:00"},
    }
    return base | changes


def room(**changes: Any) -> Fields:
    return {"id": "hall-a", "name": text("Hall A"), "capacity": 300} | changes


def track(**changes: Any) -> Fields:
    base = {"id": "health", "name": text("Health"), "description": text("About health"), "color": "#0F6B6B"}
    return base | changes


def speaker(**changes: Any) -> Fields:
    return {
        "id": "moderator",
        "name": text("Moderator"),
        "title": text("Title"),
        "bio": text("Bio"),
    } | changes


def session(**changes: Any) -> Fields:
    base = {
        "id": "opening",
        "day": "day-1",
        "title": text("Opening"),
        "abstract": text("About the opening"),
        "start": "2018-11-07T09:00:00+07:00",
        "end": "2018-11-07T10:00:00+07:00",
    }
    return base | changes


def page(**changes: Any) -> Fields:
    return {"id": "wifi", "title": text("Wi-Fi"), "body": text("The password")} | changes


def topic(**changes: Any) -> Fields:
    return {"id": "ceremony", "name": text("Ceremony"), "description": text("Winners")} | changes


def put(collection: str, record: Fields, **base: int | None) -> Put:
    return Put(collection, record, **base)


def programme() -> list[Change]:
    """An event with a day, a room, a session in it, and two topics of which one is on by default."""
    return [
        put("event", event()),
        put("days", day()),
        put("rooms", room()),
        put("sessions", session(room="hall-a")),
        put("topics", topic()),
        put("topics", topic(id="press", default_on=False)),
    ]


async def published(*changes: Change) -> Published:
    """Publish as the command line does."""
    return await publish(SYSTEM, changes, note="test", now=NOW)


async def put_pages(count: int, said: str = "Page") -> Published:
    return await published(
        *(put("pages", page(id=f"page-{n}", title=text(f"{said} {n}"))) for n in range(count))
    )


def many_sessions(count: int) -> list[Put]:
    """Sessions whose abstracts pack badly, as real ones do."""
    abstracts = (Random(number).randbytes(1_500).hex() for number in range(count))
    return [put("sessions", session(id=f"s{at}", abstract=text(said))) for at, said in enumerate(abstracts)]


def delete(collection: str, record_id: str) -> Delete:
    return Delete(collection, record_id)
