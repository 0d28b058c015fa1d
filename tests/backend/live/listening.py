"""One listener of the live stream, driven by hand: ordinary clients of tests wait for an answer's end."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from starlette.types import Message

from tests.apps import App

ADDRESS: Final = "/api/v1/live"
PATIENCE: Final = 20.0

Block = tuple[str, Any]
COMMENT: Final[Block] = ("", None)


def blocks(text: str) -> list[Block]:
    """Return the blocks of a stream: event and data, `retry` and its milliseconds, or a comment."""
    assert text.endswith("\n\n"), text
    return [_block(each.split("\n")) for each in text.removesuffix("\n\n").split("\n\n")]


def _block(lines: list[str]) -> Block:
    if lines == [":"]:
        return COMMENT
    fields = dict(line.split(": ", 1) for line in lines)
    if list(fields) == ["retry"]:
        return "retry", int(fields["retry"])
    assert list(fields) == ["event", "data"], lines
    return fields["event"], json.loads(fields["data"])


def places(blocks: list[Block]) -> list[tuple[bool, dict[str, str | None]]]:
    """Return what is told of places: whether it is the whole, and states by session."""
    return [
        (data["whole"], {each["session"]: each["state"] for each in data["sessions"]})
        for name, data in blocks
        if name == "places"
    ]


class Ear:
    """What a listener has heard. `start` is the answer's first message, `is_over` tells of its end."""

    def __init__(self) -> None:
        self.start: Message = {}
        self.is_over = False
        self._text = ""
        self._heard = asyncio.Event()
        self._left = asyncio.Event()

    async def receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self._text += message.get("body", b"").decode()
            self.is_over = not message.get("more_body", False)
        self._heard.set()

    def leave(self) -> None:
        self._left.set()

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.start["headers"]}

    def heard(self) -> list[Block]:
        """All blocks so far."""
        return blocks(self._text) if self._text else []

    async def hears(self, count: int) -> list[Block]:
        """Return the first blocks once there are so many."""
        async with asyncio.timeout(PATIENCE):
            while len(self.heard()) < count:
                self._heard.clear()
                await self._heard.wait()
        return self.heard()[:count]

    async def hears_of_places(self, count: int) -> list[tuple[bool, dict[str, str | None]]]:
        """Return what was told of places once there is so much."""
        async with asyncio.timeout(PATIENCE):
            while len(places(self.heard())) < count:
                self._heard.clear()
                await self._heard.wait()
        return places(self.heard())[:count]


@asynccontextmanager
async def listening(app: App, method: str = "GET") -> AsyncIterator[tuple[Ear, asyncio.Task[None]]]:
    """Yield a listener of the application's stream and its request; it leaves with the block."""
    ear = Ear()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": ADDRESS,
        "raw_path": ADDRESS.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"forum.example.org")],
        "client": ("10.0.0.1", 40_000),
        "server": ("forum.example.org", 443),
    }

    async def run() -> None:
        await app.asgi(scope, ear.receive, ear.send)

    request = asyncio.create_task(run())
    try:
        yield ear, request
    finally:
        ear.leave()
        async with asyncio.timeout(PATIENCE):
            await request


async def piece(stream: AsyncGenerator[bytes, None]) -> list[Block]:
    """Return the next piece of a stream."""
    async with asyncio.timeout(PATIENCE):
        return blocks((await anext(stream)).decode())
