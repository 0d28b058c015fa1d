"""Noticing what is committed here and elsewhere: told by NOTIFY on PostgreSQL, else by asking SQLite."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog
from tortoise.connection import get_connection

from backend.core import journal
from backend.core.database import CONNECTION, configuration, is_postgres

_log = structlog.get_logger("watch")

Refresh = Callable[[], Awaitable[None]]


@asynccontextmanager
async def following(refreshes: Sequence[Refresh], url: str, *, every: float) -> AsyncIterator[None]:
    """Call `refreshes`, one after the other, now and whenever a revision or a sequence was committed.

    `every` is the seconds between looks where nobody tells. One that fails is tried again with those before
    it, and those after it wait: what they tell may rest on it.
    """
    wake, stop = asyncio.Event(), asyncio.Event()
    end = journal.listen(wake.set)
    await _refresh(refreshes)
    task = asyncio.create_task(_follow(refreshes, url, wake, stop, every))
    try:
        yield
    finally:
        # Not cancelled: a transaction cancelled at its beginning never gives SQLite's connection back.
        end()
        stop.set()
        wake.set()
        await task


async def _refresh(refreshes: Sequence[Refresh]) -> None:
    for refresh in refreshes:
        await refresh()


async def _follow(
    refreshes: Sequence[Refresh], url: str, wake: asyncio.Event, stop: asyncio.Event, every: float
) -> None:
    watcher = _Listener(url, wake) if is_postgres(url) else _DataVersion(wake)
    try:
        while not stop.is_set():
            try:
                await watcher.look()
                await _wait(wake, every)
                if wake.is_set() and not stop.is_set():
                    wake.clear()
                    await _refresh(refreshes)
            except Exception:
                # A database that is away comes back; phones are served from memory meanwhile.
                _log.exception("cannot follow the database")
                await _wait(stop, every)
                wake.set()
    finally:
        await watcher.close()


async def _wait(event: asyncio.Event, longest: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(longest):
            await event.wait()


class _DataVersion:
    """SQLite counts the commits of other connections."""

    def __init__(self, wake: asyncio.Event) -> None:
        self._wake = wake
        self._seen: int | None = None

    async def look(self) -> None:
        rows = await get_connection(CONNECTION).execute_query_dict("PRAGMA data_version")
        version = int(rows[0]["data_version"])
        # The first look wakes too: a commit may have come between the first refresh and this.
        if version != self._seen:
            self._wake.set()
        self._seen = version

    async def close(self) -> None:
        """Nothing is held."""


class _Listener:
    """PostgreSQL tells; the connection is renewed when it is lost."""

    def __init__(self, url: str, wake: asyncio.Event) -> None:
        self._credentials = configuration(url, [])["connections"][CONNECTION]["credentials"]
        self._wake = wake
        self._connection: asyncpg.Connection | None = None

    async def look(self) -> None:
        if self._connection is not None and not self._connection.is_closed():
            return
        wanted = ("host", "port", "user", "password", "database")
        self._connection = await asyncpg.connect(**{key: self._credentials[key] for key in wanted})
        await self._connection.add_listener(journal.CHANNEL, lambda *_: self._wake.set())
        # What happened while nobody listened must not be missed.
        self._wake.set()

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
