"""What the doubles keep for phones that are away, and what they answer when told to."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.push_services.mozilla import MozillaPush, mozilla_push
from tests.push_services.sender import Sender, open_sender
from tests.push_services.subscriber import Subscriber

FIRST = {"title": "Pertama"}
SECOND = {"title": "Kedua"}


class SteppedClock:
    """A time that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2018, 10, 24, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
async def service(clock: SteppedClock) -> AsyncIterator[MozillaPush]:
    async with mozilla_push(clock=clock) as service:
        yield service


@pytest.fixture
async def sender(service: MozillaPush) -> AsyncIterator[Sender]:
    async with open_sender(service) as sender:
        yield sender


async def test_a_message_waits_for_a_phone_that_is_away(service: MozillaPush, sender: Sender) -> None:
    phone = Subscriber(service)
    await sender.send(phone.subscription(), FIRST)
    await phone.connect()

    assert phone.read == [FIRST]


async def test_a_message_is_gone_after_its_ttl(
    service: MozillaPush, sender: Sender, clock: SteppedClock
) -> None:
    phone = Subscriber(service)
    await sender.send(phone.subscription(), FIRST, ttl=timedelta(minutes=5))
    await sender.send(phone.subscription(), SECOND, ttl=timedelta(minutes=15))
    clock.now += timedelta(minutes=10)
    await phone.connect()

    assert phone.read == [SECOND]


async def test_ttl_zero_reaches_only_a_phone_that_is_there(service: MozillaPush, sender: Sender) -> None:
    away, there = Subscriber(service), Subscriber(service)
    await there.connect()
    for phone in (away, there):
        await sender.send(phone.subscription(), FIRST, ttl=timedelta())
    await away.connect()

    assert (away.read, there.read) == ([], [FIRST])


async def test_a_topic_replaces_a_waiting_message_of_its_own(service: MozillaPush, sender: Sender) -> None:
    phone = Subscriber(service)
    await sender.send(phone.subscription(), FIRST, topic="room")
    await sender.send(phone.subscription(), FIRST, topic="queue")
    await sender.send(phone.subscription(), SECOND, topic="room")
    await phone.connect()

    assert phone.read == [FIRST, SECOND]


async def test_planned_refusals_end_after_their_number(service: MozillaPush, sender: Sender) -> None:
    phone = Subscriber(service)
    service.answers.refuse(429, times=2, retry_after=30)
    answers = [await sender.send(phone.subscription(), FIRST) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [429, 429, 201]
    assert [answer.headers.get("Retry-After") for answer in answers] == ["30", "30", None]


async def test_retry_after_may_be_a_date(service: MozillaPush, sender: Sender, clock: SteppedClock) -> None:
    service.answers.refuse(503, retry_after=clock.now)
    answer = await sender.send(Subscriber(service).subscription(), FIRST)

    assert answer.headers["Retry-After"] == "Wed, 24 Oct 2018 09:00:00 GMT"


async def test_a_share_is_dealt_evenly(service: MozillaPush, sender: Sender) -> None:
    phone = Subscriber(service)
    service.answers.refuse(500, share=0.25)
    answers = [await sender.send(phone.subscription(), FIRST) for _ in range(8)]

    assert [answer.status_code for answer in answers] == [201, 201, 201, 500] * 2


async def test_a_plan_for_one_token_leaves_the_others_alone(service: MozillaPush, sender: Sender) -> None:
    ill, well = Subscriber(service), Subscriber(service)
    service.answers.refuse(410, token=ill.token)
    answers = [await sender.send(phone.subscription(), FIRST) for phone in (ill, well)]

    assert [answer.status_code for answer in answers] == [410, 201]


async def test_a_hanging_service_answers_503_once_released(service: MozillaPush, sender: Sender) -> None:
    phone = Subscriber(service)
    service.answers.hang(times=1)
    sending = asyncio.create_task(sender.send(phone.subscription(), FIRST))
    await service.wait_received(1)
    silent = not sending.done()
    service.answers.release()

    assert silent
    assert (await sending).status_code == 503
    assert (await sender.send(phone.subscription(), FIRST)).status_code == 201


async def test_waiting_names_what_did_not_come(service: MozillaPush) -> None:
    with pytest.raises(TimeoutError, match="three pushes: not within 0 s"):
        await service.changes.until(lambda: len(service.received) == 3, "three pushes", seconds=0)
