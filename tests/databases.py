"""Throw-away databases: a migrated one is made once, each test gets a copy of it.

A test process speaks one dialect, `COMPANION_TEST_DATABASE`, since the ORM keeps its executors by connection
name.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile, mkdtemp
from typing import Protocol

import asyncpg

from backend.core.database import migrate
from backend.wiring import MODELS
from tests.ports import free_port

DIALECT = os.environ.get("COMPANION_TEST_DATABASE", "sqlite")

# PostgreSQL refuses root; any other account will do.
_ACCOUNT = "postgres"
_TEMPLATE = "migrated"
# Each commit waits for the disk where there is one.
_MEMORY = Path("/dev/shm")
_FOLDER = _MEMORY if _MEMORY.is_dir() else None
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=80"


class Databases(Protocol):
    """Makes databases that are gone when the test run ends."""

    async def empty(self) -> str:
        """Return the URL of a database with no table."""

    async def fresh(self) -> str:
        """Return the URL of a migrated database with no row."""

    async def copy(self, url: str) -> str:
        """Return the URL of a copy of a database that nobody has open."""


class SqliteDatabases:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    async def start(self) -> None:
        await migrate(self._url("template"), MODELS)

    async def empty(self) -> str:
        return self._url(f"test-{next(self._numbers)}")

    async def fresh(self) -> str:
        return await self.copy(self._url("template"))

    async def copy(self, url: str) -> str:
        made = await self.empty()
        shutil.copyfile(_path(url), _path(made))
        return made

    def _url(self, name: str) -> str:
        return f"sqlite:///{self._folder / name}.sqlite3"


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")


class PostgresDatabases:
    """Databases of one cluster, whose URL without a database is `base`."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._numbers = count(1)

    async def start(self) -> None:
        await self._create(_TEMPLATE, "template1")
        await migrate(f"{self._base}/{_TEMPLATE}", MODELS)

    async def empty(self) -> str:
        return await self._create(self._name(), "template1")

    async def fresh(self) -> str:
        return await self._create(self._name(), _TEMPLATE)

    async def copy(self, url: str) -> str:
        return await self._create(self._name(), url.rsplit("/", 1)[1])

    def _name(self) -> str:
        return f"test_{next(self._numbers)}"

    async def _create(self, name: str, template: str) -> str:
        connection = await asyncpg.connect(f"{self._base}/postgres")
        try:
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        finally:
            await connection.close()
        return f"{self._base}/{name}"


@asynccontextmanager
async def open_databases() -> AsyncIterator[Databases]:
    """Yield databases of this process's dialect."""
    if DIALECT == "postgres":
        async with _cluster() as base:
            databases = PostgresDatabases(base)
            await databases.start()
            yield databases
    else:
        with TemporaryDirectory(dir=_FOLDER) as folder:
            files = SqliteDatabases(Path(folder))
            await files.start()
            yield files


@asynccontextmanager
async def _cluster() -> AsyncIterator[str]:
    # Not below the test run's own folder, which the other account may not enter.
    data, port = Path(mkdtemp(prefix="companion-postgres-")), free_port()
    if os.geteuid() == 0:
        shutil.chown(data, _ACCOUNT)
    try:
        _run("initdb", "-D", str(data), "-U", "companion", "-A", "trust", "-N", "-E", "UTF8")
        options = f"{_FAST} -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories="
        _run("pg_ctl", "-D", str(data), "-l", str(data / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgres://companion@127.0.0.1:{port}"
        finally:
            _run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(data)


def _run(program: str, *arguments: str) -> None:
    command = [str(_binaries() / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _ACCOUNT, "--", *command]
    # Its output goes to a file: the server would hold a pipe open after the program that started it.
    with TemporaryFile() as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", check=False
        )
        output.seek(0)
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {output.read().decode(errors='replace')}")


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("PostgreSQL's server programs are missing: install the package `postgresql`.")
    return found[-1].parent
