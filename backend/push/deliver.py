"""Sending what is due: claim and commit, send, record. No transaction spans a wait for the network."""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import structlog

from backend.core import sql
from backend.core.clock import Clock
from backend.core.ids import new_id
from backend.core.sql import moment
from backend.outbox import leasing
from backend.push.alarms import KeyAlarms
from backend.push.lane import PREPARED_AT_ONCE, Outgoing, PushSender
from backend.push.models import Delivery, Message
from backend.push.outcomes import Failed, Outcome, Unsendable
from backend.push.plan import COLUMNS, Row, Sending, plan
from backend.push.receipts import ReceiptTokens
from backend.push.record import Batch, Recorder
from backend.push.render import Renderer
from backend.push.rules import CAPPED_MESSAGES, KeysRefused, read_keys
from backend.push.tell import hasten_recalls
from backend.settings import Settings

_log = structlog.get_logger("push")

# What is claimed for a digest beside a batch; more than anybody was ever sent at once.
_MOST_AT_ONCE = 20_000
# Of all push services together so many batches may be in flight.
_BATCHES_IN_FLIGHT = 8
# What is useless late is claimed though a batch of other messages waits for its push service.
_BATCHES_BEFORE_URGENT = 2
_URGENT = "message_id IN (SELECT id FROM message WHERE urgency = 'high' AND expires_at > :now)"


class Deliverer:
    """Sends due deliveries of this process under a lease name of its own."""

    def __init__(self, sender: PushSender, settings: Settings, clock: Clock, tokens: ReceiptTokens) -> None:
        self._sender = sender
        self._tokens = tokens
        self._settings = settings
        self._clock = clock
        self._worker = new_id()
        self._recorder = Recorder(self._worker, settings, clock)
        self._running = asyncio.Lock()
        self._lease = timedelta(seconds=settings.push_lease_seconds)
        self._in_flight: Counter[str] = Counter()
        self._news = asyncio.Event()
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

        Batches overlap, so that a push service that answers slowly keeps no other waiting; to one of them no
        more than two are in flight, and a third of what is useless late. A second call while one runs returns
        at once: the first looks again and goes on until nothing is due.
        """
        if self._running.locked():
            self._news.set()
            return 0
        async with self._running:
            # Once and not for each batch: what expires meanwhile is found at its attempt.
            await leasing.expire(Delivery, now=self._clock())
            return await self._send_all()

    async def stop(self) -> None:
        """Let what is in flight end and be recorded; what has not begun goes back to the outbox."""
        self._is_stopping = True
        self._sender.stop()
        self._news.set()
        async with self._running:
            pass

    async def _send_all(self) -> int:
        attempts = 0
        batches: set[asyncio.Task[None]] = set()
        # Of a run that broke off nothing is in flight any more.
        self._in_flight.clear()
        try:
            while not self._is_stopping:
                self._news.clear()
                for ended in [each for each in batches if each.done()]:
                    batches.remove(ended)
                    ended.result()
                claimed_at = self._clock()
                claimed = await self._claim(claimed_at)
                if claimed:
                    batches.add(await self._begin(claimed, until=claimed_at + self._lease / 2))
                    attempts += len(claimed)
                elif not batches:
                    break
                if len(claimed) < self._settings.push_batch or self._full():
                    await self._news_or_tick()
        finally:
            # What went out is recorded, whatever ended the loop.
            if batches:
                await asyncio.wait(batches)
        for last in batches:
            last.result()
        return attempts

    async def _news_or_tick(self) -> None:
        """Wait until a push service has room, a batch has ended or there was a call, a tick at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._settings.tick_seconds):
                await self._news.wait()

    async def _claim(self, now: datetime) -> list[Row]:
        """Lease a batch for the push services that have room, what is useless late before all else."""
        limit = self._settings.push_batch
        if self._in_flight.total() >= _BATCHES_IN_FLIGHT * limit:
            return []
        claimed: list[Row] = []
        # Asked first, since who looks for an urgent one among many others looks at all of them.
        if await Message.exists(urgency="high", sent_at__isnull=False, expires_at__gt=now):
            claimed += await self._claim_some(limit, now, _URGENT, besides=self._full(_BATCHES_BEFORE_URGENT))
        if len(claimed) < limit:
            claimed += await self._claim_some(limit - len(claimed), now, "1 = 1", besides=self._full())
        return claimed

    async def _claim_some(
        self, limit: int, now: datetime, only: str, *, besides: Sequence[str] = ()
    ) -> list[Row]:
        names, values = sql.any_of("origin", besides)
        return await leasing.claim(
            Delivery,
            self._worker,
            COLUMNS,
            limit=limit,
            lease=self._lease,
            now=now,
            only=f"{only} AND origin NOT IN ({names})" if besides else only,
            **values,
        )

    def _full(self, batches: int = 1) -> Sequence[str]:
        """Return the origins to which as much as so many batches is in flight."""
        most = batches * self._settings.push_batch
        return [origin for origin, count in self._in_flight.items() if count >= most]

    async def _begin(self, claimed: Sequence[Row], *, until: datetime) -> asyncio.Task[None]:
        batch = Batch({row["id"]: row for row in claimed})
        try:
            messages = await self._messages(batch)
        except Exception:
            # No message or phone is to blame alone: perhaps this machine is, and another does better.
            _log.exception("cannot prepare a batch", count=len(batch.claimed))
            batch.outcomes, batch.merged, messages = dict.fromkeys(batch.claimed, Failed()), {}, []
        self._in_flight.update(batch.places[each.delivery_id][0] for each in messages)
        sending = asyncio.create_task(self._send(batch, messages, until=until))
        sending.add_done_callback(lambda _: self._news.set())
        return sending

    async def _send(self, batch: Batch, messages: Sequence[Outgoing[int]], *, until: datetime) -> None:
        async with self._recorder.recording(batch):
            await self._sender.deliver(
                messages,
                partial(self._report, batch),
                until=until,
                may_begin=partial(self._recorder.may_begin, batch),
            )
        now = self._clock()
        await hasten_recalls(
            batch.claimed.keys(), {row["message_id"] for row in batch.claimed.values()}, now=now
        )
        await self._alarms.follow(self._sender.open_circuits(), batch.accepted, now=now)

    def _report(self, batch: Batch, delivery_id: int, outcome: Outcome) -> None:
        batch.outcomes[delivery_id] = outcome
        origin, _ = batch.places[delivery_id]
        # One of a whole number of batches has gone: that makes room.
        if self._in_flight[origin] % self._settings.push_batch == 0:
            self._news.set()
        self._in_flight[origin] -= 1

    async def _messages(self, batch: Batch) -> list[Outgoing[int]]:
        planned = await plan(
            batch.claimed.values(),
            cap=self._settings.push_hourly_cap,
            claim=partial(self._claim_for, batch),
            now=self._clock(),
        )
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

    def _outgoing(self, batch: Batch, renderer: Renderer, sending: Sending) -> Outgoing[int] | None:
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
        if template is None:
            batch.outcomes[row["id"]] = Failed()
            return None
        token = self._tokens.make(row["id"], of_digest=len(sending.rows) > 1)
        batch.places[row["id"]] = (phone.origin, phone.vapid_key)
        return Outgoing(
            delivery_id=row["id"],
            endpoint=phone.endpoint,
            p256dh=keys.p256dh,
            auth=keys.auth,
            vapid_key=phone.vapid_key,
            plaintext=template.with_receipt(token),
            # A digest is worth its way as long as one of its messages is.
            expires_at=max(moment(each["expires_at"]) for each in sending.rows),
            urgency=template.urgency,
            topic=template.topic,
        )

    async def _claim_for(self, batch: Batch, subscriptions: Collection[int], now: datetime) -> list[Row]:
        """Lease what else waits for phones whose messages are counted, so that a digest holds all of it."""
        ids = ",".join(map(str, subscriptions))
        only = f"subscription_id IN ({ids}) AND message_id IN ({CAPPED_MESSAGES})"
        claimed = await self._claim_some(_MOST_AT_ONCE, now, only)
        # At once, so that they are let go too should the planning fail.
        batch.claimed |= {row["id"]: row for row in claimed}
        return claimed
