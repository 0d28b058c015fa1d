"""Bringing whole documents in: the event file at seeding, a schedule of another program."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from backend.accounts.rules import SYSTEM
from backend.agenda.collections import SPEAKERS
from backend.core import journal
from backend.core.text import Record, Text
from backend.event.schemas import Event, Venue
from backend.publishing.catalogue import PROGRAMME, UTC_ZONE
from backend.publishing.interchange import ScheduleDraft
from backend.publishing.publish import publish
from backend.publishing.schemas import Change, Delete, Published, Put
from backend.publishing.seed import Document
from backend.push import announce
from backend.push.schemas import Announcement

DEFAULT_ZONE = "Asia/Jakarta"


async def is_empty() -> bool:
    """Tell whether no event has been published yet."""
    return not await PROGRAMME["event"].ids()


async def seed(document: Document, *, now: datetime) -> Published:
    """Make the programme what an event file says, its announcements included.

    Over an older programme this is a reseed: what the file does not have is deleted, and a new epoch tells
    every phone to replace its store.
    """
    changes: list[Change] = []
    had_event = not await is_empty()
    for name, collection in PROGRAMME.items():
        records = document.get(name, [])
        changes += _puts(name, records)
        wanted = {record.id for record in records}
        changes += [Delete(name, gone) for gone in sorted(await collection.ids() - wanted)]
    published = await publish(SYSTEM, changes, note="seed", now=now)
    announcements = [record for record in document["announcements"] if isinstance(record, Announcement)]
    await announce.keep_history(announcements, now=now)
    if had_event:
        await journal.renew_epoch()
    return published


async def import_changes(draft: ScheduleDraft) -> list[Change]:
    """Return the changes that bring an imported schedule in beside what is there.

    Where there is no event yet, one is made of the schedule's title, days and zone. Schedules have no photos:
    speakers keep theirs.
    """
    changes: list[Change] = []
    if await is_empty() and draft.days:
        changes += _puts("event", [_event(draft)])
    for name, records in draft.records().items():
        changes += _puts(name, records if name != SPEAKERS.name else await _with_their_photos(records))
    return changes


async def differences(changes: Sequence[Change]) -> Mapping[str, tuple[int, int]]:
    """Return per collection how many records are new and how many would change."""
    told: dict[str, tuple[int, int]] = {}
    for name, collection in PROGRAMME.items():
        puts = [change for change in changes if isinstance(change, Put) and change.collection == name]
        records = [msgspec.convert(change.record, collection.schema) for change in puts]
        before: dict[str, Any] = {
            record.id: record for record in await collection.load(UTC_ZONE, [record.id for record in records])
        }
        new = sum(record.id not in before for record in records)
        changed = sum(
            record.id in before
            and msgspec.structs.replace(record, revision=before[record.id].revision) != before[record.id]
            for record in records
        )
        if records:
            told[name] = (new, changed)
    return told


def _puts(collection: str, records: Sequence[Record]) -> list[Change]:
    return [Put(collection, msgspec.to_builtins(record)) for record in records]


async def _with_their_photos(speakers: Sequence[Record]) -> list[Record]:
    known = {each.id: each.photo for each in await SPEAKERS.load(UTC_ZONE, [each.id for each in speakers])}
    return [msgspec.structs.replace(each, photo=known.get(each.id)) for each in speakers]


def _event(draft: ScheduleDraft) -> Event:
    title = Text(draft.title, draft.title)
    nothing = Text("", "")
    return Event(
        id="event",
        name=title,
        short_name=title,
        theme=nothing,
        summary=nothing,
        organiser=nothing,
        venue=Venue(nothing, nothing, 0.0, 0.0),
        start=min(day.start for day in draft.days),
        end=max(day.end for day in draft.days),
        time_zone=draft.time_zone or DEFAULT_ZONE,
        default_language="en",
        languages=["id", "en"],
        notice=nothing,
        basis="fact",
    )
