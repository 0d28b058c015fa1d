"""Announcements as organizers compose them."""

from typing import Any

import msgspec

from backend.accounts.rules import SYSTEM
from backend.push import announce
from backend.push.schemas import AnnouncementBody
from tests.factories.records import text
from tests.fakes import NOW

EVERYONE = {"everyone": True}


def announcement(**changes: Any) -> dict[str, Any]:
    """A body of `POST /api/v1/organizer/announcements`."""
    base = {
        "title": text("Hall A is full"),
        "body": text("Come to Hall B"),
        "audience": EVERYONE,
        "path": "/map",
    }
    return base | changes


async def composed(**changes: Any) -> str:
    """Keep an announcement and return its id."""
    body = msgspec.convert(announcement(**changes), AnnouncementBody)
    return await announce.compose(SYSTEM, body, now=NOW)


async def sent(**changes: Any) -> str:
    """Keep an announcement, make its deliveries, return its id."""
    announcement_id = await composed(**changes)
    assert await announce.fan_out(announcement_id, now=NOW)
    return announcement_id
