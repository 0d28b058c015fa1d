"""Real servers and workers as processes: a NATS server with its stream on disk, `companion worker`."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from backend.settings import Settings
from tests.ports import free_port, is_listening

_PATIENCE = 60.0


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Return once the condition holds; raise `TimeoutError` when patience ends."""
    async with asyncio.timeout(_PATIENCE):
        while not await holds():
            await asyncio.sleep(0.05)


@asynccontextmanager
async def nats(folder: Path) -> AsyncIterator[str]:
    """Yield the URL of a NATS server with JetStream."""
    port = free_port()
    program = Path(sys.executable).with_name("nats-server")
    server = await asyncio.create_subprocess_exec(
        program, "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", folder, stdout=DEVNULL, stderr=DEVNULL
    )

    async def answers() -> bool:
        return await is_listening(port)

    try:
        await until(answers)
        yield f"nats://127.0.0.1:{port}"
    finally:
        server.terminate()
        await server.wait()


class Worker:
    """One `companion worker`."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def kill(self) -> None:
        """End it as a machine without power would."""
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, as supervisors do, and return its exit code."""
        self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(_PATIENCE):
            return await self._process.wait()

    def ask_to_stop(self) -> asyncio.Task[int]:
        return asyncio.create_task(self.stop())

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None


@asynccontextmanager
async def worker(settings: Settings, log: Path) -> AsyncIterator[Worker]:
    """Yield a worker with these settings; it writes to `log`."""
    given = {f"COMPANION_{name.upper()}": str(getattr(settings, name)) for name in settings.__struct_fields__}
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "backend", "worker"),
            env={**os.environ, **given},
            stdout=output,
            stderr=output,
            cwd=Path(__file__).parents[3],
        )
    started = Worker(process)
    try:
        yield started
    finally:
        if started.is_running:
            await started.kill()
