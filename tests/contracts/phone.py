"""The phone's own store code in a process of its own, spoken to in lines of JSON."""

import asyncio
import json
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

PROGRAM = Path(__file__).parents[2] / "pwa" / "dist-test" / "phone.mjs"
# The longest line is a whole document.
_LONGEST_LINE = 32 * 1024 * 1024


class Phone:
    """A phone without a screen: it syncs, takes pushes, and shows what it holds."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def do(self, op: str, **given: Any) -> dict[str, Any]:
        """Run one command of the program and return its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"op": op, **given}).encode() + b"\n")
        await self._process.stdin.drain()
        answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    async def sync(self, client: httpx.AsyncClient, during: Sequence[Any] = ()) -> dict[str, Any]:
        """Ask the server once as the store wants it; pushes of `during` arrive before its answer does."""
        wish = await self.do("request")
        headers = {"if-none-match": wish["if_none_match"]} if wish["if_none_match"] else {}
        answer = await client.get(wish["address"], headers=headers)
        body = None if answer.status_code == 304 else answer.json()
        return await self.do(
            "sync",
            status=answer.status_code,
            etag=answer.headers.get("etag"),
            body=body,
            during=list(during),
        )

    async def push(self, data: Any) -> None:
        """Let a message with this `notification.data` arrive."""
        await self.do("patch", data=data)

    async def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


@asynccontextmanager
async def open_phone() -> AsyncIterator[Phone]:
    """Yield a phone that has never been used."""
    node = shutil.which("node")
    if node is None or not PROGRAM.exists():
        sys.exit("The phone's store is not built: run `npm run build:phone` in pwa/.")
    process = await asyncio.create_subprocess_exec(
        node, str(PROGRAM), stdin=PIPE, stdout=PIPE, limit=_LONGEST_LINE
    )
    phone = Phone(process)
    try:
        yield phone
    finally:
        await phone.end()
