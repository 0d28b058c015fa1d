"""Writing what came of a batch while it is being sent: each outcome has its place in the outbox."""

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter
from tortoise.functions import Count
from tortoise.transactions import in_transaction

from backend.core.clock import Clock
from backend.core.sql import moment
from backend.outbox import leasing
from backend.outbox.leasing import Again, Finished, Result
from backend.outbox.rules import State, retry_delay
from backend.push.models import Delivery, Rejection, Subscription
from backend.push.outcomes import (
    Accepted,
    Expired,
    Gone,
    Held,
    Outcome,
    Recalled,
    Rejected,
    Retry,
    TooLarge,
    is_final,
)
from backend.push.plan import Row
from backend.settings import Settings

_log = structlog.get_logger("push")

OUTCOMES = Counter("companion_push_outcomes", "Attempts to deliver, by their outcome", ["outcome"])

# How much of what was accepted a sudden end sends again hangs on this, and little else does.
_FLUSH_SECONDS = 0.02
_PAUSE_SECONDS = 0.2
_WRITE_ATTEMPTS = 25
_RETIRED_AFTER = 3


@dataclass(slots=True, eq=False)
class Batch:
    """What one claim found out: outcomes not yet written, what each was, what went out with which."""

    claimed: dict[int, Row]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    merged: Mapping[int, Sequence[int]] = field(default_factory=dict)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    accepted: set[tuple[str, str]] = field(default_factory=set)
    is_done: bool = False
    # That it is done, or that too much of it is unwritten.
    pressing: asyncio.Event = field(default_factory=asyncio.Event)


class Recorder:
    """Writes outcomes of what `worker` holds; each counts only while it does."""

    def __init__(self, worker: str, settings: Settings, clock: Clock) -> None:
        self._worker = worker
        self._settings = settings
        self._clock = clock
        self._most_unwritten = settings.push_flight
        self._open: set[Batch] = set()
        self._written = asyncio.Event()

    @asynccontextmanager
    async def recording(self, batch: Batch) -> AsyncIterator[None]:
        """Write a batch's outcomes as they come, and the last of them at the end."""
        self._open.add(batch)
        writer = asyncio.create_task(self._write_to_the_end(batch))
        try:
            yield
        finally:
            batch.is_done = True
            batch.pressing.set()
            await writer

    async def may_begin(self, batch: Batch) -> bool:
        """Whether another message of a batch may be sent; it waits while too many results are unwritten.

        What is accepted and never recorded is sent again after a sudden end: of all batches together that is
        what is in flight, and once more as much as may be in flight to one push service.
        """
        while batch in self._open and self._is_behind():
            for each in self._open:
                each.pressing.set()
            self._written.clear()
            await self._written.wait()
        return batch in self._open

    def _is_behind(self) -> bool:
        return sum(len(each.outcomes) for each in self._open) >= self._most_unwritten

    async def _write_to_the_end(self, batch: Batch) -> None:
        try:
            await self._write_as_they_come(batch)
        finally:
            self._open.remove(batch)
            self._written.set()

    async def _write_as_they_come(self, batch: Batch) -> None:
        # Several times a second, so that little is sent again after a sudden end.
        is_last, failures = False, 0
        while not is_last or batch.outcomes:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FLUSH_SECONDS):
                    await batch.pressing.wait()
            batch.pressing.clear()
            is_last = batch.is_done
            outcomes = dict(batch.outcomes)
            if not outcomes:
                continue
            try:
                await self._record(batch, outcomes)
            except Exception:
                # A message that went out is sent again when its outcome is lost: better try to keep it.
                failures += 1
                if failures >= _WRITE_ATTEMPTS:
                    raise
                _log.exception("cannot record outcomes", count=len(outcomes))
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                failures = 0
                for delivery_id in outcomes:
                    del batch.outcomes[delivery_id]
                self._written.set()

    async def _record(self, batch: Batch, outcomes: Mapping[int, Outcome]) -> None:
        now = self._clock()
        gone, rejected = [], []
        results: dict[int, Result] = {}
        all_outcomes = dict(outcomes)
        for delivery_id, outcome in outcomes.items():
            all_outcomes |= dict.fromkeys(batch.merged.get(delivery_id, ()), outcome)
        for delivery_id, outcome in all_outcomes.items():
            row = batch.claimed[delivery_id]
            OUTCOMES.labels(type(outcome).__name__.lower()).inc()
            results[delivery_id] = self._result(outcome, row, now)
            if isinstance(outcome, Gone):
                gone.append(row["subscription_id"])
            elif isinstance(outcome, Accepted) and delivery_id in batch.places:
                batch.accepted.add(batch.places[delivery_id])
            elif isinstance(outcome, Rejected):
                rejected.append((row["subscription_id"], outcome.status))
        await leasing.record(Delivery, self._worker, results, now=now)
        if gone:
            await Subscription.filter(id__in=gone).delete()
        if rejected:
            await _retire_rejected(rejected, now=now)

    def _result(self, outcome: Outcome, row: Row, now: datetime) -> Result:
        match outcome:
            case Accepted():
                return Finished(State.ACCEPTED)
            case Gone():
                return Finished(State.GONE)
            case Expired():
                return Finished(State.EXPIRED)
            case Recalled():
                return Finished(State.RECALLED)
            case TooLarge():
                return Finished(State.REJECTED, 413)
            case Rejected(status=status):
                return Finished(State.REJECTED, status)
            case Held(until=until):
                return Again(_before_end(until, row), attempted=False)
            case Retry(after=after) if after is not None:
                return Again(_before_end(now + after, row))
        if is_final(outcome):
            return Finished(State.REJECTED)
        delay = retry_delay(
            row["attempts"],
            first=timedelta(seconds=self._settings.push_retry_seconds),
            longest=timedelta(seconds=self._settings.push_retry_limit_seconds),
            jitter=random.random(),  # noqa: S311
        )
        return Again(_before_end(now + delay, row))


def _before_end(due_at: datetime, row: Row) -> datetime:
    """Return when to look at a delivery again: at its expiry at the latest, so that it is counted as such."""
    return min(due_at, moment(row["expires_at"]))


async def _retire_rejected(rejected: list[tuple[int, int]], *, now: datetime) -> None:
    """Note refusals, and delete subscriptions with three of them within a day."""
    day = timedelta(days=1)
    async with in_transaction():
        rows = await Subscription.filter(id__in=[found for found, _ in rejected]).values("id")
        present = {int(row["id"]) for row in rows}
        await Rejection.bulk_create(
            [
                Rejection(subscription_id=found, status=status, at=now)
                for found, status in rejected
                if found in present
            ]
        )
        await Rejection.filter(at__lt=now - day).delete()
        counted = (
            await Rejection.filter(subscription_id__in=list(present))
            .annotate(n=Count("id"))
            .group_by("subscription_id")
            .values("subscription_id", "n")
        )
        retired = [row["subscription_id"] for row in counted if row["n"] >= _RETIRED_AFTER]
        if retired:
            await Subscription.filter(id__in=retired).delete()
            _log.warning("subscriptions retired after three refusals within a day", count=len(retired))
