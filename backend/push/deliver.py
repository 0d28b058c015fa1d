"""Sending what is due: claim and commit, send, record. No transaction spans a wait for the network."""

import asyncio
import random
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter
from tortoise.functions import Count
from tortoise.transactions import in_transaction

from backend.core.clock import Clock
from backend.core.ids import new_id
from backend.core.sql import moment
from backend.outbox import leasing
from backend.outbox.leasing import Again, Finished, Result
from backend.outbox.rules import State, retry_delay
from backend.push.alarms import KeyAlarms
from backend.push.lane import PREPARED_AT_ONCE, Outgoing, PushSender
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
    Unsendable,
    is_final,
)
from backend.push.plan import CAPPED_MESSAGES, COLUMNS, Row, Sending, plan
from backend.push.receipts import ReceiptTokens
from backend.push.render import Renderer
from backend.push.rules import KeysRefused, read_keys
from backend.settings import Settings

_log = structlog.get_logger("push")

OUTCOMES = Counter("companion_push_outcomes", "Attempts to deliver, by their outcome", ["outcome"])

# What is claimed for a digest beside a batch; more than anybody was ever sent at once.
_MOST_AT_ONCE = 20_000
# How much of what was accepted a sudden end sends again hangs on this, and little else does.
_FLUSH_SECONDS = 0.02
_PAUSE_SECONDS = 0.2
_WRITE_ATTEMPTS = 25
_RETIRED_AFTER = 3


@dataclass(slots=True)
class _Batch:
    """What one claim found out: outcomes not yet written, what each was, what went out with which."""

    claimed: dict[int, Row]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    merged: Mapping[int, Sequence[int]] = field(default_factory=dict)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    accepted: set[tuple[str, str]] = field(default_factory=set)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Deliverer:
    """Sends due deliveries of this process under a lease name of its own."""

    def __init__(self, sender: PushSender, settings: Settings, clock: Clock, tokens: ReceiptTokens) -> None:
        self._sender = sender
        self._tokens = tokens
        self._settings = settings
        self._clock = clock
        self._worker = new_id()
        self._running = asyncio.Lock()
        self._lease = timedelta(seconds=settings.push_lease_seconds)
        self._is_stopping = False
        self._alarms = KeyAlarms()

    @property
    def is_running(self) -> bool:
        """Whether it is sending now."""
        return self._running.locked()

    async def next_due(self) -> datetime | None:
        """Return when the next delivery is due, or nothing when none waits."""
        return await leasing.next_due(Delivery)

    async def deliver_due(self) -> int:
        """Send batch after batch until nothing is due, and return how many attempts that were.

        A second call while one runs returns at once: the first goes on until nothing is due.
        """
        if self._running.locked():
            return 0
        attempts = 0
        async with self._running:
            # Once and not for each batch: what expires meanwhile is found at its attempt.
            await leasing.expire(Delivery, now=self._clock())
            while not self._is_stopping:
                now = self._clock()
                claimed = await leasing.claim(
                    Delivery,
                    self._worker,
                    COLUMNS,
                    limit=self._settings.push_batch,
                    lease=self._lease,
                    now=now,
                )
                if not claimed:
                    break
                batch = _Batch({row["id"]: row for row in claimed})
                await self._send(batch, until=now + self._lease / 2)
                await self._alarms.follow(self._sender.open_circuits(), batch.accepted, now=self._clock())
                attempts += len(claimed)
        return attempts

    async def stop(self) -> None:
        """Let what is in flight end and be recorded; what has not begun goes back to the outbox."""
        self._is_stopping = True
        self._sender.stop()
        async with self._running:
            pass

    async def _send(self, batch: _Batch, *, until: datetime) -> None:
        try:
            messages = await self._messages(batch)
        except Exception:
            # What could not even be written must not stay leased until the lease lapses.
            await self._release(batch)
            raise
        writer = asyncio.create_task(self._write_as_they_come(batch))
        try:
            await self._sender.deliver(messages, batch.outcomes.__setitem__, until=until)
        finally:
            batch.done.set()
            await writer

    async def _release(self, batch: _Batch) -> None:
        later = Again(self._clock() + timedelta(seconds=self._settings.push_retry_seconds), attempted=False)
        await leasing.record(Delivery, self._worker, dict.fromkeys(batch.claimed, later), now=self._clock())

    async def _write_as_they_come(self, batch: _Batch) -> None:
        # Written several times a second, so that little is sent again after a sudden end.
        is_last, failures = False, 0
        while not is_last or batch.outcomes:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FLUSH_SECONDS):
                    await batch.done.wait()
            is_last = batch.done.is_set()
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

    async def _messages(self, batch: _Batch) -> list[Outgoing[int]]:
        planned = await plan(
            batch.claimed.values(),
            cap=self._settings.push_hourly_cap,
            claim=self._claim_for,
            now=self._clock(),
        )
        batch.claimed = {row["id"]: row for row in planned.rows}
        batch.outcomes |= planned.outcomes
        batch.merged = planned.merged
        renderer = await Renderer.open(planned.messages.values(), self._settings.origin)
        messages = []
        for index, each in enumerate(planned.sendings):
            if index % PREPARED_AT_ONCE == 0:
                await asyncio.sleep(0)
            if message := self._outgoing(batch, renderer, each):
                messages.append(message)
        return messages

    def _outgoing(self, batch: _Batch, renderer: Renderer, sending: Sending) -> Outgoing[int] | None:
        row, phone = sending.rows[0], sending.phone
        try:
            keys = read_keys(phone.p256dh, phone.auth)
        except KeysRefused as refused:
            batch.outcomes[row["id"]] = Unsendable(refused.detail)
            return None
        if len(sending.messages) == 1:
            template = renderer.template(sending.messages[0], phone.locale)
        else:
            template = renderer.digest(sending.messages, phone.locale)
        batch.places[row["id"]] = (phone.origin, phone.vapid_key)
        return Outgoing(
            delivery_id=row["id"],
            endpoint=phone.endpoint,
            p256dh=keys.p256dh,
            auth=keys.auth,
            vapid_key=phone.vapid_key,
            plaintext=template.with_receipt(self._tokens.make(row["id"])),
            # A digest is worth its way as long as one of its messages is.
            expires_at=max(moment(each["expires_at"]) for each in sending.rows),
            urgency=template.urgency,
            topic=template.topic,
        )

    async def _claim_for(self, subscriptions: Collection[int], now: datetime) -> list[Row]:
        """Lease what else waits for phones whose messages are counted, so that a digest holds all of it."""
        ids = ",".join(map(str, subscriptions))
        return await leasing.claim(
            Delivery,
            self._worker,
            COLUMNS,
            limit=_MOST_AT_ONCE,
            lease=self._lease,
            now=now,
            only=f"subscription_id IN ({ids}) AND message_id IN ({CAPPED_MESSAGES})",
        )

    async def _record(self, batch: _Batch, outcomes: Mapping[int, Outcome]) -> None:
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
            await retire_rejected(rejected, now=now)

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


async def retire_rejected(rejected: list[tuple[int, int]], *, now: datetime) -> None:
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
