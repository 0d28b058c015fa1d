"""Receipts and the trial: what a phone says of a message is believed by its token, and counted once."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.push.models import Delivery, Message, Subscription
from backend.push.receipts import Named, ReceiptTokens
from backend.push.transport import Reply
from tests.apps import App, open_app, settings_for
from tests.factories.announcements import sent
from tests.factories.phones import PushPhone, subscribed
from tests.factories.problems import problem
from tests.fakes import NOW

AT = (NOW + timedelta(seconds=5)).isoformat()


async def tokens(app: App) -> list[str]:
    return [app.services.receipt_tokens.make(row.id) for row in await Delivery.all().order_by("id")]


async def counts(app: App, announcement_id: str) -> tuple[int, int]:
    organizer = await app.signed_in()
    told = (await organizer.get(f"/api/v1/organizer/announcements/{announcement_id}")).json()["counts"]
    return told["shown"], told["opened"]


async def test_each_event_of_a_message_is_counted_once(app: App) -> None:
    await subscribed(2)
    announcement_id = await sent()
    first, second = await tokens(app)
    batch = [
        {"token": first, "event": "shown", "at": AT},
        {"token": first, "event": "shown", "at": AT},
        {"token": first, "event": "opened", "at": AT},
        {"token": second, "event": "shown", "at": AT},
    ]

    answers = [await app.client.post("/api/v1/receipts", json=batch) for _ in range(2)]

    assert [answer.json() for answer in answers] == [{"counted": 3}, {"counted": 0}]
    assert await counts(app, announcement_id) == (2, 1)


async def test_a_token_that_is_not_ours_counts_nothing_and_is_no_error(app: App) -> None:
    await subscribed(1)
    announcement_id = await sent()
    (own,) = await tokens(app)
    delivery = await Delivery.get()
    foreign = ReceiptTokens("another secret").make(delivery.id)
    forged = ["", "x", ("B" if own[0] == "A" else "A") + own[1:], foreign, own + "A", "é" * 27]
    batch = [{"token": each, "event": "shown", "at": AT} for each in forged]

    answer = await app.client.post("/api/v1/receipts", json=batch)

    assert (answer.status_code, answer.json()) == (200, {"counted": 0})
    assert await counts(app, announcement_id) == (0, 0)


# Python reads `+` as the `-` of base64url.
@example(11521017798380, False, 14, "+")
@given(st.integers(0, 2**63 - 1), st.booleans(), st.integers(0, 26), st.characters(codec="ascii"))
def test_a_token_names_its_delivery_and_no_other_letters_do(
    delivery_id: int, of_digest: bool, place: int, letter: str
) -> None:
    made = ReceiptTokens("secret")
    token, named = made.make(delivery_id, of_digest=of_digest), Named(delivery_id, of_digest)
    changed = token[:place] + letter + token[place + 1 :]

    assert (len(token), made.read(token)) == (27, named)
    assert made.read(changed) == (named if changed == token else None)


async def test_a_digests_receipt_counts_for_each_of_its_messages_and_no_other(
    url: str, tmp_path: Path
) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=2)) as app:
        (phone, _) = await subscribed(2)
        urgency = ["normal"] * 4 + ["high"]
        ids = [await sent(urgency=each) for each in urgency]
        await app.deliverer.deliver_due()
        kinds = {}
        for message in app.push.posted:
            if message.url == phone.endpoint:
                data = phone.read(message.body)["notification"]["data"]
                kinds[data["kind"], message.headers["urgency"]] = data["receipt"]

        def said(kind: str, event: str) -> dict[str, str]:
            return {"token": kinds[kind, "normal"], "event": event, "at": AT}

        batch = [said("announcement", "shown"), said("digest", "shown"), said("digest", "opened")]
        answers = [await app.client.post("/api/v1/receipts", json=batch) for _ in range(2)]

        assert [answer.json() for answer in answers] == [{"counted": 7}, {"counted": 0}]
        subscription = await Subscription.get(endpoint=phone.endpoint)
        rows = await Delivery.filter(subscription_id=subscription.id)
        told = {row.message_id: (row.shown_at is not None, row.opened_at is not None) for row in rows}
        assert [told[each] for each in ids] == [(True, False)] + [(True, True)] * 3 + [(False, False)]
        assert await counts(app, ids[1]) == (1, 1)


async def test_a_time_in_the_future_counts_as_now(app: App) -> None:
    await subscribed(1)
    announcement_id = await sent()
    (token,) = await tokens(app)
    batch = [{"token": token, "event": "opened", "at": "2099-01-01T00:00:00+07:00"}]

    await app.client.post("/api/v1/receipts", json=batch)

    assert (await Delivery.get(message_id=announcement_id)).opened_at == NOW


async def test_the_report_tells_services_and_minutes(app: App) -> None:
    await subscribed(2)
    await subscribed(1, first=9, origin="https://fcm.googleapis.com")
    announcement_id = await sent()
    app.push.answer = lambda message: Reply(410 if message.url.endswith("phone-2") else 201)
    await app.deliverer.deliver_due()
    first = (await tokens(app))[0]
    app.clock.move(timedelta(minutes=2))
    await app.client.post("/api/v1/receipts", json=[{"token": first, "event": "shown", "at": AT}])
    organizer = await app.signed_in()

    told = (await organizer.get(f"/api/v1/organizer/announcements/{announcement_id}")).json()

    none = {"pending": 0, "rejected": 0, "expired": 0, "recalled": 0}
    assert told["services"] == [
        {"service": "google", "audience": 1, "accepted": 1, "gone": 0, **none},
        {"service": "mozilla", "audience": 2, "accepted": 1, "gone": 1, **none},
    ]
    assert told["timeline"] == [{"at": "2018-11-07T09:00:00+07:00", "accepted": 2, "shown": 1, "opened": 0}]


async def test_a_push_service_that_refuses_our_key_is_an_alert_until_it_accepts(app: App) -> None:
    await subscribed(1)
    await sent()
    organizer = await app.signed_in()
    app.push.answer = lambda _: Reply(403, body=b"bad key")
    await app.deliverer.deliver_due()
    raised = (await organizer.get("/api/v1/organizer/alerts")).json()

    app.push.answer = lambda _: Reply(201)
    app.clock.move(timedelta(minutes=1))
    await app.deliverer.deliver_due()

    assert [(each["service"], each["reason"]) for each in raised] == [("mozilla", "bad key")]
    assert (await organizer.get("/api/v1/organizer/alerts")).json() == []


async def test_a_phone_tries_itself_and_sees_how_far_it_got(app: App) -> None:
    phone, push = await app.phone(), PushPhone()
    await phone.put("/api/v1/device/subscription", json=push.body())
    other = await app.phone()
    await other.put("/api/v1/device/subscription", json=PushPhone(2).body())

    made = await phone.post("/api/v1/device/test")
    trial = made.json()["id"]
    waiting = (await phone.get(f"/api/v1/device/test/{trial}")).json()
    await app.deliverer.deliver_due()
    accepted = (await phone.get(f"/api/v1/device/test/{trial}")).json()
    (message,) = app.push.posted
    notice = push.read(message.body)["notification"]
    receipt = {"token": notice["data"]["receipt"], "event": "shown", "at": AT}
    await app.client.post("/api/v1/receipts", json=[receipt])
    shown = (await phone.get(f"/api/v1/device/test/{trial}")).json()

    assert (made.status_code, notice["tag"], notice["navigate"]) == (
        201,
        f"test-{trial}",
        "https://forum.example.org/me",
    )
    assert [waiting, accepted, shown] == [
        {"state": "pending", "status": None, "shown": False},
        {"state": "accepted", "status": None, "shown": False},
        {"state": "accepted", "status": None, "shown": True},
    ]
    assert problem(await other.get(f"/api/v1/device/test/{trial}")) == (404, [])
    assert (await phone.get("/api/v1/device/inbox")).json()["messages"] == []


async def test_without_a_subscription_there_is_nothing_to_try(app: App) -> None:
    phone = await app.phone()

    answers = [await phone.post("/api/v1/device/test"), await phone.get("/api/v1/device/test/nothing")]

    assert [problem(answer) for answer in answers] == [(404, [])] * 2
    assert await Message.all().count() == 0


async def test_a_phone_does_not_try_itself_without_end(app: App) -> None:
    phone = await app.phone()
    await phone.put("/api/v1/device/subscription", json=PushPhone().body())

    statuses = [(await phone.post("/api/v1/device/test")).status_code for _ in range(7)]

    assert statuses == [201] * 6 + [429]


@pytest.mark.parametrize("body", ["{}", "[1]", '[{"token": "x", "event": "closed", "at": "2018-11-07"}]'])
async def test_what_is_no_receipt_is_refused(app: App, body: str) -> None:
    answer = await app.client.post("/api/v1/receipts", content=body)

    assert answer.status_code == 422
