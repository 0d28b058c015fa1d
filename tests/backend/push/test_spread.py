"""A large audience is told slice by slice: nobody is left out, nobody twice, and none after a recall."""

import asyncio

import pytest

from backend.accounts.rules import SYSTEM
from backend.push import announce, queries, spread
from backend.push.models import Delivery, Message, Subscription
from backend.worker.broker import make_broker
from backend.worker.jobs import BrokerJobs
from tests.apps import App
from tests.factories.announcements import sent
from tests.factories.phones import subscribed
from tests.fakes import NOW

PHONES = spread.FIRST + 100


@pytest.fixture(autouse=True)
async def phones(app: App) -> None:
    await subscribed(PHONES)


async def told() -> tuple[int, int]:
    """How many deliveries there are, and to how many subscriptions."""
    rows = await Delivery.all().values_list("subscription_id", flat=True)
    return len(rows), len(set(rows))


async def test_the_first_phones_are_told_with_the_publishing_the_others_after(app: App) -> None:
    message_id = await sent()
    first = await told()

    more = await spread.next_slice(message_id, now=NOW)

    assert (first, more, await told()) == ((spread.FIRST,) * 2, False, (PHONES,) * 2)
    assert (await queries.spreading(), await spread.next_slice(message_id, now=NOW)) == ([], False)


async def test_several_workers_take_slices_in_turn(app: App) -> None:
    message_id = await sent()

    await asyncio.gather(*(spread.next_slice(message_id, now=NOW) for _ in range(4)))

    assert await told() == (PHONES,) * 2


async def test_what_a_worker_left_undone_is_found_by_looking(app: App) -> None:
    message_id = await sent()
    assert await queries.spreading() == [message_id]
    broker = make_broker(app.settings)
    jobs = BrokerJobs(broker, app.clock, None)

    await jobs.look()

    assert (await told(), await queries.spreading()) == ((PHONES,) * 2, [])


async def test_a_recall_ends_the_telling(app: App) -> None:
    message_id = await sent()

    await announce.recall(SYSTEM, message_id, now=NOW)

    assert not await spread.next_slice(message_id, now=NOW)
    states = {row.state for row in await Delivery.filter(message_id=message_id)}
    assert (states, (await told())[0]) == ({"recalled"}, spread.FIRST)


async def test_gaps_between_subscriptions_leave_nobody_out(app: App) -> None:
    first = min(row.id for row in await Subscription.all())
    await Subscription.filter(id__gt=first, id__lte=first + spread.FIRST + 10).delete()

    message_id = await sent()
    while await spread.next_slice(message_id, now=NOW):
        pass

    left = PHONES - spread.FIRST - 10
    assert (await told(), (await Message.get(id=message_id)).spread_after) == ((left, left), None)
