"""Collections of the sync document: one mapping between what phones read and the tables that hold it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from tortoise import fields
from tortoise.exceptions import ValidationError

from backend.core.errors import Invalid
from backend.core.models import RecordModel
from backend.core.sql import in_utc
from backend.core.text import Record

R = TypeVar("R", bound=Record)

# What an integer column of PostgreSQL takes; SQLite would take more.
_INTEGERS = range(-(2**31), 2**31)
# SQLite takes at most 32,766 parameters in a statement.
_BATCH = 400


@dataclass(frozen=True)
class Reference:
    """That `path` of a record names records of another collection; `path` is dotted and enters lists."""

    path: str
    collection: str


@dataclass(frozen=True)
class Collection(Generic[R]):
    """One collection: its name in the document, its record, its table, what it refers to, its rules.

    `check` raises `Invalid` when a record contradicts itself.
    """

    name: str
    schema: type[R]
    model: type[RecordModel]
    references: Sequence[Reference] = ()
    check: Callable[[R], None] = field(default=lambda _: None)

    @cached_property
    def _names(self) -> list[str]:
        return [item.name for item in msgspec.structs.fields(self.schema)]

    @cached_property
    def _json_names(self) -> frozenset[str]:
        columns = self.model._meta.fields_map
        return frozenset(name for name in self._names if isinstance(columns[name], fields.JSONField))

    async def load(self, zone: tzinfo, ids: Sequence[str] | None = None) -> list[R]:
        """Return all records, or those of `ids`, in the order of their ids, with times in `zone`."""
        if ids is None:
            return [self._record(row, zone) for row in await self.model.all().order_by("id")]
        records: list[R] = []
        for start in range(0, len(ids), _BATCH):
            rows = await self.model.filter(id__in=list(ids[start : start + _BATCH])).order_by("id")
            records += [self._record(row, zone) for row in rows]
        return records

    async def ids(self) -> set[str]:
        """Return the ids of all records."""
        return {str(found) for found in await self.model.all().values_list("id", flat=True)}

    async def put(self, records: Iterable[R], revision: int) -> None:
        """Insert or replace records under `revision`; raises `Invalid` where a text exceeds its column."""
        rows = [self.model(**self._columns(record, revision)) for record in records]
        try:
            await self.model.bulk_create(
                rows,
                batch_size=_BATCH,
                on_conflict=["id"],
                update_fields=[name for name in self._names if name != "id"],
            )
        except ValidationError as error:
            raise Invalid(
                f"A record of {self.name} has a field that is too long.", {"": str(error)}
            ) from error

    async def remove(self, ids: Sequence[str]) -> None:
        """Delete the records of `ids`."""
        for start in range(0, len(ids), _BATCH):
            await self.model.filter(id__in=list(ids[start : start + _BATCH])).delete()

    def _columns(self, record: R, revision: int) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name in self._names:
            value = getattr(record, name)
            if isinstance(value, int) and value not in _INTEGERS:
                raise Invalid(f"A record of {self.name} has a number that is too large.", {name: "too large"})
            columns[name] = msgspec.to_builtins(value) if name in self._json_names else in_utc(value)
        return columns | {"revision": revision}

    def _record(self, row: RecordModel, zone: tzinfo) -> R:
        values: dict[str, Any] = {}
        for name in self._names:
            value = getattr(row, name)
            values[name] = value.astimezone(zone) if isinstance(value, datetime) else value
        return msgspec.convert(values, self.schema)


def referred(record: Record, path: str) -> list[str]:
    """Return the ids that `path` of a record names: `speakers.speaker` enters each item of a list."""
    found: list[Any] = [record]
    for step in path.split("."):
        found = [getattr(item, step) for item in found]
        found = [part for item in found for part in (item if isinstance(item, list) else [item])]
    return [item for item in found if item is not None]
