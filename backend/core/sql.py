"""Statements that no ORM says well, written once for both databases."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

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


async def rows(connection: BaseDBAsyncClient, sql: str, **values: Any) -> list[dict[str, Any]]:
    """Run a statement with `:name` parameters and return its rows."""
    text, given = bind(sql, values, dialect=connection.capabilities.dialect)
    return list(await connection.execute_query_dict(text, given))


async def run(connection: BaseDBAsyncClient, sql: str, **values: Any) -> int:
    """Run a statement with `:name` parameters and return how many rows it touched."""
    text, given = bind(sql, values, dialect=connection.capabilities.dialect)
    count, _ = await connection.execute_query(text, given)
    return count
