"""Sending what is due: claim and commit, send, record. No transaction spans a wait for the network."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

import msgspec
import structlog
from prometheus_client import Counter
from tortoise.functions import Count
from tortoise.transactions import in_transaction

from backend.core import journal
from backend.core.clock import Clock
from backend.core.ids import new_id
from backend.core.text import Locale, Text
from backend.event import queries as event_queries
from backend.outbox import leasing
from backend.outbox.leasing import Again, Finished, Result
from backend.outbox.rules import State, retry_delay
from backend.push import queries
from backend.push.lane import Outgoing, PushSender
from backend.push.models import Announcement, Delivery, Rejection, Subscription
from backend.push.outcomes import (
    Accepted,
    Expired,
    Gone,
    Held,
    Outcome,
    Rejected,
    Retry,
    TooLarge,
    Unsendable,
    is_final,
)
from backend.push.payload import Notice, Patch, write_payload
from backend.push.rules import KeysRefused, choose_locale, read_keys, topic_for
from backend.push.schemas import Urgency
from backend.settings import Settings

_log = structlog.get_logger("push")

OUTCOMES = Counter("companion_push_outcomes", "Attempts to deliver, by their outcome", ["outcome"])

_COLUMNS = ("id", "announcement_id", "subscription_id", "locale", "attempts", "expires_at")
_FLUSH_SECONDS = 0.2
_WRITE_ATTEMPTS = 25
_RETIRED_AFTER = 3


@dataclass(slots=True)
class _Batch:
    """What one claim found out: outcomes not yet written, and what each delivery was."""

    claimed: dict[int, dict[str, Any]]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Deliverer:
    """Sends due deliveries of this process under a lease name of its own."""

    def __init__(self, sender: PushSender, settings: Settings, clock: Clock) -> None:
        self._sender = sender
        self._settings = settings
        self._clock = clock
        self._worker = new_id()
        self._running = asyncio.Lock()
        self._lease = timedelta(seconds=settings.push_lease_seconds)
        self._is_stopping = False

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
            while not self._is_stopping:
                now = self._clock()
                await leasing.expire(Delivery, now=now)
                claimed = await leasing.claim(
                    Delivery,
                    self._worker,
                    _COLUMNS,
                    limit=self._settings.push_batch,
                    lease=self._lease,
                    now=now,
                )
                if not claimed:
                    break
                await self._send(_Batch({row["id"]: row for row in claimed}), until=now + self._lease / 2)
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
                await asyncio.sleep(_FLUSH_SECONDS)
            else:
                failures = 0
                for delivery_id in outcomes:
                    del batch.outcomes[delivery_id]

    async def _messages(self, batch: _Batch) -> list[Outgoing[int]]:
        rows = batch.claimed.values()
        subscriptions = await Subscription.filter(id__in=[row["subscription_id"] for row in rows]).values(
            "id", "endpoint", "p256dh", "auth", "vapid_key"
        )
        known = {row["id"]: row for row in subscriptions}
        payloads = await self._payloads({row["announcement_id"] for row in rows})
        messages = []
        for row in rows:
            subscription = known.get(row["subscription_id"])
            if subscription is None:
                batch.outcomes[row["id"]] = Gone()
                continue
            try:
                keys = read_keys(subscription["p256dh"], subscription["auth"])
            except KeysRefused as refused:
                batch.outcomes[row["id"]] = Unsendable(refused.detail)
                continue
            payload = payloads[row["announcement_id"], queries.locale_of(row["locale"])]
            messages.append(
                Outgoing(
                    delivery_id=row["id"],
                    endpoint=subscription["endpoint"],
                    p256dh=keys.p256dh,
                    auth=keys.auth,
                    vapid_key=subscription["vapid_key"],
                    plaintext=payload.plaintext,
                    expires_at=_moment(row["expires_at"]),
                    urgency=payload.urgency,
                    topic=payload.topic,
                )
            )
        return messages

    async def _payloads(self, announcement_ids: set[str]) -> Mapping[tuple[str, Locale], "_Payload"]:
        epoch, zone = (await journal.state()).epoch, await event_queries.zone()
        locales: tuple[Locale, Locale] = ("id", "en")
        return {
            (row.id, locale): _payload(row, locale, epoch, zone, self._settings.origin)
            for row in await Announcement.filter(id__in=list(announcement_ids))
            for locale in locales
        }

    async def _record(self, batch: _Batch, outcomes: Mapping[int, Outcome]) -> None:
        now = self._clock()
        gone, rejected = [], []
        results: dict[int, Result] = {}
        for delivery_id, outcome in outcomes.items():
            row = batch.claimed[delivery_id]
            OUTCOMES.labels(type(outcome).__name__.lower()).inc()
            results[delivery_id] = self._result(outcome, row, now)
            if isinstance(outcome, Gone):
                gone.append(row["subscription_id"])
            elif isinstance(outcome, Rejected):
                rejected.append((row["subscription_id"], outcome.status))
        await leasing.record(Delivery, self._worker, results, now=now)
        if gone:
            await Subscription.filter(id__in=gone).delete()
        if rejected:
            await retire_rejected(rejected, now=now)

    def _result(self, outcome: Outcome, row: Mapping[str, Any], now: datetime) -> Result:
        match outcome:
            case Accepted():
                return Finished(State.ACCEPTED)
            case Gone():
                return Finished(State.GONE)
            case Expired():
                return Finished(State.EXPIRED)
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


@dataclass(frozen=True, slots=True)
class _Payload:
    plaintext: bytes
    urgency: Urgency
    topic: str


def _payload(row: Announcement, wanted: Locale, epoch: str, zone: tzinfo, public_url: str) -> _Payload:
    record = queries.announced(row, zone)
    title, body = msgspec.convert(row.title, Text), msgspec.convert(row.body, Text)
    locale = choose_locale(wanted, title, body)
    notice = Notice(
        title=title.best(locale)[0],
        body=body.best(locale)[0],
        locale=locale,
        tag=f"announcement-{row.id}",
        path=row.path,
        kind="announcement",
        epoch=epoch,
        base=record.revision - 1,
        revision=record.revision,
        patch=Patch({"announcements": [record]}),
    )
    return _Payload(write_payload(notice, public_url), record.urgency, topic_for(row.id))


def _before_end(due_at: datetime, row: Mapping[str, Any]) -> datetime:
    """Return when to look at a delivery again: at its expiry at the latest, so that it is counted as such."""
    return min(due_at, _moment(row["expires_at"]))


def _moment(value: datetime | str) -> datetime:
    """Return a time that came from a plain statement: SQLite keeps it as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


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
