"""The change journal: a public stream that phones follow, and a private one that only the server reads.

The public stream numbers transactions by *revision*, taken from a locked counter so that revisions become
visible in order. The private stream has a sequence of its own and never moves the revision: a revision
that moved without a visible change would betray what is held back.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.core.ids import new_id
from backend.core.models import JournalState, PrivateEntry, PublicEntry

CHANNEL = "companion_revision"


class State(msgspec.Struct, frozen=True):
    """Where the public stream stands."""

    epoch: str
    revision: int


class Entry(msgspec.Struct, frozen=True):
    """One record that a revision wrote or deleted."""

    revision: int
    collection: str
    record_id: str
    deleted: bool


async def state() -> State:
    """Return the committed epoch and revision; the first call of a database starts its journal."""
    row = await JournalState.get_or_none(id=1)
    if row is None:
        await JournalState.bulk_create(
            [JournalState(id=1, epoch=new_id(), revision=0, sequence=0)], ignore_conflicts=True
        )
        row = await JournalState.get(id=1)
    return State(row.epoch, row.revision)


_listeners: set[Callable[[], None]] = set()


def listen(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after each revision and sequence this process commits; return what ends it."""
    _listeners.add(listener)
    return lambda: _listeners.discard(listener)


@asynccontextmanager
async def _told_of() -> AsyncIterator[BaseDBAsyncClient]:
    """Open a transaction whose commit wakes who listens, here and in other processes."""
    await state()
    async with in_transaction() as connection:
        yield connection
        if connection.capabilities.dialect == "postgres":
            # Delivered at commit, so that no listener looks too early.
            await connection.execute_query(f"NOTIFY {CHANNEL}")
    for listener in tuple(_listeners):
        listener()


@asynccontextmanager
async def next_revision() -> AsyncIterator[tuple[BaseDBAsyncClient, int]]:
    """Open a transaction that holds the next revision; others that want one wait until it ends.

    The counter is written before anything is read: on SQLite a transaction that reads first may find the
    database locked when it writes.
    """
    async with _told_of() as connection:
        rows = await connection.execute_query_dict(
            "UPDATE journal_state SET revision = revision + 1 WHERE id = 1 RETURNING revision"
        )
        yield connection, int(rows[0]["revision"])


async def record(
    revision: int, collection: str, *, written: Iterable[str] = (), deleted: Iterable[str] = ()
) -> None:
    """Write what `revision` did to a collection, inside the transaction that took the revision."""
    entries = [_entry(revision, collection, record_id, deleted=False) for record_id in written]
    entries += [_entry(revision, collection, record_id, deleted=True) for record_id in deleted]
    await PublicEntry.bulk_create(entries)


def _entry(revision: int, collection: str, record_id: str, *, deleted: bool) -> PublicEntry:
    return PublicEntry(revision=revision, collection=collection, record_id=record_id, deleted=deleted)


async def entries_after(revision: int) -> list[Entry]:
    """Return the public entries of every revision above `revision`, oldest first."""
    rows = await PublicEntry.filter(revision__gt=revision).order_by("revision", "id")
    return [Entry(row.revision, row.collection, row.record_id, row.deleted) for row in rows]


@asynccontextmanager
async def next_sequence() -> AsyncIterator[tuple[BaseDBAsyncClient, int]]:
    """Open a transaction that holds the next place in the private stream; others that want one wait."""
    async with _told_of() as connection:
        yield connection, await take_sequence(connection)


async def take_sequence(connection: BaseDBAsyncClient) -> int:
    """Return the next place in the private stream, held until the caller's transaction ends.

    Places are taken under a lock, so that they become visible in order: a reader who asks for what came
    after one misses nothing.
    """
    rows = await connection.execute_query_dict(
        "UPDATE journal_state SET sequence = sequence + 1 WHERE id = 1 RETURNING sequence"
    )
    return int(rows[0]["sequence"])


async def sequence() -> int:
    """Return the newest committed place in the private stream."""
    row = await JournalState.get_or_none(id=1)
    return row.sequence if row else 0


async def note(sequence: int, kind: str, subject: str, data: Mapping[str, object], *, at: datetime) -> None:
    """Write a private entry, inside the transaction that took its place in the private stream."""
    await PrivateEntry.create(sequence=sequence, kind=kind, subject=subject, data=dict(data), at=at)


async def touched(revision: int) -> list[Entry]:
    """Return what one revision wrote and deleted."""
    rows = await PublicEntry.filter(revision=revision).order_by("id")
    return [Entry(row.revision, row.collection, row.record_id, row.deleted) for row in rows]


async def renew_epoch() -> None:
    """Start a new epoch, so that every phone replaces its store: after a restore or a reseed."""
    async with _told_of() as connection:
        await JournalState.filter(id=1).using_db(connection).update(epoch=new_id())
