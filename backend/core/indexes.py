"""Indexes that the models want and SQLite has lost: a table that a migration rebuilds has none."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.utils import get_schema_sql


@dataclass(frozen=True)
class _Index:
    table: str
    columns: tuple[str, ...]
    unique: bool

    @property
    def statement(self) -> str:
        kind = "UNIQUE INDEX" if self.unique else "INDEX"
        name = re.sub(r"\W", "_", "_".join(("uid" if self.unique else "idx", self.table, *self.columns)))
        return f'CREATE {kind} "{name}" ON "{self.table}" ({", ".join(map(_quoted, self.columns))})'


async def restore_indexes(connection: BaseDBAsyncClient) -> None:
    """Make every index, unique ones included, that the models declare and the tables do not have."""
    wanted = _declared(get_schema_sql(connection, safe=False))
    present: set[_Index] = set()
    for table in sorted({index.table for index in wanted}):
        for listed in await connection.execute_query_dict(f"PRAGMA index_list({_quoted(table)})"):
            columns = await connection.execute_query_dict(f"PRAGMA index_info({_quoted(listed['name'])})")
            present.add(_index(table, listed["unique"], [column["name"] for column in columns]))
    for index in sorted(wanted - present, key=lambda missing: missing.statement):
        await connection.execute_query(index.statement)


def _declared(schema: str) -> set[_Index]:
    """Return the indexes of a schema, as SQLite itself reads it."""
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.executescript(schema)
        tables = [row[0] for row in scratch.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            _index(
                table,
                listed[2],
                [row[2] for row in scratch.execute(f"PRAGMA index_info({_quoted(listed[1])})")],
            )
            for table in tables
            for listed in scratch.execute(f"PRAGMA index_list({_quoted(table)})").fetchall()
        }


def _index(table: str, unique: int, columns: Iterable[str]) -> _Index:
    return _Index(table, tuple(columns), bool(unique))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
