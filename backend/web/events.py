"""Answers without an end: server-sent events (WHATWG HTML, section 9.2)."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

MEDIA_TYPE: Final = "text/event-stream"
_END: Message = {"type": "http.response.body"}


class EventStream(Response):
    """Sends the pieces of a stream as they come; a caller who leaves ends the stream at once."""

    def __init__(self, pieces: AsyncGenerator[bytes, None]) -> None:
        # Proxies such as nginx would else wait until a buffer is full.
        super().__init__(headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self.headers["content-type"] = MEDIA_TYPE
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send(_END)
            return
        try:
            async with asyncio.TaskGroup() as group:
                leaving = group.create_task(_raise_when_left(receive))
                async with aclosing(self._pieces) as pieces:
                    async for piece in pieces:
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send(_END)
                leaving.cancel()
        except* _Left:
            pass


class _Left(Exception):
    """The caller has gone."""


async def _raise_when_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    raise _Left
