"""The sample event as a phone gets it, and a moment of it that is the same whenever the tests run."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx

from tests.e2e.server import Server

OPENING: Final = "d1-pembukaan"
AFTERWARDS: Final = "d1-top-40"

Records = dict[str, dict[str, Any]]


async def read_event(server: Server) -> Records:
    """Return the event's records by their ids."""
    async with httpx.AsyncClient(trust_env=False) as client:
        document = (await client.get(f"{server.origin}/api/v1/sync")).json()
    collections = [found for found in document.values() if isinstance(found, list)]
    return {record["id"]: record for found in collections for record in found}


def yesterday() -> str:
    """Return a first day of which the event's morning is over, at whatever hour the tests run."""
    return str(datetime.now(UTC).date() - timedelta(days=1))


def during_the_opening(event: Records) -> datetime:
    """Return the middle of the opening session: something is on, and something comes next."""
    start, end = (datetime.fromisoformat(event[OPENING][side]) for side in ("start", "end"))
    return start + (end - start) / 2
