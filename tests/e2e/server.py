"""`companion web` as a process of its own that a test can stop, kill and start again.

Run as a program it serves the real application. What differs from `companion web` is handed in through
wiring: where a push service's hosts are found, which certificate vouches for it, which build is served, how
far its clock is ahead.
"""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops

from backend.app import Companion
from backend.core.clock import Clock, utc_now
from backend.push.transport import ReqwestTransport
from backend.settings import load_settings, replace_kept
from backend.web.log import configure_logging
from backend.wiring import PWA_FOLDER
from backend.worker.run import embedded
from tests.ports import free_port
from tests.push_services.google import HOSTS, GooglePush
from tests.push_services.mozilla import MozillaPush
from tests.push_services.waiting import PATIENCE

MAPPED: Final = "TEST_PUSH_HOST"
TRUSTED: Final = "TEST_PUSH_TRUST"
PWA: Final = "TEST_PWA_FOLDER"
AHEAD: Final = "TEST_CLOCK_AHEAD"
JAKARTA: Final = ZoneInfo("Asia/Jakarta")


def asgi() -> Companion:
    """The application, its pushes to one host led to a double."""
    settings = load_settings()
    configure_logging(settings.log_format)
    parts: dict[str, Any] = {"clock": clock_ahead(Path(os.environ[AHEAD]))}
    if MAPPED in os.environ:
        address, port, *hosts = os.environ[MAPPED].split(" ")
        parts["transport"] = ReqwestTransport.open(
            trust=Path(os.environ[TRUSTED]).read_bytes(), resolve=dict.fromkeys(hosts, (address, int(port)))
        )
    return Companion(settings, embedded, pwa=Path(os.environ.get(PWA, PWA_FOLDER)), **parts)


def clock_ahead(path: Path) -> Clock:
    """Return a clock that is ahead by the seconds that a file holds at that moment."""

    def ahead() -> datetime:
        return utc_now() + timedelta(seconds=int(path.read_text()))

    return ahead


@dataclass
class Server:
    """The running application; `environment` holds its settings."""

    port: int
    environment: dict[str, str]
    log: Path
    process: Process | None = field(default=None)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put_clock_ahead(self, by: timedelta) -> None:
        """Have its clock, and that of no browser, run ahead of the true time from now on."""
        replace_kept(Path(self.environment[AHEAD]), str(ceil(by.total_seconds())))

    def put_clock_to(self, moment: datetime) -> None:
        """Have its clock, and that of no browser, go on from this moment, or from within a second after."""
        self.put_clock_ahead(moment - utc_now())

    def asked(self, path: str) -> int:
        """How many requests to a path of its API, and below, the server has answered."""
        return self.log.read_text().count(f"path=/api/v1{path}")

    async def command(self, *words: str, given: str = "") -> str:
        """Run the command line with this server's settings and return what it says."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "backend",
            *words,
            env=self.environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await process.communicate(given.encode())
        assert process.returncode == 0, f"companion {' '.join(words)} failed"
        return said.decode()

    async def start(self) -> None:
        """Start and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.e2e.server", env=self.environment, stdout=log, stderr=log
            )
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(trust_env=False) as client:
            while not await self._answers(client):
                assert self.process.returncode is None, self.log.read_text()[-4000:]
                # Another process tells nobody when it listens: asking is the only way.
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """End it as a supervisor does, and wait until it is gone."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            await self.process.wait()
        self.process = None

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"{self.origin}/healthz")).is_success
        except httpx.TransportError:
            return False


def push_environment(push: MozillaPush | GooglePush) -> dict[str, str]:
    """What a server needs to reach the double of a browser's push service."""
    if isinstance(push, MozillaPush):
        return {"COMPANION_PUSH_HOSTS": push.origin}
    double = urlsplit(push.https_origin)
    return {
        MAPPED: " ".join([str(double.hostname), str(double.port), *HOSTS]),
        TRUSTED: str(push.certificate.path),
    }


@asynccontextmanager
async def open_server(
    extra: dict[str, str] | None = None, *, first_day: str = "today"
) -> AsyncIterator[Server]:
    """Give a started server that holds the sample event, begun on a given day.

    What the event announces later than now is not there: a test that needs it begins the event earlier.
    """
    async with _open(extra, ("seed", "--shift-to", first_day)) as server:
        await server.start()
        yield server


@asynccontextmanager
async def open_empty_server(extra: dict[str, str] | None = None) -> AsyncIterator[Server]:
    """Give a server on a database of its own, to be filled and started; it is stopped at the end."""
    async with _open(extra) as server:
        yield server


# Databases by the day and the commands that made them: to make one takes seconds, and many want the same.
_made: Final[dict[tuple[date, tuple[tuple[str, ...], ...]], bytes]] = {}


@asynccontextmanager
async def _open(extra: dict[str, str] | None, *filled_by: tuple[str, ...]) -> AsyncIterator[Server]:
    with tempfile.TemporaryDirectory(prefix="companion-", ignore_cleanup_errors=True) as folder:
        port = free_port()
        path = Path(folder) / "e2e.sqlite3"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
        settings = {
            "COMPANION_PORT": str(port),
            "COMPANION_DATA_DIR": folder,
            "COMPANION_DATABASE_URL": f"sqlite:///{path}",
            AHEAD: f"{folder}/clock",
        }
        server = Server(port, inherited | settings | (extra or {}), Path(folder) / "log")
        server.put_clock_ahead(timedelta(0))
        made_by = utc_now().astimezone(JAKARTA).date(), (("migrate",), *filled_by)
        if made_by in _made:
            path.write_bytes(_made[made_by])
        else:
            for words in made_by[1]:
                await server.command(*words)
            _made[made_by] = path.read_bytes()
        try:
            yield server
        finally:
            await server.stop()


if __name__ == "__main__":
    Granian(
        "tests.e2e.server:asgi",
        factory=True,
        address="127.0.0.1",
        port=int(os.environ["COMPANION_PORT"]),
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        loop=Loops.uvloop,
        workers_kill_timeout=10,
        websockets=False,
    ).serve()
