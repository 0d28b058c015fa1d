"""The jobs of a worker and how they are called: messages carry ids only, the database is the truth."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from taskiq import AsyncBroker
from taskiq_nats import PullBasedJetStreamBroker

from backend.core.clock import Clock
from backend.push import announce, queries, sessions, spread
from backend.push.deliver import Deliverer

_log = structlog.get_logger("worker")

# How many workers are called to a fan-out; others join when they next look.
_CALLED = 4
# A broker that is away makes its client wait; who publishes an announcement should not.
_PATIENCE = 1.0


class BrokerJobs:
    """Registers the jobs at a broker; kicking them is `push.jobs.Jobs`.

    A process that only kicks, such as a web process with NATS, gives no deliverer.
    """

    def __init__(self, broker: AsyncBroker, clock: Clock, deliverer: Deliverer | None) -> None:
        self._broker = broker
        self._clock = clock
        self._deliverer = deliverer
        self._delivering: asyncio.Task[None] | None = None

        # Taskiq takes functions, not methods.
        async def fan_out(announcement_id: str) -> None:
            await self.fan_out(announcement_id)

        async def deliver() -> None:
            await self.deliver()

        self._fan_out = broker.register_task(fan_out, task_name="fan_out", retry_on_error=True)
        self._deliver = broker.register_task(deliver, task_name="deliver", retry_on_error=True)

    async def check(self) -> None:
        """Raise `ConnectionError` where the shared broker cannot be reached."""
        if isinstance(self._broker, PullBasedJetStreamBroker) and not self._broker.client.is_connected:
            raise ConnectionError("the broker is away")

    async def announcement_due(self, announcement_id: str) -> None:
        """Call one worker to send an announcement."""
        await self._call(lambda: self._fan_out.kiq(announcement_id))

    async def deliveries_due(self) -> None:
        """Call workers to what waits."""
        for _ in range(_CALLED):
            if not await self._call(self._deliver.kiq):
                return

    async def _call(self, call: Callable[[], Awaitable[object]]) -> bool:
        """Send a word to the workers; return whether it went, for all is found without it, only later."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await call()
        except Exception:
            _log.warning("cannot call the workers, they will find it by looking", exc_info=True)
            return False
        return True

    async def fan_out(self, announcement_id: str) -> None:
        """Make an announcement public and its deliveries due, the first of them before the others."""
        if await announce.fan_out(announcement_id, now=self._clock()):
            await self.deliveries_due()
            await self._spread(announcement_id)

    async def _spread(self, announcement_id: str) -> None:
        while await spread.next_slice(announcement_id, now=self._clock()):
            pass
        # Whoever was called at first may have run out of work before the last slice was there.
        await self.deliveries_due()

    async def deliver(self) -> None:
        """Send what is due."""
        if self._deliverer is not None:
            await self._deliverer.deliver_due()

    async def look(self) -> None:
        """Find due work that no message told of: a word was lost, a retry's time came, a lease lapsed."""
        now = self._clock()
        try:
            is_any = await sessions.tell_due(now)
        except Exception:
            # What a session has to say must not keep back what is already due.
            _log.exception("cannot tell what is due")
            is_any = False
        if is_any:
            await self.deliveries_due()
        for announcement_id in await queries.due_announcements(now):
            try:
                await self.fan_out(announcement_id)
            except Exception:
                # One that cannot be sent must not keep back the others.
                _log.exception("cannot send an announcement", announcement=announcement_id)
        for announcement_id in await queries.spreading():
            await self._spread(announcement_id)
        if self._deliverer is None or self._deliverer.is_running:
            return
        due = await self._deliverer.next_due()
        if due is not None and due <= now:
            # Not by a message: the broker may be away, or the word reach a worker that is sending already.
            self._delivering = asyncio.create_task(self._deliver_logged())

    async def _deliver_logged(self) -> None:
        try:
            await self.deliver()
        except Exception:
            _log.exception("cannot deliver")

    async def close(self) -> None:
        """Wait for what was begun by looking; to be called once the deliverer is stopped."""
        if self._delivering is not None:
            await self._delivering


async def look_until(stop: asyncio.Event, jobs: BrokerJobs, *, every: float) -> None:
    """Look every so many seconds until `stop`.

    Not to be cancelled: a transaction cancelled at its beginning never gives SQLite's connection back.
    """
    while not stop.is_set():
        try:
            await jobs.look()
        except Exception:
            # A database that is away comes back; the next look finds what this one missed.
            _log.exception("cannot look for due work")
        with suppress(TimeoutError):
            async with asyncio.timeout(every):
                await stop.wait()
