"""Delivering: every answer of a push service has its place in the outbox, and nothing is lost on the way."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.event.models import Event
from backend.push.models import Delivery, Message, Rejection, Subscription
from backend.push.outcomes import Unreachable
from backend.push.transport import Reply
from tests.apps import PUSH_ORIGIN, App, open_app, settings_for
from tests.factories import visitors
from tests.factories.announcements import sent
from tests.factories.phones import PushPhone, subscribed
from tests.factories.records import programme, published, text
from tests.fakes import NOW, Posted

SECOND = timedelta(seconds=1)
PATIENCE = 30.0


def always(reply: Reply | Unreachable) -> Callable[[Posted], Reply | Unreachable]:
    return lambda _: reply


async def states() -> list[str]:
    return [row.state for row in await Delivery.all().order_by("subscription_id")]


def urgencies(app: App) -> list[str]:
    """Of what was posted, in order."""
    return [message.headers["urgency"] for message in app.push.posted]


async def endpoints() -> list[str]:
    return sorted(row.endpoint for row in await Subscription.all())


async def test_a_message_arrives_as_the_contract_says(app: App) -> None:
    (phone,) = await subscribed(1)
    announcement_id = await sent(urgency="high", path="/agenda/opening")

    assert await app.deliverer.deliver_due() == 1

    (message,) = app.push.posted
    epoch, delivery = (await app.client.get("/api/v1/sync")).json()["epoch"], await Delivery.get()
    record = {
        "id": announcement_id,
        "revision": 1,
        "title": text("Hall A is full"),
        "body": text("Come to Hall B"),
        "path": "/agenda/opening",
        "audience": {"everyone": True},
        "urgency": "high",
        "sent_at": "2018-11-07T09:00:00+07:00",
        "expires_at": "2018-11-08T09:00:00+07:00",
        "recalled_at": None,
        "basis": None,
    }
    assert phone.read(message.body) == {
        "web_push": 8030,
        "notification": {
            "title": "Hall A is full (id)",
            "body": "Come to Hall B (id)",
            "lang": "id",
            "dir": "ltr",
            "tag": f"announcement-{announcement_id}",
            "navigate": "https://forum.example.org/agenda/opening",
            "silent": False,
            "data": {
                "kind": "announcement",
                "receipt": app.services.receipt_tokens.make(delivery.id),
                "epoch": epoch,
                "base": 0,
                "revision": 1,
                "patch": {"upserts": {"announcements": [record]}, "deleted": {}},
            },
        },
        "mutable": True,
    }
    assert {name: message.headers[name] for name in ("ttl", "urgency", "topic")} == {
        "ttl": "86400",
        "urgency": "high",
        "topic": announcement_id,
    }
    assert await states() == ["accepted"]


async def test_each_phone_is_told_in_its_visitors_language(app: App) -> None:
    (indonesian,) = await subscribed(1)
    (english,) = await subscribed(1, first=2, locale="en")
    await sent()

    await app.deliverer.deliver_due()

    bodies = {message.url: message.body for message in app.push.posted}
    told = [phone.read(bodies[phone.endpoint])["notification"] for phone in (indonesian, english)]
    assert [(notice["lang"], notice["title"]) for notice in told] == [
        ("id", "Hall A is full (id)"),
        ("en", "Hall A is full (en)"),
    ]


@pytest.mark.parametrize(
    ("reply", "state", "status", "is_kept"),
    [
        (Reply(201), "accepted", None, True),
        (Reply(404), "gone", None, False),
        (Reply(410), "gone", None, False),
        (Reply(413), "rejected", 413, True),
        (Reply(400), "rejected", 400, True),
        (Reply(302), "rejected", 302, True),
    ],
)
async def test_a_last_word_ends_the_delivery(
    app: App, reply: Reply, state: str, status: int | None, is_kept: bool
) -> None:
    gone, other = await subscribed(2)
    await sent()
    app.push.answer = lambda message: reply if message.url == gone.endpoint else Reply(201)

    assert await app.deliverer.deliver_due() == 2

    rows = await Delivery.all().order_by("subscription_id").values("state", "status", "finished_at")
    assert rows == [
        {"state": state, "status": status, "finished_at": NOW},
        {"state": "accepted", "status": None, "finished_at": NOW},
    ]
    assert await endpoints() == ([gone.endpoint] if is_kept else []) + [other.endpoint]
    assert await Rejection.all().count() == (1 if status in (400, 302) else 0)
    assert await app.deliverer.next_due() is None


@pytest.mark.parametrize(
    ("reply", "earliest", "latest"),
    [
        (Reply(500), 2.5, 5),
        (Reply(429, retry_after="120"), 120, 120),
        (Reply(503, retry_after="Wed, 07 Nov 2018 02:10:00 GMT"), 600, 600),
        (Reply(429), 2.5, 5),
        (Reply(401, body=b"bad token"), 2.5, 5),
        (Reply(403), 2.5, 5),
        (Reply(400, body=b'{"reason": "VapidPkHashMismatch"}'), 2.5, 5),
        (Unreachable("timed out"), 2.5, 5),
    ],
)
async def test_what_may_pass_is_tried_again_later_and_nothing_is_deleted(
    app: App, reply: Reply | Unreachable, earliest: float, latest: float
) -> None:
    (phone,) = await subscribed(1)
    await sent()
    app.push.answer = always(reply)

    await app.deliverer.deliver_due()

    (row,) = await Delivery.all()
    assert (row.state, row.attempts, row.lease_by, row.finished_at) == ("due", 1, None, None)
    assert earliest <= (row.due_at - NOW).total_seconds() <= latest
    assert (await endpoints(), await Rejection.all().count()) == ([phone.endpoint], 0)

    app.push.answer = always(Reply(201))
    # A key that was refused rests a little longer than the message itself.
    for _ in range(2):
        app.clock.now = await app.deliverer.next_due() or app.clock.now
        await app.deliverer.deliver_due()
    assert await states() == ["accepted"]


async def test_an_origin_that_asks_to_rest_is_left_alone_and_others_are_served(app: App) -> None:
    await subscribed(40)
    (other,) = await subscribed(1, first=41, origin="https://fcm.googleapis.com")
    await sent()
    app.push.answer = lambda message: (
        Reply(201) if message.url == other.endpoint else Reply(429, retry_after="60")
    )

    await app.deliverer.deliver_due()

    held = await Delivery.filter(state="due").values("attempts", "due_at")
    assert (await states()).count("accepted") == 1
    assert {row["due_at"] for row in held} == {NOW + 60 * SECOND}
    assert sum(row["attempts"] for row in held) == len(app.push.posted) - 1 == 1

    app.push.answer = always(Reply(201))
    app.clock.move(60 * SECOND)
    await app.deliverer.deliver_due()
    assert await states() == ["accepted"] * 41


async def test_a_wait_beyond_the_expiry_ends_at_the_expiry(app: App) -> None:
    await subscribed(1)
    await sent(expires_at=(NOW + 30 * SECOND).isoformat())
    app.push.answer = always(Reply(503, retry_after="3600"))
    await app.deliverer.deliver_due()

    app.clock.move(30 * SECOND)
    await app.deliverer.deliver_due()

    assert (await states(), len(app.push.posted)) == (["expired"], 1)


async def test_what_a_dead_worker_held_until_its_expiry_expires_too(app: App) -> None:
    await subscribed(1)
    await sent()
    await Delivery.all().update(state="leased", lease_by="dead", lease_until=NOW + 60 * SECOND)

    app.clock.move(timedelta(days=1))
    await app.deliverer.deliver_due()

    assert (await states(), app.push.posted) == (["expired"], [])


async def test_three_refusals_within_a_day_retire_a_subscription_and_no_other(app: App) -> None:
    refused, other = await subscribed(2)
    app.push.answer = lambda message: Reply(400 if message.url == refused.endpoint else 201)
    kept = []
    for _ in range(3):
        await sent(expires_at=(NOW + timedelta(days=3)).isoformat())
        await app.deliverer.deliver_due()
        kept.append(await endpoints())

    assert kept == [[refused.endpoint, other.endpoint]] * 2 + [[other.endpoint]]
    assert await Rejection.all().count() == 0


async def test_refusals_of_different_days_retire_nothing(app: App) -> None:
    (phone,) = await subscribed(1)
    app.push.answer = always(Reply(400))
    for _ in range(4):
        await sent(expires_at=(NOW + timedelta(days=6)).isoformat())
        await app.deliverer.deliver_due()
        app.clock.move(timedelta(hours=13))

    assert await endpoints() == [phone.endpoint]


async def test_a_phone_that_left_before_its_turn_is_counted_as_gone(app: App) -> None:
    await subscribed(2)
    await sent()
    await Subscription.filter(endpoint=PushPhone(1).endpoint).delete()

    await app.deliverer.deliver_due()

    assert (await states(), app.push.urls()) == (["gone", "accepted"], [PushPhone(2).endpoint])


@pytest.mark.parametrize(
    "columns",
    [
        {"endpoint": "https://127.0.0.1/hook"},
        {"p256dh": "AAAA"},
    ],
)
async def test_a_subscription_that_became_unusable_is_rejected_unsent(
    app: App, columns: dict[str, Any]
) -> None:
    await subscribed(2)
    await sent()
    await Subscription.filter(endpoint=PushPhone(1).endpoint).update(**columns)

    await app.deliverer.deliver_due()

    assert (await states(), app.push.urls()) == (["rejected", "accepted"], [PushPhone(2).endpoint])
    assert await Subscription.all().count() == 2


async def test_batches_follow_one_another_until_nothing_is_due(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_batch=7)) as app:
        phones = await subscribed(30)
        await sent()

        assert await app.deliverer.deliver_due() == 30

        assert app.push.urls() == sorted(phone.endpoint for phone in phones)
        assert await states() == ["accepted"] * 30


async def test_a_second_call_leaves_the_work_to_the_first(app: App) -> None:
    await subscribed(3)
    await sent()
    app.push.gate.clear()
    first = asyncio.create_task(app.deliverer.deliver_due())
    await app.push.arrived.wait()

    second = await app.deliverer.deliver_due()
    app.push.gate.set()

    assert (second, await first, len(app.push.posted)) == (0, 3, 3)


async def test_stopping_records_what_is_in_flight_and_gives_back_the_rest(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_flight=4)) as app:
        phones = await subscribed(20)
        await sent()
        app.push.gate.clear()
        sending = asyncio.create_task(app.deliverer.deliver_due())
        await app.push.wait_posted(4)

        stopping = asyncio.create_task(app.deliverer.stop())
        # The gate opens only after the stop has been asked for.
        asyncio.get_running_loop().call_soon(app.push.gate.set)
        await stopping
        await sending

        assert (await states()).count("accepted") == len(app.push.posted) == 4
        assert {row.attempts for row in await Delivery.filter(state="due")} == {0}

    async with open_app(settings_for(url, tmp_path)) as successor:
        await successor.deliverer.deliver_due()

        assert await states() == ["accepted"] * 20
        assert sorted([*app.push.urls(), *successor.push.urls()]) == sorted(
            phone.endpoint for phone in phones
        )


async def test_a_slow_push_service_keeps_no_other_waiting_and_takes_no_more_than_its_share(
    url: str, tmp_path: Path
) -> None:
    async with asyncio.timeout(PATIENCE), open_app(settings_for(url, tmp_path, push_batch=4)) as app:
        slow = await subscribed(12)
        quick = await subscribed(12, first=13, origin="https://fcm.googleapis.com")
        await sent()
        await Delivery.filter(origin=PUSH_ORIGIN).update(due_at=NOW - SECOND)
        app.push.gates[PUSH_ORIGIN] = asyncio.Event()
        sending = asyncio.create_task(app.deliverer.deliver_due())
        await app.push.wait_posted(4)

        # Without this word it would look again at its next tick.
        await app.deliverer.deliver_due()
        await app.push.wait_posted(4 + 12)

        waiting = Counter(message.url.startswith(PUSH_ORIGIN) for message in app.push.posted)
        app.push.gates[PUSH_ORIGIN].set()
        assert (waiting, await sending) == ({True: 4, False: 12}, 24)
        assert app.push.urls() == sorted(phone.endpoint for phone in (*slow, *quick))
        assert await states() == ["accepted"] * 24


async def test_what_is_useless_late_overtakes_a_backlog(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_batch=2, push_flight=1)) as app:
        await subscribed(4)
        await sent()
        await Delivery.all().update(due_at=NOW - SECOND)
        await sent(urgency="high")

        await app.deliverer.deliver_due()

        assert urgencies(app) == ["high"] * 4 + ["normal"] * 4


async def test_what_is_useless_late_does_not_wait_for_the_batch_that_a_push_service_has_to_do(
    url: str, tmp_path: Path
) -> None:
    async with asyncio.timeout(PATIENCE), open_app(settings_for(url, tmp_path, push_batch=4)) as app:
        await subscribed(6)
        await sent()
        app.push.gate.clear()
        sending = asyncio.create_task(app.deliverer.deliver_due())
        await app.push.wait_posted(4)

        await sent(urgency="high")
        await app.deliverer.deliver_due()
        await app.push.wait_posted(4 + 4)

        assert urgencies(app) == ["normal"] * 4 + ["high"] * 4
        app.push.gate.set()
        assert (await sending, await states()) == (12, ["accepted"] * 12)


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "telegram"},
        {"title": {"id": 1}},
        {"audience": {"topics": 1}},
    ],
)
async def test_a_message_that_cannot_be_written_waits_alone(app: App, broken: dict[str, Any]) -> None:
    await subscribed(2)
    faulty, _ = await sent(), await sent()
    whole = await Message.get(id=faulty).values(*broken)
    await Message.filter(id=faulty).update(**broken)

    assert await app.deliverer.deliver_due() == 4

    rows = await Delivery.filter(message_id=faulty)
    assert [(row.state, row.attempts, row.lease_by) for row in rows] == [("due", 1, None)] * 2
    assert all(2.5 * SECOND <= row.due_at - NOW <= 5 * SECOND for row in rows)
    assert sorted(await states()) == ["accepted"] * 2 + ["due"] * 2

    await Message.filter(id=faulty).update(**whole)
    app.clock.move(5 * SECOND)
    await app.deliverer.deliver_due()
    assert (await states(), len(app.push.posted)) == (["accepted"] * 4, 4)


async def test_a_message_that_can_never_be_written_ends_with_its_time(app: App) -> None:
    await subscribed(1)
    await sent(expires_at=(NOW + 20 * SECOND).isoformat())
    await Message.all().update(kind="telegram")
    attempts = 0
    while (due := await app.deliverer.next_due()) is not None:
        app.clock.now = max(due, NOW)
        attempts += await app.deliverer.deliver_due()

    assert (await states(), app.push.posted, app.clock.now) == (["expired"], [], NOW + 20 * SECOND)
    assert 3 <= attempts <= 5


async def test_a_message_whose_record_cannot_be_read_goes_without_it(app: App) -> None:
    (phone,) = await subscribed(1)
    await sent()
    await Message.all().update(basis=None, sent_at=None)

    await app.deliverer.deliver_due()

    data = phone.read(app.push.posted[0].body)["notification"]["data"]
    assert ("patch" in data, data["base"] == data["revision"]) == (False, True)


async def test_a_phone_whose_wishes_cannot_be_read_waits_alone(app: App) -> None:
    await visitors.phone(1, quiet_from="early", quiet_to="10:30")
    await visitors.phone(2)
    await sent()

    await app.deliverer.deliver_due()

    rows = await Delivery.all().order_by("subscription_id").values("state", "attempts")
    assert rows == [{"state": "due", "attempts": 1}, {"state": "accepted", "attempts": 1}]


async def test_a_machine_that_can_prepare_nothing_lets_all_go_that_it_claimed(
    url: str, tmp_path: Path
) -> None:
    async with open_app(settings_for(url, tmp_path, push_batch=1, push_hourly_cap=1)) as app:
        await published(*programme())
        await subscribed(1)
        for _ in range(3):
            await sent()
        await Event.all().update(time_zone="Mars/Olympus")

        await app.deliverer.deliver_due()

        rows = await Delivery.all().values("state", "attempts", "lease_by")
        assert rows == [{"state": "due", "attempts": 1, "lease_by": None}] * 3


async def test_the_language_falls_back_as_a_whole(app: App) -> None:
    (phone,) = await subscribed(1, locale="en")
    await sent()
    await Message.all().update(body={"id": "Datang", "en": ""})

    await app.deliverer.deliver_due()

    notice = phone.read(app.push.posted[0].body)["notification"]
    assert (notice["lang"], notice["title"], notice["body"]) == ("id", "Hall A is full (id)", "Datang")
