"""The sync document at one revision: each record's bytes, what was deleted, whole answers and deltas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import msgspec

from backend.core.journal import Entry
from backend.core.text import Record

SCHEMA = 1
# The oldest app that understands this document; an older one asks to be updated.
MIN_APP = 1

# The texts that fill a page of their own, by collection: most of a large event, and of no use to a list.
LONG_TEXTS: Mapping[str, str] = {"sessions": "abstract", "speakers": "bio"}

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(frozen=True)
class Document:
    """What is public at `revision` of `epoch`.

    `records` maps collection to id to (revision, JSON bytes); `tombstones` maps (collection, id) of what
    is gone to the revision that deleted it.
    """

    epoch: str
    revision: int
    vapid_public_key: str
    records: Mapping[str, Mapping[str, tuple[int, bytes]]]
    tombstones: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def snapshot(self) -> bytes:
        """The whole document as JSON."""
        return b"{" + self._head() + b"," + self._collections(self.records) + b"}"

    @cached_property
    def outline(self) -> bytes:
        """The whole document as JSON but for the long texts, which are empty in it."""
        records = {
            name: {key: (at, _without(LONG_TEXTS.get(name), body)) for key, (at, body) in found.items()}
            for name, found in self.records.items()
        }
        return b"{" + self._head() + b',"outline":true,' + self._collections(records) + b"}"

    @cached_property
    def replacement(self) -> bytes:
        """The whole document, marked to replace whatever the phone holds."""
        return b"{" + self._head() + b',"full":true,' + self._collections(self.records) + b"}"

    @cached_property
    def known_from(self) -> int:
        """The oldest revision a delta can start at: the event's zone writes the times of all records."""
        written = [revision for revision, _ in self.records.get("event", {}).values()]
        gone = [revision for (name, _), revision in self.tombstones.items() if name == "event"]
        return max([0, *written, *gone])

    def delta(self, since: int) -> bytes | None:
        """Return what changed after `since` as JSON, or nothing where only the whole document helps."""
        if not self.known_from <= since <= self.revision:
            return None
        upserts = _joined(
            (name, [body for revision, body in records.values() if revision > since])
            for name, records in self.records.items()
        )
        deleted: dict[str, list[str]] = {}
        for (name, record_id), revision in sorted(self.tombstones.items()):
            if revision > since:
                deleted.setdefault(name, []).append(record_id)
        body = b"{%s,%s,%s}" % (
            self._head(),
            b'"upserts":{' + upserts + b"}",
            b'"deleted":' + _encode(deleted),
        )
        return body if len(body) <= len(self.snapshot) // 2 else None

    def advanced(
        self, revision: int, entries: Iterable[Entry], loaded: Mapping[str, Iterable[Record]]
    ) -> "Document":
        """Return the document at `revision`: `entries` say what was touched, `loaded` what of it is there."""
        records = {name: dict(found) for name, found in self.records.items()}
        tombstones = dict(self.tombstones)
        for entry in entries:
            records[entry.collection].pop(entry.record_id, None)
            tombstones[entry.collection, entry.record_id] = entry.revision
        for name, found in loaded.items():
            for record in found:
                records[name][record.id] = (record.revision, _encode(record))
                tombstones.pop((name, record.id), None)
            # By id and not by a database's collation: one entity tag means the same bytes in every process.
            records[name] = dict(sorted(records[name].items()))
        return Document(self.epoch, revision, self.vapid_public_key, records, tombstones)

    def _head(self) -> bytes:
        head = {
            "epoch": self.epoch,
            "schema": SCHEMA,
            "min_app": MIN_APP,
            "revision": self.revision,
            "vapid_public_key": self.vapid_public_key,
        }
        return _encode(head)[1:-1]

    def _collections(self, records: Mapping[str, Mapping[str, tuple[int, bytes]]]) -> bytes:
        return _joined(
            ((name, [body for _, body in found.values()]) for name, found in records.items()),
            keep_empty=True,
        )


def _without(field: str | None, body: bytes) -> bytes:
    """Return a record's JSON with one of its texts empty."""
    if field is None:
        return body
    return _encode({**_decode(body), field: {"id": "", "en": ""}})


def _joined(parts: Iterable[tuple[str, list[bytes]]], *, keep_empty: bool = False) -> bytes:
    return b",".join(
        b'"%s":[%s]' % (name.encode(), b",".join(bodies)) for name, bodies in parts if bodies or keep_empty
    )


def first(
    epoch: str,
    revision: int,
    vapid_public_key: str,
    loaded: Mapping[str, Iterable[Record]],
    entries: Iterable[Entry],
) -> Document:
    """Return the document of a whole database; `entries` are all there are, for what was deleted."""
    empty: dict[str, dict[str, tuple[int, bytes]]] = {name: {} for name in loaded}
    start = Document(epoch, 0, vapid_public_key, empty)
    return start.advanced(revision, entries, loaded)
