"""The sending lanes: encrypted, signed, posted, and each delivery's outcome reported.

A push service's origin has its own group of lanes. Each lane pulls the next message only when it is done with
the last one, so that what is in flight stays bounded however large the audience is.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Generic, TypeVar

import structlog

from backend.core.clock import Clock
from backend.push.brake import Circuit, Pace
from backend.push.encryption import Encryptor
from backend.push.outcomes import (
    Expired,
    Failed,
    Held,
    KeyMissing,
    KeyRefused,
    Outcome,
    TooLarge,
    Unreachable,
    Unsendable,
    read_outcome,
    read_reason,
    read_retry_after,
)
from backend.push.payload import MAX_PLAINTEXT
from backend.push.rules import Endpoint, EndpointRefused, EndpointRules, KeysRefused, Urgency
from backend.push.transport import PushTransport
from backend.push.turns import Bursts, Shared, Turns
from backend.push.vapid import VapidSigner

LANES_PER_ORIGIN: Final = 32
# Of a batch as many are made ready before others on the loop have a turn: requests, outcomes.
PREPARED_AT_ONCE: Final = 8
LONGEST_TTL: Final = timedelta(days=28)

_log = structlog.get_logger("push")

Id = TypeVar("Id")
KeyAlarm = Callable[[str, str, str], None]
MayBegin = Callable[[], Awaitable[bool]]


async def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Outgoing(Generic[Id]):
    """One message to one subscription, not yet encrypted.

    `vapid_key` is the public key the phone subscribed with; `topic` at most 32 base64url characters.
    """

    delivery_id: Id
    endpoint: str
    p256dh: bytes
    auth: bytes
    vapid_key: str
    plaintext: bytes
    expires_at: datetime
    urgency: Urgency
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    headers: Mapping[str, str]
    body: bytes


class PushSender:
    """Delivers batches; its lanes, brakes and signatures outlive a batch and belong to one event loop."""

    def __init__(
        self,
        transport: PushTransport,
        *,
        endpoints: EndpointRules,
        signers: Iterable[VapidSigner],
        clock: Clock,
        alarm: KeyAlarm,
        lanes_per_origin: int = LANES_PER_ORIGIN,
        shares_loop: bool = False,
    ) -> None:
        """`signers` holds the key in use and any being retired.

        Where it `shares_loop` with a web server, requests are answered between every few messages.
        `alarm` is told origin, public key and reason when a push service starts to refuse a key, or phones
        are met whose key is not held.
        """
        self._transport = transport
        self._endpoints = endpoints
        self._signers = {signer.public_key: signer for signer in signers}
        self._clock = clock
        self._alarm = alarm
        self._lanes_per_origin = lanes_per_origin
        self._encryptor = Encryptor()
        self._turns: Turns = Shared() if shares_loop else Bursts()
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._paces: defaultdict[str, Pace] = defaultdict(Pace)
        self._circuits: defaultdict[tuple[str, str], Circuit] = defaultdict(Circuit)
        self._is_stopping = False

    async def deliver(
        self,
        messages: Iterable[Outgoing[Id]],
        report: Callable[[Id, Outcome], None],
        *,
        until: datetime | None = None,
        may_begin: MayBegin = _always,
    ) -> None:
        """Attempt each message once and report its outcome; return when all are reported.

        What has not begun by `until`, or when the sender is stopped, or when `may_begin` says no, for which
        each message waits, is reported as held. Batches may overlap: those for one origin take turns at its
        lanes.
        """
        waiting: defaultdict[str, list[tuple[Endpoint, Outgoing[Id]]]] = defaultdict(list)
        for index, message in enumerate(messages):
            if index % PREPARED_AT_ONCE == 0:
                await asyncio.sleep(0)
            try:
                endpoint = self._endpoints.check(message.endpoint)
            except EndpointRefused as refused:
                report(message.delivery_id, Unsendable(refused.detail))
            else:
                waiting[endpoint.origin].append((endpoint, message))
        async with asyncio.TaskGroup() as lanes:
            for origin, batch in waiting.items():
                left = iter(batch)
                for _ in range(min(self._lanes_per_origin, len(batch))):
                    lanes.create_task(self._run_lane(origin, left, report, until, may_begin))

    def stop(self) -> None:
        """Begin no further message; those in flight end and are reported."""
        self._is_stopping = True

    def open_circuits(self) -> Mapping[tuple[str, str], str]:
        """Return the reason for each (origin, public key) that is being refused or not held."""
        return {place: circuit.reason for place, circuit in self._circuits.items() if circuit.is_open}

    async def _run_lane(
        self,
        origin: str,
        left: Iterator[tuple[Endpoint, Outgoing[Id]]],
        report: Callable[[Id, Outcome], None],
        until: datetime | None,
        may_begin: MayBegin,
    ) -> None:
        slots = self._lanes.setdefault(origin, asyncio.Semaphore(self._lanes_per_origin))
        for endpoint, message in left:
            # Given back after each message, so that batches take turns: the second may be the urgent one.
            async with slots:
                outcome: Outcome = Held(self._clock())
                if await may_begin():
                    outcome = await self._attempt(endpoint, message, until)
                report(message.delivery_id, outcome)

    async def _attempt(self, endpoint: Endpoint, message: Outgoing[Id], until: datetime | None) -> Outcome:
        try:
            return await self._attempted(endpoint, message, until)
        except Exception:
            # One that nobody foresaw ends with itself and not with its batch.
            _log.exception("an attempt failed", origin=endpoint.origin)
            return Failed()

    async def _attempted(self, endpoint: Endpoint, message: Outgoing[Id], until: datetime | None) -> Outcome:
        outcome = await self._turns.take(partial(self._prepare, endpoint, message, until))
        if isinstance(outcome, _Request):
            outcome = await self._post(endpoint.url, outcome.headers, outcome.body)
            self._paces[endpoint.origin].learn(outcome, self._clock())
        circuit = self._circuits[endpoint.origin, message.vapid_key]
        if circuit.learn(outcome, self._clock()) and isinstance(outcome, KeyRefused | KeyMissing):
            self._alarm(endpoint.origin, message.vapid_key, outcome.reason)
        return outcome

    def _prepare(
        self, endpoint: Endpoint, message: Outgoing[Id], until: datetime | None
    ) -> "_Request | Outcome":
        """Return the request that carries a message, or why there is none."""
        now = self._clock()
        if message.expires_at <= now:
            return Expired()
        if self._is_stopping or (until is not None and now >= until):
            return Held(now)
        signer = self._signers.get(message.vapid_key)
        if signer is None:
            # Not held back by the circuit: a worker with the key has its turn as soon as may be.
            return KeyMissing()
        if len(message.plaintext) > MAX_PLAINTEXT:
            return TooLarge()
        pace = self._paces[endpoint.origin]
        circuit = self._circuits[endpoint.origin, message.vapid_key]
        if (rest := pace.rests_until(now) or circuit.rests_until(now)) is not None:
            return Held(rest)
        try:
            body = self._encryptor.encrypt(message.plaintext, message.p256dh, message.auth)
        except KeysRefused as refused:
            return Unsendable(refused.detail)
        authorization = signer.authorization(endpoint.origin, now)
        return _Request(headers_for(endpoint, message, authorization, now), body)

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        reply = await self._transport.post(url, headers, body)
        if isinstance(reply, Unreachable):
            return reply
        reason = read_reason(reply.body) if reply.body else ""
        return read_outcome(reply.status, read_retry_after(reply.retry_after, self._clock()), reason)


def headers_for(
    endpoint: Endpoint, message: Outgoing[Id], authorization: str, now: datetime
) -> dict[str, str]:
    """Return the request's headers (RFC 8030, section 5); TTL is what is left, at least a second."""
    ttl = max(1, int(min(message.expires_at - now, LONGEST_TTL).total_seconds()))
    headers = {
        "authorization": authorization,
        "content-encoding": "aes128gcm",
        "content-type": "application/notification+json",
        "ttl": str(ttl),
        "urgency": message.urgency,
    }
    if message.topic is not None:
        headers["topic"] = message.topic
    if endpoint.service == "windows":
        headers["x-wns-cache-policy"] = "cache"
    return headers
