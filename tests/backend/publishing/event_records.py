"""Looks into an event's records, for tests."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from backend.core.text import Record, Text
from backend.publishing.seed import Document

R = TypeVar("R", bound=Record)


def of(document: Document, kind: type[R]) -> list[R]:
    return [record for records in document.values() for record in records if isinstance(record, kind)]


def ids(document: Document, collection: str) -> set[str]:
    return {record.id for record in document[collection]}


def texts(value: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name), f"{where}/{name}")
    elif isinstance(value, dict):
        if set(value) == {"id", "en"}:
            yield where, Text(**value)
        for name, part in value.items():
            yield from texts(part, f"{where}/{name}")
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from texts(part, f"{where}/{getattr(part, 'id', number)}")


def whole(document: Document) -> str:
    return msgspec.json.encode(document).decode()


def addresses(document: Document) -> set[str]:
    return set(re.findall(r"https?://[^\s\"\\]+", whole(document)))
