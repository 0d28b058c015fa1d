"""Editing before the sending, calling off, and taking back what went out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final

import msgspec
import pytest
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from backend.accounts.rules import SYSTEM
from backend.core.database import CONNECTION
from backend.push import announce
from backend.push.models import Delivery, Message
from backend.push.schemas import AnnouncementBody
from tests.apps import App
from tests.databases import DIALECT
from tests.factories.announcements import announcement, composed, sent
from tests.factories.phones import PushPhone, subscribed
from tests.factories.problems import problem
from tests.factories.records import programme, published, text
from tests.factories.visitors import phone, star
from tests.fakes import NOW

PATIENCE: Final = 30.0
LATER = (NOW + timedelta(hours=2)).isoformat()


async def test_an_announcement_is_edited_before_it_is_sent(app: App) -> None:
    organizer = await app.signed_in()
    message_id = await composed(send_at=LATER)

    answer = await organizer.put(
        f"/api/v1/organizer/announcements/{message_id}",
        json=announcement(title=text("Hall B is full"), send_at=LATER),
    )

    assert (answer.status_code, answer.json()["title"]) == (200, text("Hall B is full"))
    assert app.jobs.announcements == []


async def test_an_announcement_put_off_is_not_sent_by_who_was_called_before(app: App) -> None:
    organizer = await app.signed_in()
    message_id = await composed()
    await organizer.put(f"/api/v1/organizer/announcements/{message_id}", json=announcement(send_at=LATER))

    did = [await announce.fan_out(message_id, now=NOW + timedelta(hours=hours)) for hours in (1, 2)]

    assert did == [False, True]


@pytest.mark.parametrize("audience", [{"topics": ["press"]}, {"language": "en", "topics": ["press"]}])
async def test_an_edit_at_the_moment_of_sending_is_sent_or_refused(
    app: App, audience: dict[str, Any]
) -> None:
    await published(*programme())
    await subscribed(2)
    await subscribed(1, first=3, topics=["press"], locale="en")
    edited = msgspec.convert(announcement(audience=audience), AnnouncementBody)
    ids = [await composed() for _ in range(10)]

    async def edit(message_id: str) -> int:
        """Return how many phones the announcement is for then."""
        try:
            await announce.edit(SYSTEM, message_id, edited, now=NOW)
        except announce.SentAlready:
            return 3
        return 1

    told = [(await asyncio.gather(announce.fan_out(each, now=NOW), edit(each)), each) for each in ids]

    for (did, phones), message_id in told:
        assert (did, await Delivery.filter(message_id=message_id).count()) == (True, phones)


async def test_an_edit_that_sends_at_once_wakes_the_workers(app: App) -> None:
    organizer = await app.signed_in()
    message_id = await composed(send_at=LATER)

    await organizer.put(f"/api/v1/organizer/announcements/{message_id}", json=announcement())

    assert app.jobs.announcements == [message_id]


async def test_what_was_sent_or_called_off_is_not_edited(app: App) -> None:
    organizer = await app.signed_in()
    gone, off = await sent(), await composed(send_at=LATER)
    await organizer.post(f"/api/v1/organizer/announcements/{off}/recall")

    answers = [
        await organizer.put(f"/api/v1/organizer/announcements/{each}", json=announcement())
        for each in (gone, off, "nothing")
    ]

    assert [problem(answer)[0] for answer in answers] == [409, 409, 404]


async def test_an_edit_is_judged_as_composing_is(app: App) -> None:
    organizer = await app.signed_in()
    message_id = await composed(send_at=LATER)

    answer = await organizer.put(
        f"/api/v1/organizer/announcements/{message_id}", json=announcement(path="/nowhere")
    )

    assert problem(answer) == (422, ["path"])
    assert (await Message.get(id=message_id)).path == "/map"


async def test_calling_off_moves_no_revision_and_is_never_sent(app: App) -> None:
    await subscribed(1)
    organizer = await app.signed_in()
    message_id = await composed(send_at=LATER)
    before = app.sync.revision

    answer = await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")

    assert answer.json()["recalled_at"] is not None
    assert not await announce.fan_out(message_id, now=NOW + timedelta(hours=3))
    await app.sync.refresh()
    assert (app.sync.revision, await Delivery.all().count()) == (before, 0)


async def test_a_recall_replaces_the_notification_and_marks_the_announcement(app: App) -> None:
    (shown,) = await subscribed(1)
    message_id = await sent()
    await app.deliverer.deliver_due()
    organizer = await app.signed_in()
    await app.sync.refresh()
    before = app.sync.revision

    answer = await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")
    await app.deliverer.deliver_due()

    first, second = app.push.posted
    was, now = (shown.read(message.body)["notification"] for message in (first, second))
    assert (now["tag"], now["silent"], now["title"]) == (
        was["tag"],
        True,
        "Ditarik kembali: Hall A is full (id)",
    )
    assert now["data"]["kind"] == "recall"
    (record,) = now["data"]["patch"]["upserts"]["announcements"]
    assert (record["id"], record["recalled_at"]) == (message_id, "2018-11-07T09:00:00+07:00")
    assert (now["data"]["base"], now["data"]["revision"]) == (before, before + 1)
    assert second.headers["topic"] == first.headers["topic"]
    assert answer.json()["counts"]["accepted"] == 1
    assert app.jobs.deliveries == 1


async def test_what_waits_is_recalled_unsent(app: App) -> None:
    await subscribed(3)
    message_id = await sent()
    organizer = await app.signed_in()

    answer = await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")
    await app.deliverer.deliver_due()

    counts = answer.json()["counts"]
    assert (counts["audience"], counts["recalled"], counts["pending"]) == (3, 3, 0)
    assert app.push.posted == []


async def test_a_message_in_a_workers_hands_is_not_sent_after_the_recall(app: App) -> None:
    await subscribed(1)
    message_id = await sent()
    await Delivery.all().update(state="leased", lease_by="somebody", lease_until=NOW)
    organizer = await app.signed_in()

    await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")
    await app.deliverer.deliver_due()

    states = {row.message_id: row.state for row in await Delivery.all()}
    recall = await Message.get(kind="recall")
    # It may have reached the phone before: so the recall goes there, and nothing else does.
    assert (states, len(app.push.posted)) == ({message_id: "recalled", recall.id: "accepted"}, 1)


async def test_a_recall_does_not_overtake_what_another_worker_still_holds(app: App) -> None:
    held, taken = await subscribed(2)
    message_id = await sent()
    lease = {"lease_by": "another", "lease_until": NOW + timedelta(minutes=2)}
    first = await Delivery.all().order_by("subscription_id").first()
    assert first is not None
    await Delivery.filter(id=first.id).update(state="leased", **lease)
    await app.deliverer.deliver_due()
    organizer = await app.signed_in()

    await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")
    await app.deliverer.deliver_due()
    at_once = [message.url for message in app.push.posted]
    app.clock.move(timedelta(minutes=2))
    await app.deliverer.deliver_due()

    assert at_once == [taken.endpoint] * 2
    assert [message.url for message in app.push.posted[2:]] == [held.endpoint]


async def on_its_way(app: App) -> tuple[PushPhone, str, asyncio.Task[int]]:
    """A phone, an announcement that its push service has not answered yet, and the sending of it."""
    (one,) = await subscribed(1)
    message_id = await sent()
    app.push.gate.clear()
    sending = asyncio.create_task(app.deliverer.deliver_due())
    await app.push.wait_posted(1)
    return one, message_id, sending


async def test_a_recall_follows_at_once_what_was_on_its_way(app: App) -> None:
    one, message_id, sending = await on_its_way(app)
    organizer = await app.signed_in()

    await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")
    app.push.gate.set()
    await sending

    shown = [one.read(message.body)["notification"] for message in app.push.posted]
    assert [each["data"]["kind"] for each in shown] == ["announcement", "recall"]
    assert shown[0]["tag"] == shown[1]["tag"]


if DIALECT == "postgres":
    # SQLite has one writer at a time: there the recall comes whole before or after the record.

    async def test_a_recall_follows_at_once_what_ended_while_it_was_committed(app: App) -> None:
        one, message_id, sending = await on_its_way(app)
        organizer = await app.signed_in()
        address = f"/api/v1/organizer/announcements/{message_id}/recall"

        async with held_up("audit_entry"):
            recalling = asyncio.create_task(organizer.post(address))
            await until_somebody_waits()
            app.push.gate.set()
            await sending
        await recalling
        await app.deliverer.deliver_due()

        shown = [one.read(message.body)["notification"] for message in app.push.posted]
        assert [each["data"]["kind"] for each in shown] == ["announcement", "recall"]


@asynccontextmanager
async def held_up(table: str) -> AsyncIterator[None]:
    """Let nobody write to a table of PostgreSQL while the block runs."""
    begun, over = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with in_transaction() as connection:
            await connection.execute_query(f"LOCK TABLE {table} IN SHARE MODE")
            begun.set()
            await over.wait()

    # A task of its own: tasks made within a transaction would be in it.
    holding = asyncio.create_task(hold())
    await begun.wait()
    try:
        yield
    finally:
        over.set()
        await holding


async def until_somebody_waits() -> None:
    """Return once a transaction of PostgreSQL waits for a lock."""
    connection = get_connection(CONNECTION)
    async with asyncio.timeout(PATIENCE):
        while not await connection.execute_query_dict("SELECT 1 FROM pg_locks WHERE NOT granted"):
            await asyncio.sleep(0)


async def test_a_personal_announcement_is_marked_in_inboxes(app: App) -> None:
    await published(*programme())
    who = await phone()
    await star(who)
    message_id = await sent(audience={"sessions": ["opening"]})
    await app.sync.refresh()
    before = app.sync.revision
    organizer = await app.signed_in()

    await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")

    await app.sync.refresh()
    assert app.sync.revision == before
    assert (await Message.get(id=message_id)).recalled_at == NOW


async def test_a_second_recall_changes_nothing(app: App) -> None:
    await subscribed(1)
    message_id = await sent()
    await app.deliverer.deliver_due()
    organizer = await app.signed_in()

    for _ in range(2):
        await organizer.post(f"/api/v1/organizer/announcements/{message_id}/recall")

    assert await Delivery.all().count() == 2


@pytest.mark.parametrize("path", ["nothing", "x" * 200])
async def test_what_is_no_announcement_is_not_recalled(app: App, path: str) -> None:
    organizer = await app.signed_in()

    answer = await organizer.post(f"/api/v1/organizer/announcements/{path}/recall")

    assert problem(answer) == (404, [])
