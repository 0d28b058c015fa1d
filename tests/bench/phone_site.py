"""What the phone benchmark measures: the application on the sample event, or on one of 1,007 sessions."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx

from tests.e2e.server import Server, open_empty_server, open_server
from tests.factories.schedule import make_schedule

SCHEDULE: Final = "COMPANION_BENCH_SCHEDULE"
_VENUE: Final = timezone(timedelta(hours=7))


@asynccontextmanager
async def sample_event() -> AsyncIterator[Server]:
    """Give a server that holds the sample event, its first day today."""
    async with open_server() as server:
        yield server


@asynccontextmanager
async def large_event() -> AsyncIterator[Server]:
    """Give a server that holds the schedule file which `COMPANION_BENCH_SCHEDULE` names, else a made one.

    The made one has 1,007 sessions, and its second day is today.
    """
    async with open_empty_server() as server:
        file = os.environ.get(SCHEDULE) or _made(server.log.parent)
        await server.command("import", file, "--zone", "Asia/Jakarta", "--publish")
        await server.start()
        yield server


def _made(folder: Path) -> str:
    path = folder / "schedule.xml"
    path.write_bytes(make_schedule(datetime.now(_VENUE).date() - timedelta(days=1)))
    return str(path)


async def read_days(server: Server) -> dict[str, int]:
    """Return how many sessions each day of the event has, by the day's id."""
    async with httpx.AsyncClient(trust_env=False) as client:
        document: dict[str, Any] = json.loads((await client.get(f"{server.origin}/api/v1/sync")).content)
    days = [session["day"] for session in document["sessions"]]
    return {day: days.count(day) for day in sorted(set(days))}
