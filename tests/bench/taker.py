"""A push service that takes everything at once: plain HTTP on loopback, counting what came."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.bench.lean_double import CREATED
from tests.bench.push_double import Requests


@dataclass
class Taker:
    """`taken` counts messages."""

    port: int = 0
    taken: int = 0
    _wanted: int = 0
    _there: asyncio.Event = field(default_factory=asyncio.Event)
    _at: float = 0.0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def take(self) -> None:
        self.taken += 1
        if self.taken == self._wanted:
            self._at = time.perf_counter()
            self._there.set()

    async def until_taken(self, count: int, *, seconds: float) -> float:
        """Return when the `count`-th message came, on the clock of `perf_counter`; raises `TimeoutError`.

        It must not have come yet.
        """
        assert self.taken < count, "it has come already"
        self._wanted = count
        self._there.clear()
        async with asyncio.timeout(seconds):
            await self._there.wait()
        return self._at


class _Connection(Requests):
    def __init__(self, taker: Taker) -> None:
        super().__init__()
        self._taker = taker

    def take(self, _head: bytes, _body: bytes, /) -> None:
        self._taker.take()
        self.write(CREATED)


@asynccontextmanager
async def taking() -> AsyncIterator[Taker]:
    """Yield a push service on a free port."""
    taker = Taker()
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(taker), "127.0.0.1", 0)
    taker.port = server.sockets[0].getsockname()[1]
    try:
        yield taker
    finally:
        server.close()
