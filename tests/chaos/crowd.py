"""A crowd of phones: subscriptions by the thousand, their keys from a small pool.

As a program it puts phones into the database that the settings name: `python -m tests.chaos.crowd COUNT
ORIGIN...`. It is a process of its own since the ORM speaks one dialect for a whole process.
"""

import argparse
import asyncio
from functools import cache
from typing import Final

from tortoise.transactions import in_transaction

from backend.core.clock import utc_now
from backend.core.database import database
from backend.core.ids import hash_token, new_id
from backend.devices.models import Device, Visitor
from backend.push.models import Subscription
from backend.settings import load_settings
from backend.wiring import MODELS, vapid_signers
from tests.factories.base64url import encode
from tests.factories.phones import PushPhone

KEYS: Final = 32
_AT_ONCE: Final = 2000


@cache
def _pool(number: int) -> PushPhone:
    return PushPhone(number)


def path_of(number: int) -> str:
    """Return the path of a phone's endpoint, whichever service it is at."""
    return f"/crowd/{number}"


def phone_at(path: str) -> PushPhone:
    """Return the keys of the phone whose endpoint has this path."""
    return _pool(int(path.rsplit("/", 1)[1]) % KEYS + 1)


async def put_crowd(count: int, origins: list[str], *, vapid_key: str) -> None:
    """Put phones into the open database, spread over the push services and both languages."""
    now = utc_now()
    visitors, devices, subscriptions = [], [], []
    for number in range(count):
        visitor = Visitor(id=new_id(), created_at=now)
        device = Device(
            id=new_id(),
            visitor_id=visitor.id,
            token_hash=hash_token(visitor.id),
            locale="id" if number % 2 else "en",
            created_at=now,
        )
        origin, phone = origins[number % len(origins)], phone_at(path_of(number))
        visitors.append(visitor)
        devices.append(device)
        subscriptions.append(
            Subscription(
                device_id=device.id,
                endpoint=origin + path_of(number),
                origin=origin,
                p256dh=encode(phone.p256dh),
                auth=encode(phone.auth),
                vapid_key=vapid_key,
                created_at=now,
            )
        )
    async with in_transaction() as connection:
        await Visitor.bulk_create(visitors, batch_size=_AT_ONCE, using_db=connection)
        await Device.bulk_create(devices, batch_size=_AT_ONCE, using_db=connection)
        await Subscription.bulk_create(subscriptions, batch_size=_AT_ONCE, using_db=connection)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("origins", nargs="+")
    given = parser.parse_args()
    settings = load_settings()

    async def run() -> None:
        async with database(settings.database, MODELS):
            key = vapid_signers(settings)[0].public_key
            await put_crowd(given.count, given.origins, vapid_key=key)

    asyncio.run(run())


if __name__ == "__main__":
    main()
