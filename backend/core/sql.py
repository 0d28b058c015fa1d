"""Statements that no ORM says well, written once for both databases."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection

from backend.core.database import CONNECTION

# A cast such as `value::text` is no parameter.
_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")


def bind(sql: str, values: Mapping[str, Any], *, dialect: str) -> tuple[str, list[Any]]:
    """Return `sql` with its `:name` parameters in the dialect's own form, and their values in order."""
    given: list[Any] = []

    def place(found: re.Match[str]) -> str:
        given.append(in_utc(values[found[1]]))
        return f"${len(given)}" if dialect == "postgres" else "?"

    return _PARAMETER.sub(place, sql), given


def in_utc(value: Any) -> Any:
    """Return a time in UTC and anything else as it is: SQLite compares times as text, offset and all."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def any_of(prefix: str, values: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the names of parameters for the inside of an `IN (...)`, and their values."""
    named = {f"{prefix}_{_letters(index)}": value for index, value in enumerate(values)}
    return ", ".join(f":{name}" for name in named), named


def _letters(index: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(index))


def connection() -> BaseDBAsyncClient:
    """Return the database's connection, or that of the transaction this task is in."""
    return get_connection(CONNECTION)


async def rows(connection: BaseDBAsyncClient, sql: str, **values: Any) -> list[dict[str, Any]]:
    """Run a statement with `:name` parameters and return its rows."""
    text, given = bind(sql, values, dialect=connection.capabilities.dialect)
    return list(await connection.execute_query_dict(text, given))


async def run(connection: BaseDBAsyncClient, sql: str, **values: Any) -> int:
    """Run a statement with `:name` parameters and return how many rows it touched."""
    text, given = bind(sql, values, dialect=connection.capabilities.dialect)
    count, _ = await connection.execute_query(text, given)
    return count


def moment(value: datetime | str) -> datetime:
    """Return a time that came from a plain statement: SQLite keeps it as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
