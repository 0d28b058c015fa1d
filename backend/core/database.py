"""Opening, migrating and closing the database; SQLite and PostgreSQL from the same models."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget

from backend.core.indexes import restore_indexes

APP = "companion"
CONNECTION = "default"
MIGRATIONS = "backend.migrations"
# Any number will do as long as no other program of this database takes the same advisory lock.
_MIGRATION_LOCK = 7_117_201_807


def is_postgres(url: str) -> bool:
    """Tell whether `url` names a PostgreSQL database; everything else is SQLite."""
    return urlsplit(url).scheme in {"postgres", "postgresql", "asyncpg"}


def configuration(
    url: str, models: Sequence[str], *, foreign_keys: bool = True, migrations: str = MIGRATIONS
) -> dict[str, Any]:
    """Return Tortoise's configuration for `url` and the modules that hold models."""
    return {
        "connections": {CONNECTION: _credentials(url, foreign_keys=foreign_keys)},
        "apps": {
            APP: {
                "models": list(models),
                "default_connection": CONNECTION,
                "migrations": migrations,
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _credentials(url: str, *, foreign_keys: bool) -> dict[str, Any]:
    parts = urlsplit(url)
    if is_postgres(url):
        return {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": parts.hostname,
                "port": parts.port or 5432,
                "user": _unquoted(parts.username),
                "password": _unquoted(parts.password),
                "database": unquote(parts.path.lstrip("/")),
                "minsize": 1,
                "maxsize": 8,
            },
        }
    path = url.removeprefix("sqlite:///").removeprefix("sqlite://")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "engine": "tortoise.backends.sqlite",
        "credentials": {
            "file_path": path,
            "journal_mode": "WAL",
            # An answer given must outlive the machine's plug, not only the process.
            "synchronous": "FULL",
            "busy_timeout": 10_000,
            "foreign_keys": "ON" if foreign_keys else "OFF",
        },
    }


def _unquoted(part: str | None) -> str | None:
    return None if part is None else unquote(part)


@asynccontextmanager
async def database(url: str, models: Sequence[str]) -> AsyncIterator[None]:
    """Hold the database open for every task of this process."""
    await Tortoise.init(config=configuration(url, models), _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


async def migrate(url: str, models: Sequence[str], *, migrations: str = MIGRATIONS) -> None:
    """Bring the database to the newest of the package `migrations`; a second caller waits for the first.

    On SQLite foreign keys are off meanwhile, because a table that is rebuilt would else cascade its
    deletion into its children, and are checked afterwards; indexes that a rebuild lost are made again.
    Raises `RuntimeError` where that check fails.
    """
    config = configuration(url, models, foreign_keys=False, migrations=migrations)
    await Tortoise.init(config=config, _enable_global_fallback=True)
    connection = get_connection(CONNECTION)
    # Tortoise's own `migrate` would open a second context and leave its connection behind.
    executor = MigrationExecutor(connection, config["apps"])
    newest = [MigrationTarget(app_label=APP, name="__latest__")]
    try:
        if is_postgres(url):
            async with _migration_lock(config):
                await executor.migrate(newest)
        else:
            await executor.migrate(newest)
            await restore_indexes(connection)
            broken = await connection.execute_query_dict("PRAGMA foreign_key_check")
            if broken:
                raise RuntimeError(f"the migration left rows without their parents: {broken[:5]}")
    finally:
        await Tortoise.close_connections()


@asynccontextmanager
async def _migration_lock(config: dict[str, Any]) -> AsyncIterator[None]:
    # The lock belongs to a session: it is taken and freed on one connection kept for it.
    credentials = config["connections"][CONNECTION]["credentials"]
    wanted = ("host", "port", "user", "password", "database")
    keeper = await asyncpg.connect(**{key: credentials[key] for key in wanted})
    try:
        await keeper.execute("SELECT pg_advisory_lock($1)", _MIGRATION_LOCK)
        yield
    finally:
        await keeper.close()


def dialect() -> str:
    """Return `sqlite` or `postgres`, whichever the open connection speaks."""
    return str(get_connection(CONNECTION).capabilities.dialect)
