"""Phones that take push messages: keys of their own, and subscriptions in the database without a request."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.core.ids import hash_token, new_id
from backend.devices.models import Device, Visitor, VisitorTopic
from backend.push.models import Subscription
from backend.push.vapid import load_private_key, write_public_key
from tests.apps import PUSH_ORIGIN, VAPID_PRIVATE_KEY
from tests.factories.base64url import encode
from tests.fakes import NOW

VAPID_PUBLIC_KEY = write_public_key(load_private_key(VAPID_PRIVATE_KEY))


class PushPhone:
    """One browser's subscription; `number` makes its endpoint, its key and its secret."""

    def __init__(self, number: int = 1, origin: str = PUSH_ORIGIN) -> None:
        self.endpoint = f"{origin}/wpush/v2/phone-{number}"
        self.auth = number.to_bytes(16)
        self._key = ec.derive_private_key(1000 + number, ec.SECP256R1())

    @cached_property
    def p256dh(self) -> bytes:
        return self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def body(self, **changes: Any) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` gives in a browser."""
        keys = {"p256dh": encode(self.p256dh), "auth": encode(self.auth)}
        return {"endpoint": self.endpoint, "keys": keys} | changes

    def read(self, body: bytes) -> Mapping[str, Any]:
        """Return the payload of an encrypted message."""
        plaintext = http_ece.decrypt(body, private_key=self._key, auth_secret=self.auth)
        payload: dict[str, Any] = json.loads(plaintext)
        return payload


async def subscribed(
    count: int,
    *,
    first: int = 1,
    locale: str = "id",
    topics: list[str] | None = None,
    origin: str = PUSH_ORIGIN,
) -> list[PushPhone]:
    """Put phones with subscriptions into the database; `topics` None leaves them at the defaults."""
    phones = [PushPhone(number, origin) for number in range(first, first + count)]
    visitors = [Visitor(id=new_id(), topics_chosen=topics is not None, created_at=NOW) for _ in phones]
    devices = [
        Device(
            id=new_id(),
            visitor_id=visitor.id,
            token_hash=hash_token(visitor.id),
            locale=locale,
            created_at=NOW,
        )
        for visitor in visitors
    ]
    await Visitor.bulk_create(visitors)
    await VisitorTopic.bulk_create(
        [VisitorTopic(visitor_id=visitor.id, topic=topic) for visitor in visitors for topic in topics or []]
    )
    await Device.bulk_create(devices)
    await Subscription.bulk_create(
        [subscription_of(device.id, phone, NOW) for device, phone in zip(devices, phones, strict=True)]
    )
    return phones


def subscription_of(device_id: str, phone: PushPhone, at: datetime) -> Subscription:
    """A subscription of a device, not yet kept."""
    return Subscription(
        device_id=device_id,
        endpoint=phone.endpoint,
        origin="/".join(phone.endpoint.split("/")[:3]),
        p256dh=encode(phone.p256dh),
        auth=encode(phone.auth),
        vapid_key=VAPID_PUBLIC_KEY,
        created_at=at,
    )
