"""What the tests of the sending lanes share: a phone, a clock that stands still, a sender."""

import os
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.push.lane import MayBegin, Outgoing, PushSender
from backend.push.outcomes import Outcome
from backend.push.rules import EndpointRules
from backend.push.transport import PushTransport, ReqwestTransport
from backend.push.vapid import VapidSigner

NOW = datetime(2018, 11, 7, 2, 0, tzinfo=UTC)
SIGNER = VapidSigner(ec.derive_private_key(13, ec.SECP256R1()), "mailto:push@forum.example.org")
PHONE_KEY = ec.derive_private_key(17, ec.SECP256R1())
P256DH = PHONE_KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
AUTH = os.urandom(16)


@dataclass
class StandingClock:
    """A clock that moves only when told."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Lanes:
    """A sender over a real connection, what it reported, and the alarms it raised."""

    sender: PushSender
    clock: StandingClock
    alarms: list[tuple[str, str, str]] = field(default_factory=list)

    async def deliver(
        self,
        messages: Iterable[Outgoing[int]],
        until: datetime | None = None,
        **given: MayBegin,
    ) -> list[Outcome]:
        """Return the outcomes in the order of the messages, each of which must be reported once."""
        batch, reported = list(messages), list[tuple[int, Outcome]]()
        await self.sender.deliver(
            batch, lambda number, outcome: reported.append((number, outcome)), until=until, **given
        )
        assert sorted(number for number, _ in reported) == sorted(message.delivery_id for message in batch)
        outcomes = dict(reported)
        return [outcomes[message.delivery_id] for message in batch]


@asynccontextmanager
async def open_lanes(
    origins: Sequence[str], *, lanes: int = 4, transport: PushTransport | None = None
) -> AsyncIterator[Lanes]:
    """Yield lanes that may send to `origins`, over pyreqwest unless another transport is given."""
    alarms: list[tuple[str, str, str]] = []
    clock = StandingClock()
    async with ReqwestTransport.open(total_timeout=timedelta(seconds=10)) as wire:
        sender = PushSender(
            transport or wire,
            endpoints=EndpointRules.allowing(origins),
            signers=[SIGNER],
            clock=clock,
            alarm=lambda origin, key, reason: alarms.append((origin, key, reason)),
            lanes_per_origin=lanes,
        )
        yield Lanes(sender, clock, alarms)


def message(
    endpoint: str,
    number: int = 0,
    *,
    plaintext: bytes = b"halo",
    expires_at: datetime = NOW + timedelta(hours=1),
    p256dh: bytes = P256DH,
    vapid_key: str = SIGNER.public_key,
    topic: str | None = "opening",
) -> Outgoing[int]:
    return Outgoing(
        delivery_id=number,
        endpoint=endpoint,
        p256dh=p256dh,
        auth=AUTH,
        vapid_key=vapid_key,
        plaintext=plaintext,
        expires_at=expires_at,
        urgency="high",
        topic=topic,
    )


def decrypt(body: bytes) -> bytes:
    """Return what the phone reads."""
    plaintext: bytes = http_ece.decrypt(body, private_key=PHONE_KEY, auth_secret=AUTH)
    return plaintext
