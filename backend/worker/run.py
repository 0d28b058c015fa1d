"""Running the jobs: inside `companion web`, or as `companion worker` processes of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from taskiq import AsyncBroker, InMemoryBroker
from taskiq.acks import AcknowledgeType
from taskiq.receiver import Receiver

from backend.wiring import Services
from backend.worker.broker import make_broker
from backend.worker.jobs import BrokerJobs, look_until

_log = structlog.get_logger("worker")

# Jobs wait on the network and the database, hardly on the processor; a batch's own lanes bound the sending.
_JOBS_AT_ONCE = 8


@asynccontextmanager
async def calling(services: Services) -> AsyncIterator[BrokerJobs]:
    """Hold a broker that only calls workers elsewhere."""
    broker = make_broker(services.settings)
    jobs = BrokerJobs(broker, services.clock, None)
    await broker.startup()
    try:
        yield jobs
    finally:
        await broker.shutdown()


@asynccontextmanager
async def embedded(services: Services) -> AsyncIterator[BrokerJobs]:
    """Run jobs and ticks inside this process; at the end nothing in flight is left unrecorded."""
    broker = make_broker(services.settings)
    jobs = BrokerJobs(broker, services.clock, services.deliverer)
    await broker.startup()
    stop = asyncio.Event()
    looking = asyncio.create_task(look_until(stop, jobs, every=services.settings.tick_seconds))
    try:
        yield jobs
    finally:
        stop.set()
        await looking
        await services.deliverer.stop()
        await jobs.close()
        # A job may have been called that has not begun; the database is open until all have ended.
        if isinstance(broker, InMemoryBroker):
            await broker.wait_all()
        await broker.shutdown()


async def work(services: Services, stop: asyncio.Event) -> None:
    """Take jobs from the shared broker until `stop`, then end what is in flight."""
    broker = make_broker(services.settings)
    jobs = BrokerJobs(broker, services.clock, services.deliverer)
    broker.is_worker_process = True
    await broker.startup()
    receiver = asyncio.create_task(_receive(broker, stop))
    looking = asyncio.create_task(look_until(stop, jobs, every=services.settings.tick_seconds))
    _log.info("worker ready")
    try:
        await stop.wait()
    finally:
        await looking
        await services.deliverer.stop()
        await jobs.close()
        await receiver
        await broker.shutdown()


async def _receive(broker: AsyncBroker, stop: asyncio.Event) -> None:
    receiver = Receiver(
        broker=broker,
        max_async_tasks=_JOBS_AT_ONCE,
        max_prefetch=0,
        run_startup=False,
        # Acknowledged when done: a worker that dies leaves its message to another.
        ack_type=AcknowledgeType.WHEN_EXECUTED,
    )
    await receiver.listen(stop)
