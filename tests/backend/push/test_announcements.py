import asyncio
from datetime import UTC, timedelta

import pytest

from backend.core import journal
from backend.outbox.rules import State
from backend.push import announce, queries
from backend.push.models import Delivery, Subscription
from backend.push.outcomes import Unreachable
from backend.push.transport import Reply
from tests.apps import App
from tests.factories.announcements import composed, sent
from tests.factories.phones import subscribed
from tests.factories.records import programme, published
from tests.fakes import NOW


async def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in await Delivery.all().values_list("state", flat=True):
        found[str(state)] = found.get(str(state), 0) + 1
    return found


async def test_everyone_and_the_followers_of_a_topic_are_reached(app: App) -> None:
    await published(*programme())
    await subscribed(2)
    await subscribed(3, first=10, topics=["press"])
    await subscribed(4, first=20, topics=[])

    everyone = await sent()
    by_default = await sent(audience={"topics": ["ceremony"]})
    chosen = await sent(audience={"topics": ["press"]})

    told = [await queries.organizer_announcement(one, UTC) for one in (everyone, by_default, chosen)]
    sizes = [one.counts.audience for one in told]
    assert sizes == [9, 2, 3]


async def test_two_workers_make_the_deliveries_once(app: App) -> None:
    await subscribed(3)
    announcement_id = await composed()

    done = await asyncio.gather(*(announce.fan_out(announcement_id, now=NOW) for _ in range(4)))

    assert (sorted(done), await states()) == ([False, False, False, True], {"due": 3})
    assert (await journal.state()).revision == 1


async def test_a_phone_gets_the_message_of_the_contract_in_its_language(app: App) -> None:
    (phone,) = await subscribed(1, locale="en")
    announcement_id = await sent()

    await app.deliverer.deliver_due()

    (posted,) = app.push.posted
    message = phone.read(posted.body)
    notification = message["notification"]
    data = notification["data"]
    assert (posted.url, message["web_push"], message["mutable"]) == (phone.endpoint, 8030, True)
    assert (notification["title"], notification["lang"]) == ("Hall A is full (en)", "en")
    assert notification["navigate"] == "https://forum.example.org/map"
    assert (data["kind"], data["base"], data["revision"]) == ("announcement", 0, 1)
    assert data["patch"]["upserts"]["announcements"][0]["id"] == announcement_id
    assert await states() == {"accepted": 1}


@pytest.mark.parametrize(
    ("reply", "state", "kept"),
    [
        (Reply(201), State.ACCEPTED, 1),
        (Reply(410), State.GONE, 0),
        (Reply(404), State.GONE, 0),
        (Reply(413), State.REJECTED, 1),
        (Reply(400), State.REJECTED, 1),
        (Reply(401), State.DUE, 1),
        (Reply(429, "7"), State.DUE, 1),
        (Reply(500), State.DUE, 1),
        (Unreachable("time-out"), State.DUE, 1),
    ],
)
async def test_each_answer_has_its_end(app: App, reply: Reply | Unreachable, state: State, kept: int) -> None:
    await subscribed(1)
    await sent()
    app.push.answer = lambda _: reply

    await app.deliverer.deliver_due()

    assert (await states(), await Subscription.all().count()) == ({state.value: 1}, kept)


async def test_a_failed_message_is_sent_later_and_never_after_its_expiry(app: App) -> None:
    await subscribed(1)
    await sent(expires_at=(NOW + timedelta(hours=1)).isoformat())
    app.push.answer = lambda _: Reply(500)
    await app.deliverer.deliver_due()
    app.push.answer = lambda _: Reply(201)

    at_once = await app.deliverer.deliver_due()
    app.clock.move(timedelta(hours=2))
    late = await app.deliverer.deliver_due()

    assert (at_once, late, len(app.push.posted), await states()) == (0, 0, 1, {"expired": 1})


async def test_three_refusals_within_a_day_retire_a_subscription(app: App) -> None:
    await subscribed(1)
    app.push.answer = lambda _: Reply(400)
    for _ in range(3):
        await sent()
        await app.deliverer.deliver_due()

    assert (await Subscription.all().count(), await states()) == (0, {"rejected": 3})
