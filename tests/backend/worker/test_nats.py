"""Fan-out over a real NATS server to workers that are processes of their own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backend.push.models import Delivery
from backend.settings import Settings
from backend.worker.run import calling
from tests.apps import App, open_app, settings_for
from tests.backend.worker.processes import Worker, nats, until, worker
from tests.bench.push_double import Answer, PushDouble, push_double
from tests.factories.announcements import announcement
from tests.factories.phones import PushPhone, subscribed
from tests.fakes import StandingClock

PHONES = 200
IN_FLIGHT = 8


@dataclass
class Deployment:
    """A web process (this one), a broker, and the push service that phones subscribed at."""

    app: App
    push: PushDouble
    settings: Settings
    folder: Path
    stack: AsyncExitStack

    async def worker(self) -> Worker:
        return await self.stack.enter_async_context(worker(self.settings, self.folder / "worker.log"))

    async def phones(self, count: int) -> list[PushPhone]:
        return await subscribed(count, origin=f"http://127.0.0.1:{self.push.port}")

    async def announce(self) -> None:
        organizer = await self.app.signed_in()
        answer = await organizer.post("/api/v1/organizer/announcements", json=announcement())
        assert answer.status_code == 201

    async def wait_accepted(self, count: int) -> None:
        async def all_accepted() -> bool:
            return await Delivery.filter(state="accepted").count() == count

        await until(all_accepted)

    def arrivals(self) -> Counter[str]:
        return Counter(request.path for request in self.push.received)


@asynccontextmanager
async def _deployment(url: str, folder: Path) -> AsyncIterator[Deployment]:
    async with AsyncExitStack() as stack:
        broker = await stack.enter_async_context(nats(folder / "nats"))
        push = await stack.enter_async_context(push_double())
        settings = settings_for(
            url,
            folder,
            broker_url=broker,
            push_hosts=f"http://127.0.0.1:{push.port}",
            push_batch=50,
            push_flight=IN_FLIGHT,
            push_lease_seconds=5,
            push_timeout_seconds=2,
            push_retry_seconds=1,
        )
        clock = StandingClock(datetime.now(UTC))
        app = await stack.enter_async_context(open_app(settings, background=calling, clock=clock))
        yield Deployment(app, push, settings, folder, stack)


@pytest.fixture
async def deployment(url: str, tmp_path: Path) -> AsyncIterator[Deployment]:
    async with _deployment(url, tmp_path) as opened:
        yield opened


def paths(phones: list[PushPhone]) -> list[str]:
    return sorted(urlsplit(phone.endpoint).path for phone in phones)


async def test_two_workers_deliver_to_everyone_once(deployment: Deployment) -> None:
    phones = await deployment.phones(PHONES)
    await deployment.worker()
    await deployment.worker()

    await deployment.announce()
    await deployment.wait_accepted(PHONES)

    assert deployment.arrivals() == Counter(paths(phones))
    assert (await deployment.app.client.get("/readyz")).json() == {"database": "ok", "broker": "ok"}


async def test_a_call_waits_for_a_worker_to_come(deployment: Deployment) -> None:
    phones = await deployment.phones(3)

    await deployment.announce()
    await deployment.worker()
    await deployment.wait_accepted(3)

    assert sorted(deployment.arrivals()) == paths(phones)


async def test_what_a_killed_worker_held_is_sent_by_another(deployment: Deployment) -> None:
    phones = await deployment.phones(PHONES)
    answers = asyncio.Event()
    for path in paths(phones):
        deployment.push.answer(path, Answer(until=answers))
    first = await deployment.worker()
    await deployment.announce()
    await deployment.push.wait_received(IN_FLIGHT)

    await first.kill()
    answers.set()
    await deployment.worker()
    await deployment.wait_accepted(PHONES)

    repeated = [path for path, times in deployment.arrivals().items() if times > 1]
    assert sorted(deployment.arrivals()) == paths(phones)
    assert len(repeated) <= IN_FLIGHT


async def test_a_worker_that_is_asked_to_stop_records_what_is_in_flight_and_gives_the_rest_back(
    deployment: Deployment,
) -> None:
    phones = await deployment.phones(PHONES)
    answers = asyncio.Event()
    for path in paths(phones):
        deployment.push.answer(path, Answer(until=answers))
    first = await deployment.worker()
    await deployment.announce()
    await deployment.push.wait_received(IN_FLIGHT)

    stopping = first.ask_to_stop()
    answers.set()
    code = await stopping
    accepted = await Delivery.filter(state="accepted").count()
    leased = await Delivery.filter(state="leased").count()
    sent = len(deployment.push.received)
    await deployment.worker()
    await deployment.wait_accepted(PHONES)

    assert (code, leased, accepted) == (0, 0, sent)
    assert deployment.arrivals() == Counter(paths(phones))
