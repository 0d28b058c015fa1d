"""What the phone benchmark measures: the application on the sample event, or on one of 1,007 sessions."""

import json
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx

from tests.bench.phone_schedule import make_schedule
from tests.e2e.server import Server, open_server
from tests.e2e.webkit import free_port

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
    with tempfile.TemporaryDirectory(prefix="companion-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        file = Path(os.environ[SCHEDULE]) if SCHEDULE in os.environ else folder / "schedule.xml"
        if SCHEDULE not in os.environ:
            file.write_bytes(make_schedule(datetime.now(_VENUE).date() - timedelta(days=1)))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
        settings = {
            "COMPANION_PORT": str(port),
            "COMPANION_DATA_DIR": name,
            "COMPANION_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        }
        server = Server(port, inherited | settings, folder / "log")
        await server.command("migrate")
        await server.command("import", str(file.resolve()), "--zone", "Asia/Jakarta", "--publish")
        await server.start()
        try:
            yield server
        finally:
            await server.stop()


async def read_days(server: Server) -> dict[str, int]:
    """Return how many sessions each day of the event has, by the day's id."""
    async with httpx.AsyncClient(trust_env=False) as client:
        document: dict[str, Any] = json.loads((await client.get(f"{server.origin}/api/v1/sync")).content)
    days = [session["day"] for session in document["sessions"]]
    return {day: days.count(day) for day in sorted(set(days))}
