"""Whole documents: the sample event, the same again, and schedules of other programs beside it."""

from datetime import date, timedelta

import pytest

from backend.accounts.rules import SYSTEM
from backend.core import journal
from backend.publishing import load
from backend.publishing.catalogue import PROGRAMME
from backend.publishing.interchange import ScheduleDraft, read_schedule
from backend.publishing.publish import publish, roll_back
from backend.publishing.seed import Document, read_event_file, shift
from backend.push import queries
from backend.push.models import Message
from backend.push.schemas import Announcement as Announced
from tests.apps import App
from tests.factories.records import delete, page, published, put
from tests.fakes import NOW

XML = b"""<?xml version="1.0" encoding="utf-8"?>
<schedule>
  <conference>
    <title>Other conference</title><acronym>oc</acronym>
    <start>2018-11-07</start><end>2018-11-07</end><time_zone_name>Asia/Jakarta</time_zone_name>
  </conference>
  <day index="1" date="2018-11-07" start="2018-11-07T09:00:00+07:00" end="2018-11-07T18:00:00+07:00">
    <room name="Hall C">
      <event guid="11111111-1111-4111-8111-111111111111" id="1">
        <date>2018-11-07T10:00:00+07:00</date><start>10:00</start><duration>00:30</duration>
        <room>Hall C</room><title>A talk</title><track>Talks</track><type>talk</type>
        <persons><person id="7">Somebody</person></persons>
      </event>
    </room>
  </day>
</schedule>
"""


@pytest.fixture(scope="module")
def sample() -> Document:
    return read_event_file()


async def ids() -> dict[str, set[str]]:
    return {name: await collection.ids() for name, collection in PROGRAMME.items()}


async def test_seeding_makes_the_programme_what_the_file_says(db: str, sample: Document) -> None:
    assert await load.is_empty()

    await load.seed(sample, now=NOW)

    assert not await load.is_empty()
    assert await ids() == {name: {record.id for record in sample.get(name, [])} for name in PROGRAMME}
    assert await Message.all().count() == len(sample["announcements"])


async def test_announcements_of_the_past_are_history_and_others_wait(db: str, sample: Document) -> None:
    moved = shift(sample, date(2018, 11, 7))
    await load.seed(moved, now=NOW)

    sent = {row.id for row in await Message.filter(sent_at__isnull=False)}
    due = await queries.due_announcements(NOW + timedelta(days=30))

    announced = [record for record in moved["announcements"] if isinstance(record, Announced)]
    past = {record.id for record in announced if record.sent_at <= NOW}
    assert (sent, set(due)) == (past, {record.id for record in announced} - past)


async def test_seeding_again_replaces_the_programme_on_every_phone(app: App, sample: Document) -> None:
    await load.seed(sample, now=NOW)
    first = await journal.state()
    await published(put("pages", page(id="of-an-organizer")), delete("pages", sample["pages"][0].id))

    await load.seed(sample, now=NOW)

    assert (await ids())["pages"] == {record.id for record in sample["pages"]}
    assert (await journal.state()).epoch != first.epoch
    answer = await app.client.get(f"/api/v1/sync?since={first.revision}&epoch={first.epoch}&schema=1")
    assert answer.json()["full"] is True


def draft() -> ScheduleDraft:
    return read_schedule(XML, format_name="auto", zone=None)


async def test_a_schedule_comes_in_beside_what_is_there_and_can_be_undone(db: str, sample: Document) -> None:
    await load.seed(sample, now=NOW)
    before = await ids()

    changes = await load.import_changes(draft())
    told = await load.differences(changes)
    done = await publish(SYSTEM, changes, note="import", now=NOW)

    # Both have a day 1: the draft shows that it would change.
    assert told == {
        "days": (0, 1),
        "tracks": (1, 0),
        "rooms": (1, 0),
        "sessions": (1, 0),
        "speakers": (1, 0),
    }
    assert {name: len(found) for name, found in done.written.items()} == {
        name: new + changed for name, (new, changed) in told.items()
    }
    await roll_back(SYSTEM, done.revision, now=NOW)
    assert await ids() == before


async def test_the_same_schedule_again_changes_nothing(db: str) -> None:
    await publish(SYSTEM, await load.import_changes(draft()), note="import", now=NOW)
    before = await journal.state()

    changes = await load.import_changes(draft())
    await publish(SYSTEM, changes, note="import", now=NOW)

    assert await load.differences(changes) == dict.fromkeys({change.collection for change in changes}, (0, 0))
    assert await journal.state() == before


async def test_a_schedule_alone_makes_an_event_of_its_own(db: str) -> None:
    await publish(SYSTEM, await load.import_changes(draft()), note="import", now=NOW)

    found = await ids()
    assert {name: len(found[name]) for name in ("event", "days", "rooms", "sessions", "speakers")} == {
        "event": 1,
        "days": 1,
        "rooms": 1,
        "sessions": 1,
        "speakers": 1,
    }
