"""An event whose pages tests read."""

from typing import Any

from backend.publishing.schemas import Put
from tests.apps import App
from tests.backend.pages.seen import Seen
from tests.factories.records import programme, published, put, session, speaker, text, track

ORIGIN = "https://forum.example.org"


async def open_event(site: App, *changes: Put) -> None:
    """Publish the event with a session, its speakers and their place; `changes` add to that or replace it."""
    puts = [
        *programme(),
        put("tracks", track()),
        put("speakers", speaker(organisation=text("Ministry"))),
        put("speakers", speaker(id="nobody", name=text("Somebody"), placeholder=True)),
        put("sessions", full_session()),
        *changes,
    ]
    await published(
        *{(each.collection, each.record["id"]): each for each in puts if isinstance(each, Put)}.values()
    )
    await site.sync.refresh()


def full_session(**changes: Any) -> dict[str, Any]:
    base = {
        "room": "hall-a",
        "track": "health",
        "kind": "panel",
        "languages": ["id"],
        "interpretation": ["en"],
        "capacity": 300,
        "speakers": [{"speaker": "moderator", "role": "moderator"}, {"speaker": "nobody"}],
    }
    return session(**base | changes)


async def seen(site: App, path: str, **headers: str) -> Seen:
    """Read a page as a machine does."""
    answer = await site.client.get(path, headers=headers)
    assert answer.status_code == 200
    return Seen(answer.text)


def venue(locale: str = "id", name: str = "") -> dict[str, Any]:
    return {
        "@type": "Place",
        "name": f"{name}JCC ({locale})",
        "address": f"Senayan ({locale})",
        "geo": {"@type": "GeoCoordinates", "latitude": -6.2, "longitude": 106.8},
    }
