"""The programs of a set-up as processes: killed as a machine without power would be, and started again."""

import asyncio
import os
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import asyncpg
import httpx

from tests.bench.servers import environment
from tests.deployment.processes import as_account, given_to, path, told
from tests.ports import free_port, is_listening

PATIENCE: Final = 60.0
_LOOK: Final = 0.05
# PostgreSQL refuses root; any other account will do.
_ACCOUNT: Final = "postgres"


async def until(
    holds: Callable[[], Awaitable[bool]], what: str, *, seconds: float = PATIENCE, every: float = _LOOK
) -> None:
    """Return once the condition holds; raise `TimeoutError` that names `what` was awaited."""
    try:
        async with asyncio.timeout(seconds):
            while not await holds():
                # Another process tells nobody: asking is the only way.
                await asyncio.sleep(every)
    except TimeoutError:
        raise TimeoutError(f"{what}: not within {seconds:g} s") from None


class Ended(Exception):
    """The program ended where it should have got ready."""


class Program:
    """One program; `is_ready` tells whether it does its work by now."""

    def __init__(
        self,
        name: str,
        command: list[str],
        env: Mapping[str, str],
        folder: Path,
        *,
        is_ready: Callable[["Program"], Awaitable[bool]],
        account: str | None = None,
    ) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._command = command
        self._env = env
        self._folder = folder
        self._is_ready = is_ready
        self._account = account
        self._process: Process | None = None
        self._log_from = 0

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def said(self) -> str:
        """Return what it has written since it was last started."""
        return self.log.read_bytes()[self._log_from :].decode(errors="replace")

    async def start(self) -> None:
        """Start it and return once it is ready; raises `Ended` with its log when it does not."""
        await self._launch()
        await self._ready()

    async def keep_starting(self) -> None:
        """Start it again and again until it is ready, as a supervisor does."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(Ended):
                    return await self.start()

    async def _launch(self) -> None:
        self._log_from = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env=dict(self._env),
                cwd=self._folder,
                stdout=output,
                stderr=STDOUT,
                start_new_session=True,
                **as_account(self._account),
            )

    async def _ready(self) -> None:
        async def holds() -> bool:
            assert self._process is not None
            if self._process.returncode is not None:
                raise Ended(f"{self.name} ended: {self.said()[-3000:]}")
            return await self._is_ready(self)

        await until(holds, f"{self.name} is ready")

    async def end(self, kind: signal.Signals = signal.SIGKILL) -> None:
        """End it with all that it has started, if it runs."""
        if self._process is not None and self.is_running:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, kind)
            await self._process.wait()


@dataclass(frozen=True)
class Postgres:
    """A cluster of its own and the URL of its one database."""

    program: Program
    url: str

    async def restart(self) -> None:
        """End it as an immediate stop does, connections and all, and start it again."""
        await self.program.end(signal.SIGQUIT)
        await self.program.start()


@asynccontextmanager
async def postgres(folder: Path) -> AsyncIterator[Postgres]:
    """Yield a running PostgreSQL with an empty database."""
    # Not below the test's own folder, which the other account may not enter.
    data, port = Path(mkdtemp(prefix="companion-chaos-")), free_port()
    given_to(_ACCOUNT, data)
    env = {"PATH": path(), "PGDATA": str(data)}
    try:
        initdb = ["initdb", "-U", "companion", "-A", "trust", "-N", "-E", "UTF8"]
        code, said = await told(initdb, env, data, account=_ACCOUNT)
        assert code == 0, said
        base = f"postgres://companion@127.0.0.1:{port}"

        async def is_ready(_: Program) -> bool:
            with suppress(OSError, asyncpg.PostgresError):
                connection = await asyncpg.connect(f"{base}/postgres")
                await connection.close()
                return True
            return False

        # The disk need not be waited for: this machine stays up. Each commit must outlive the server though.
        told_on = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        command = ["postgres", *told_on.split(" ")]
        program = Program("postgres", command, env, folder, is_ready=is_ready, account=_ACCOUNT)
        try:
            await program.start()
            connection = await asyncpg.connect(f"{base}/postgres")
            await connection.execute("CREATE DATABASE companion")
            await connection.close()
            yield Postgres(program, f"{base}/companion")
        finally:
            await program.end(signal.SIGQUIT)
    finally:
        shutil.rmtree(data)


@asynccontextmanager
async def nats(folder: Path) -> AsyncIterator[tuple[Program, str]]:
    """Yield a running NATS server, whose JetStream is kept on disk, and its URL."""
    port = free_port()

    async def is_ready(_: Program) -> bool:
        return await is_listening(port)

    server = Path(sys.executable).with_name("nats-server")
    command = [str(server), "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(folder / "jetstream")]
    program = Program("nats", command, {}, folder, is_ready=is_ready)
    try:
        await program.start()
        yield program, f"nats://127.0.0.1:{port}"
    finally:
        await program.end()


def web(folder: Path, settings: Mapping[str, str]) -> Program:
    """Return `companion web` with these settings, not started."""
    origin = f"http://127.0.0.1:{settings['PORT']}"

    async def is_ready(_: Program) -> bool:
        with suppress(httpx.TransportError):
            async with httpx.AsyncClient(trust_env=False) as client:
                return (await client.get(f"{origin}/readyz")).is_success
        return False

    return Program("web", _companion("web"), environment(**settings), folder, is_ready=is_ready)


def worker(folder: Path, settings: Mapping[str, str], number: int) -> Program:
    """Return `companion worker` with these settings, not started."""

    async def is_ready(program: Program) -> bool:
        return "worker ready" in program.said()

    env = environment(**settings)
    return Program(f"worker-{number}", _companion("worker"), env, folder, is_ready=is_ready)


async def python(folder: Path, settings: Mapping[str, str], *words: str, given: str = "") -> str:
    """Run a module of ours to its end with these settings and return what it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *words),
        env=environment(**settings),
        cwd=folder,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
    )
    output, _ = await process.communicate(given.encode())
    said = output.decode(errors="replace")
    assert process.returncode == 0, said
    return said


def _companion(command: str) -> list[str]:
    return [sys.executable, "-m", "backend", command]
