"""Push services in a bad mood: some messages meet an error, a wait, a silence or a subscription that is gone.

What an endpoint's next request meets is drawn by a hash of the endpoint and of how often it was asked, so
that a run can be repeated and no answer depends on when it is given.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from tests.bench.push_double import Answer, Requests
from tests.push_services.waiting import Changes

CREATED: Final = Answer(201)
GONE: Final = Answer(410)
ERROR: Final = Answer(500)
BUSY: Final = Answer(429, (("retry-after", "1"),))


@dataclass(frozen=True)
class Moods:
    """Which share of endpoints is gone, and of requests meets an error, a wait for all, a cut, no answer."""

    gone: float = 0.02
    error: float = 0.03
    busy: float = 0.002
    cut: float = 0.005
    silent: float = 0.003


@dataclass(frozen=True)
class Accepted:
    """A message that a service took: the endpoint's path and the body as it came."""

    path: str
    body: bytes


@dataclass
class PushServices:
    """All services of a run. A message is taken once its request is whole, whoever waits for the answer."""

    moods: Moods
    seconds: float
    ports: list[int] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    _asked: Counter[str] = field(default_factory=Counter)
    _changes: Changes = field(default_factory=Changes)
    _open: set["_Connection"] = field(default_factory=set)

    @property
    def origins(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    async def until_accepted(self, count: int, *, seconds: float) -> None:
        """Return once `count` messages were taken; raises `TimeoutError`."""
        await self._changes.until(lambda: len(self.accepted) >= count, f"{count} messages", seconds=seconds)

    def meet(self, path: str, body: bytes) -> Answer | None:
        """Return the answer to one request, None for none at all."""
        name, answer = self._drawn(path)
        self.answers[name] += 1
        if answer is CREATED:
            self.accepted.append(Accepted(path, body))
            self._changes.ring()
        elif answer is GONE:
            self.gone.add(path)
        return answer

    def _drawn(self, path: str) -> tuple[str, Answer | None]:
        if drawn(path) < self.moods.gone:
            return "gone", GONE
        self._asked[path] += 1
        left = drawn(f"{path} {self._asked[path]}")
        bad: tuple[tuple[str, float, Answer | None], ...] = (
            ("error", self.moods.error, ERROR),
            ("busy", self.moods.busy, BUSY),
            ("cut", self.moods.cut, Answer(cut=True)),
            ("silent", self.moods.silent, None),
        )
        for name, share, answer in bad:
            if left < share:
                return name, answer
            left -= share
        return "created", CREATED

    def opened(self, connection: "_Connection") -> None:
        self._open.add(connection)

    def closed(self, connection: "_Connection") -> None:
        self._open.discard(connection)

    def cut_all(self) -> None:
        for connection in list(self._open):
            connection.cut()


class _Connection(Requests):
    def __init__(self, services: PushServices) -> None:
        super().__init__()
        self._services = services

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._services.opened(self)

    def take(self, head: bytes, body: bytes, /) -> None:
        path = head.split(b" ", 2)[1].decode()
        answer = self._services.meet(path, body)
        if answer is not None:
            reply: Callable[[], None] = self.cut if answer.cut else lambda: self.write(answer.wire())
            asyncio.get_running_loop().call_later(self._services.seconds, reply)

    def connection_lost(self, _: Exception | None) -> None:
        self._services.closed(self)


def drawn(text: str) -> float:
    """Return a number from 0 to under 1 that looks random and is always the same for a text."""
    return int.from_bytes(sha256(text.encode()).digest()[:7]) / 256**7


@asynccontextmanager
async def push_services(count: int, moods: Moods, *, seconds: float) -> AsyncIterator[PushServices]:
    """Yield `count` services on free loopback ports that take `seconds` for an answer."""
    services = PushServices(moods, seconds)
    loop = asyncio.get_running_loop()
    servers = [
        await loop.create_server(lambda: _Connection(services), "127.0.0.1", 0, backlog=1024)
        for _ in range(count)
    ]
    services.ports += [server.sockets[0].getsockname()[1] for server in servers]
    try:
        yield services
    finally:
        for server in servers:
            server.close()
        services.cut_all()
        for server in servers:
            await server.wait_closed()
