"""A double of a push service: HTTP/1.1 on loopback, with TLS or without, that records what it was sent and
answers as it is told, path by path."""

import asyncio
import ssl
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

from tests.bench.lean_double import whole


@dataclass(frozen=True)
class Answer:
    """One reply; `until` holds it back until the event is set, `cut` closes the connection instead."""

    status: int = 201
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    until: asyncio.Event | None = None
    cut: bool = False

    def wire(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"content-length: {len(self.body)}", "", ""]
        return "\r\n".join(lines).encode() + self.body


@dataclass(frozen=True)
class Received:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushDouble:
    """What the double was sent, and what it is to answer: a list per path is used up down to its last."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    _open: set["Requests"] = field(default_factory=set)
    _answers: dict[str, list[Answer]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, path: str, *answers: Answer) -> None:
        self._answers[path] = list(answers)

    def next_answer(self, request: Received) -> Answer:
        self.received.append(request)
        self._news.set()
        waiting = self._answers.get(request.path, [Answer()])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def opened(self, connection: "Requests") -> None:
        self._open.add(connection)

    def closed(self, connection: "Requests") -> None:
        self._open.discard(connection)

    def cut_all(self) -> None:
        for connection in list(self._open):
            connection.cut()

    async def wait_received(self, count: int) -> None:
        """Return once `count` requests have arrived."""
        while len(self.received) < count:
            self._news.clear()
            await self._news.wait()


class Requests(asyncio.Protocol, ABC):
    """Cuts the stream into requests by Content-Length, which every client under test sends."""

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's transports do not subclass it

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        while stop := whole(buffer):
            head, _, body = buffer[:stop].partition(b"\r\n\r\n")
            self.take(head, body)
            buffer = buffer[stop:]
        self._buffer = buffer

    @abstractmethod
    def take(self, head: bytes, body: bytes, /) -> None: ...

    def write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def cut(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class _RecordingProtocol(Requests):
    def __init__(self, double: PushDouble) -> None:
        super().__init__()
        self._double = double
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._double.connections += 1
        self._double.opened(self)

    def take(self, head: bytes, body: bytes, /) -> None:
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        answer = self._double.next_answer(Received(first.split(" ")[1], headers, body))
        self._double.in_flight += 1
        self._double.most_in_flight = max(self._double.most_in_flight, self._double.in_flight)
        task = asyncio.get_running_loop().create_task(self._reply(answer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _reply(self, answer: Answer) -> None:
        if answer.until is not None:
            await answer.until.wait()
        self._double.in_flight -= 1
        if answer.cut:
            self.cut()
        else:
            self.write(answer.wire())

    def connection_lost(self, _: Exception | None) -> None:
        self._double.closed(self)
        for task in self._tasks:
            task.cancel()


@asynccontextmanager
async def push_double(tls: ssl.SSLContext | None = None) -> AsyncIterator[PushDouble]:
    """Yield a recording double that listens on a free loopback port until the block ends."""
    double = PushDouble()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _RecordingProtocol(double), "127.0.0.1", 0, ssl=tls)
    double.port = server.sockets[0].getsockname()[1]
    try:
        yield double
    finally:
        server.close()
        double.cut_all()
        await server.wait_closed()
