"""A service of the compose file as a process of this machine: its command, its environment, its check."""

import asyncio
import os
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.deployment.compose import Service
from tests.e2e.programs import find_program

PATIENCE = 60.0


def path() -> str:
    """Return where programs are looked for: ours, the database's, the system's."""
    postgres = find_program("postgres", package="postgresql", also=["/usr/lib/postgresql/*/bin/postgres"])
    return os.pathsep.join([str(Path(sys.executable).parent), str(Path(postgres).parent), os.environ["PATH"]])


class Running:
    """A started service. `environment` is the whole of what it knows."""

    def __init__(self, service: Service, process: Process, environment: Mapping[str, str], log: Path) -> None:
        self.service = service
        self.environment = environment
        self.log = log
        self._process = process

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None

    @property
    def niceness(self) -> int:
        """How much others come before it on this machine, from -20 to 19 (getpriority(2))."""
        return os.getpriority(os.PRIO_PROCESS, self._process.pid)

    @property
    def policy(self) -> int:
        """How the machine schedules it (sched(7)), such as `os.SCHED_OTHER`."""
        return os.sched_getscheduler(self._process.pid)

    async def kill(self) -> None:
        """End it as a machine without power would, with all that it has started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end as an engine does and return its exit code; raises `TimeoutError` past its time."""
        kind = signal.SIGINT if self.service.name == "database" else signal.SIGTERM
        self._process.send_signal(kind)
        async with asyncio.timeout(self.service.stop_seconds):
            return await self._process.wait()

    async def healthy(self) -> None:
        """Return once the service's own check succeeds; raises `RuntimeError` with its log if it ends."""
        async with asyncio.timeout(PATIENCE):
            while await run(self.service.health, self.environment, self.log.parent) != 0:
                if not self.is_running:
                    raise RuntimeError(f"{self.service.name} ended: {self.log.read_text()[-2000:]}")


@asynccontextmanager
async def started(
    service: Service, folder: Path, *, changes: Mapping[str, str], number: int = 1, account: str | None = None
) -> AsyncIterator[Running]:
    """Yield the service's process; `changes` are the values of its environment that this machine needs."""
    unknown = set(changes) - set(service.environment)
    assert unknown == set(), f"not in the environment of {service.name}: {unknown}"
    environment = {"PATH": path(), **service.environment, **changes}
    log = folder / f"{service.name}-{number}.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *service.command,
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=STDOUT,
            start_new_session=True,
            **as_account(account),
        )
    running = Running(service, process, environment, log)
    try:
        yield running
    finally:
        if running.is_running:
            await running.kill()


async def run(command: list[str], environment: Mapping[str, str], folder: Path, *, given: str = "") -> int:
    """Run a command to its end and return its exit code; `given` is its standard input."""
    code, _ = await told(command, environment, folder, given=given)
    return code


async def told(
    command: list[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    given: str = "",
    account: str | None = None,
) -> tuple[int, str]:
    """Run a command to its end and return its exit code and all that it wrote."""
    process = await asyncio.create_subprocess_exec(
        *command,
        env={"PATH": path(), **environment},
        cwd=folder,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        **as_account(account),
    )
    output, _ = await process.communicate(given.encode())
    assert process.returncode is not None
    return process.returncode, output.decode(errors="replace")


def as_account(name: str | None) -> dict[str, Any]:
    """Return what makes a process another account's, where we are root and may."""
    return {"user": name, "group": name, "extra_groups": []} if name and os.geteuid() == 0 else {}


def given_to(name: str | None, folder: Path) -> None:
    """Let an account own a folder, where we are root and may."""
    if name and os.geteuid() == 0:
        shutil.chown(folder, name, name)
