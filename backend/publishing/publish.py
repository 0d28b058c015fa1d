"""The only way in which the programme changes: one transaction, one revision, what undoes it beside it."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from backend.accounts.rules import Actor
from backend.agenda import photos, slots
from backend.agenda.collections import SPEAKERS
from backend.agenda.rules import Portrait, photo_id
from backend.core import journal
from backend.core.errors import Conflict, Invalid
from backend.core.records import Collection, referred
from backend.core.shape import holds_nul, refusal
from backend.core.text import Record
from backend.publishing.catalogue import PROGRAMME, UTC_ZONE
from backend.publishing.models import Publication
from backend.publishing.moves import moves_of
from backend.publishing.schemas import Change, Delete, Published, Put
from backend.push.changes import tell_changes


class Outdated(Conflict):
    """A record changed since the change was made on it."""


class _NothingToDo(Exception):
    """Every change is already so."""


@dataclass
class _Part:
    """What a set of changes does to one collection."""

    puts: dict[str, Record] = field(default_factory=dict)
    deletes: dict[str, Delete] = field(default_factory=dict)
    bases: dict[str, int | None] = field(default_factory=dict)
    before: dict[str, Record] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        return [*self.puts, *self.deletes]

    def drop_idle(self) -> None:
        """Leave out writes that change nothing and deletions of what is not there."""
        for record_id, record in list(self.puts.items()):
            before = self.before.get(record_id)
            if before is not None and msgspec.structs.replace(record, revision=before.revision) == before:
                del self.puts[record_id]
        for record_id in list(self.deletes):
            if record_id not in self.before:
                del self.deletes[record_id]


async def publish(
    actor: Actor,
    changes: Sequence[Change],
    *,
    note: str,
    now: datetime,
    push: Container[str] = (),
    portraits: Sequence[Portrait] = (),
) -> Published:
    """Apply `changes` as one new revision and store what undoes them.

    `push` names the sessions whose move or cancellation is pushed to those who starred them and to their
    speakers, in the same transaction, in which `portraits` are stored, the pictures of speakers among the
    changes, and those deleted that no speaker has any more.

    Raises `Invalid` where a record is malformed, named twice, or refers to what is not there, `Outdated`
    where one changed since its `base`; then nothing is applied.
    """
    parts = _read(changes)
    try:
        async with journal.next_revision() as (connection, revision):
            await photos.keep(portraits)
            published = await _apply(actor, parts, changes, revision, note=note, now=now)
            moves = moves_of(parts)
            await slots.note_changes([each.move for each in moves], revision, now=now)
            await tell_changes(connection, revision, moves, push=push, now=now)
            return published
    except _NothingToDo:
        return Published((await journal.state()).revision, {}, {})


async def _apply(
    actor: Actor,
    parts: dict[str, _Part],
    changes: Sequence[Change],
    revision: int,
    *,
    note: str,
    now: datetime,
) -> Published:
    await _compare(parts)
    if not any(part.ids for part in parts.values()):
        # Rolls the revision back: one that moved without a change would void every phone's cache.
        raise _NothingToDo
    for name, part in parts.items():
        collection = PROGRAMME[name]
        await collection.put(part.puts.values(), revision)
        await collection.remove(list(part.deletes))
        await journal.record(revision, name, written=part.puts, deleted=part.deletes)
    await _require_references(parts)
    if SPEAKERS.name in parts:
        await photos.settle(parts[SPEAKERS.name].puts.values())
    await Publication.create(
        revision=revision,
        at=now,
        actor=actor.id,
        note=note,
        changes=msgspec.to_builtins(list(changes)),
        inverse=msgspec.to_builtins(_inverse(parts)),
    )
    return Published(
        revision,
        written={name: list(part.puts) for name, part in parts.items() if part.puts},
        deleted={name: list(part.deletes) for name, part in parts.items() if part.deletes},
    )


async def _compare(parts: dict[str, _Part]) -> None:
    """Read what was before and leave out what changes nothing; raises `Outdated`."""
    for name, part in parts.items():
        found = await PROGRAMME[name].load(UTC_ZONE, part.ids)
        part.before = {record.id: record for record in found}
        _require_bases(name, part)
        part.drop_idle()


async def read_parts(changes: Sequence[Change]) -> dict[str, _Part]:
    """Return what `changes` would do to each collection, to look at; raises `Invalid`, `Outdated`."""
    parts = _read(changes)
    await _compare(parts)
    return parts


async def roll_back(actor: Actor, revision: int, *, now: datetime, push: Container[str] = ()) -> Published:
    """Publish what undoes `revision` as a new, higher revision; raises `Invalid` when there is none such.

    A photo that has been deleted since does not come back.
    """
    publication = await Publication.get_or_none(revision=revision)
    if publication is None:
        raise Invalid("There is no such publication.", {"revision": "not a publication"})
    changes = await _without_lost_photos(msgspec.convert(publication.inverse, list[Change]))
    return await publish(actor, changes, note=f"undo of revision {revision}", now=now, push=push)


async def _without_lost_photos(changes: Sequence[Change]) -> list[Change]:
    kept = await photos.ids()
    found: list[Change] = []
    for change in changes:
        photo = change.record.get("photo") if isinstance(change, Put) else None
        if isinstance(change, Put) and photo and photo_id(photo["src"]) not in kept:
            found.append(Put(change.collection, change.record | {"photo": None}))
        else:
            found.append(change)
    return found


def _read(changes: Sequence[Change]) -> dict[str, _Part]:
    parts: dict[str, _Part] = defaultdict(_Part)
    for index, change in enumerate(changes):
        collection = PROGRAMME.get(change.collection)
        if collection is None:
            raise Invalid("There is no such collection.", {f"[{index}].collection": "unknown"})
        part = parts[change.collection]
        record_id = str(change.record.get("id", "")) if isinstance(change, Put) else change.id
        if record_id in part.puts or record_id in part.deletes:
            raise Invalid("A record is named twice.", {f"[{index}]": f"{record_id} comes twice"})
        if isinstance(change, Put):
            part.puts[record_id] = _record(collection, change, index)
        else:
            part.deletes[record_id] = change
        if change.base is not msgspec.UNSET:
            part.bases[record_id] = change.base
    return dict(parts)


def _record(collection: Collection[Any], change: Put, index: int) -> Record:
    try:
        record: Record = msgspec.convert(change.record, collection.schema)
    except msgspec.ValidationError as error:
        named = refusal(error).errors
        raise Invalid(
            f"A record of {collection.name} does not have the wanted shape.",
            {
                f"[{index}].record" + (f".{path}" if path else ""): sentence
                for path, sentence in named.items()
            },
        ) from error
    if holds_nul(msgspec.json.encode(record)):
        raise Invalid(
            f"A record of {collection.name} holds the character NUL.",
            {f"[{index}].record": "no text may hold U+0000"},
        )
    collection.check(record)
    return record


def _require_bases(name: str, part: _Part) -> None:
    for record_id, base in part.bases.items():
        before = part.before.get(record_id)
        if (before.revision if before else None) != base:
            raise Outdated(f"{name}/{record_id} has changed meanwhile; look at it again.")


async def _require_references(parts: dict[str, _Part]) -> None:
    """Raise `Invalid` where a written record names nothing, or something still names a deleted one."""
    known: dict[str, set[str]] = {}
    for name, part in parts.items():
        for reference in PROGRAMME[name].references if part.puts else ():
            if reference.collection not in known:
                known[reference.collection] = await PROGRAMME[reference.collection].ids()
            _require_known(name, part.puts.values(), reference.path, known[reference.collection])
    deleted = {name: set(part.deletes) for name, part in parts.items() if part.deletes}
    for name, collection in PROGRAMME.items():
        pointing = [reference for reference in collection.references if reference.collection in deleted]
        records = await collection.load(UTC_ZONE) if pointing else []
        for reference in pointing:
            missing = deleted[reference.collection]
            for record in records:
                if missing.intersection(referred(record, reference.path)):
                    raise Invalid(
                        "Something deleted is still in use.",
                        {f"{name}/{record.id}": f"its {reference.path} would be gone"},
                    )


def _require_known(name: str, records: Iterable[Record], path: str, known: set[str]) -> None:
    for record in records:
        missing = sorted(set(referred(record, path)) - known)
        if missing:
            raise Invalid(
                "A record refers to something that is not there.",
                {f"{name}/{record.id}.{path}": f"unknown: {', '.join(missing[:5])}"},
            )


def _inverse(parts: dict[str, _Part]) -> list[Change]:
    """Return the changes that bring back what was before; revisions are taken anew when published."""
    changes: list[Change] = []
    for name, part in parts.items():
        for record_id in part.ids:
            before = part.before.get(record_id)
            if before is not None:
                changes.append(Put(name, msgspec.to_builtins(before)))
            elif record_id in part.puts:
                changes.append(Delete(name, record_id))
    return changes
