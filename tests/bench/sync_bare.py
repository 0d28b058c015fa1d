"""The bare ASGI application of the sync benchmark: ready bytes, the fewest headers that make them right.

As a program it serves the answers in a folder, each file under its own name, with our server's settings.
"""

import os
import sys
from pathlib import Path

from starlette.types import Message, Receive, Scope, Send

from backend.__main__ import server

NOT_MODIFIED = "not_modified"
_FOLDER = "BENCH_ANSWERS"


def app() -> "Bare":
    """Return the application over the folder named in the environment."""
    return Bare(Path(os.environ[_FOLDER]))


class Bare:
    """Answers by path from a table and does nothing else."""

    def __init__(self, folder: Path) -> None:
        self._answers = {f"/{path.name}": _answer(path.name, path.read_bytes()) for path in folder.iterdir()}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        start, body = self._answers[scope["path"]]
        await send(start)
        await send(body)


def _answer(name: str, content: bytes) -> tuple[Message, Message]:
    if name == NOT_MODIFIED:
        headers, status, body = [(b"etag", content)], 304, b""
    else:
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        headers += [] if name == "identity" else [(b"content-encoding", name.encode())]
        status, body = 200, content
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )


def main() -> None:
    os.environ[_FOLDER] = sys.argv[2]
    server("tests.bench.sync_bare:app", host="127.0.0.1", port=int(sys.argv[1])).serve()


if __name__ == "__main__":
    main()
