"""`companion web` with open streams stops at once, and in order."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from backend.core.database import migrate
from backend.wiring import MODELS
from tests.backend.live.listening import ADDRESS, PATIENCE
from tests.backend.worker.processes import until
from tests.databases import DIALECT
from tests.ports import free_port, is_listening

STREAMS = 20
# The server kills after ten what has not ended by itself.
PROMPT = 5.0


@asynccontextmanager
async def web(folder: Path, port: int, log: Path) -> AsyncIterator[Process]:
    """Yield a web with an embedded worker on a SQLite database in a folder, once it listens."""
    given = {"COMPANION_DATA_DIR": str(folder), "COMPANION_PORT": str(port)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "backend", "web"),
            env=kept | given,
            cwd=Path(__file__).parents[3],
            stdout=output,
            stderr=STDOUT,
        )

    async def listens() -> bool:
        assert process.returncode is None
        return await is_listening(port)

    try:
        await until(listens)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def opened(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Return a connection on which the stream has begun."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    await reader.readuntil(b'"whole":true')
    return reader, writer


async def check_open_streams_do_not_hold_up_a_stop(tmp_path: Path, number: signal.Signals) -> None:
    folder, log, port = tmp_path / "data", tmp_path / "log", free_port()
    url = f"sqlite:///{folder / 'companion.sqlite3'}"
    await migrate(url, MODELS)
    async with web(folder, port, log) as process, asyncio.timeout(PATIENCE):
        streams = await asyncio.gather(*(opened(port) for _ in range(STREAMS)))
        begun = asyncio.get_running_loop().time()
        process.send_signal(number)
        ends = await asyncio.gather(*(reader.read() for reader, _ in streams))
        code = await process.wait()
        seconds = asyncio.get_running_loop().time() - begun
        for _, writer in streams:
            writer.close()

    assert (code, seconds < PROMPT) == (0, True)
    # Each answer has its proper end: the last chunk of a chunked body (RFC 9112, section 7.1).
    assert {end[-5:] for end in ends} == {b"0\r\n\r\n"}
    assert re.findall("Killing|Traceback", log.read_text()) == []
    # Worker and database have been closed in order: a database that was has no log left.
    assert sorted(path.name for path in folder.glob("companion.sqlite3*")) == ["companion.sqlite3"]


if DIALECT == "sqlite":
    # The database is the process's own; one kind of it is enough.
    test_open_streams_do_not_hold_up_a_stop = pytest.mark.parametrize(
        "number", [signal.SIGTERM, signal.SIGINT]
    )(check_open_streams_do_not_hold_up_a_stop)
