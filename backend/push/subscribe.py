"""Keeping the address at which a phone's push service takes messages for it."""

from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from backend.core.errors import Conflict, Invalid, NotFound
from backend.devices.rules import KnownDevice
from backend.push.models import Rejection, Subscription
from backend.push.rules import EndpointRules, read_keys
from backend.push.schemas import SubscriptionBody, SubscriptionKept


class EndpointTaken(Conflict):
    """Another device holds the endpoint with other keys."""


async def subscribe(
    device: KnownDevice,
    body: SubscriptionBody,
    *,
    endpoints: EndpointRules,
    vapid_keys: tuple[str, ...],
    now: datetime,
) -> SubscriptionKept:
    """Keep a device's subscription in place of its former one.

    `vapid_keys` are the public keys we sign with, the current one first. An endpoint belongs to one device:
    who shows the same keys moves it. Raises `EndpointRefused`, `KeysRefused`, `Invalid` for a VAPID key that
    is not ours, `EndpointTaken`.
    """
    endpoint = endpoints.check(body.endpoint)
    read_keys(body.keys.p256dh, body.keys.auth)
    p256dh, auth = body.keys.p256dh.rstrip("="), body.keys.auth.rstrip("=")
    vapid_key = body.vapid_public_key or vapid_keys[0]
    if vapid_key not in vapid_keys:
        raise Invalid("This subscription was made for another server.", {"vapid_public_key": "not ours"})
    columns: dict[str, Any] = {
        "origin": endpoint.origin,
        "p256dh": p256dh,
        "auth": auth,
        "vapid_key": vapid_key,
    }
    try:
        async with in_transaction():
            # Written first, so that two phones with one endpoint meet at the row and not after it.
            await Subscription.filter(device_id=device.id).exclude(endpoint=endpoint.url).delete()
            known = await Subscription.filter(endpoint=endpoint.url).select_for_update().first()
            if known is None:
                await Subscription.create(
                    device_id=device.id, endpoint=endpoint.url, created_at=now, **columns
                )
            elif known.device_id != device.id and (known.p256dh, known.auth) != (p256dh, auth):
                raise EndpointTaken("Another phone holds this endpoint.")
            else:
                await Rejection.filter(subscription_id=known.id).delete()
                await Subscription.filter(id=known.id).update(device_id=device.id, **columns)
    except IntegrityError as error:
        raise EndpointTaken("Another phone took this endpoint at the same moment; try again.") from error
    return SubscriptionKept(endpoint.url, vapid_key)


async def kept(device: KnownDevice) -> SubscriptionKept:
    """Return the subscription that is kept of a device; raises `NotFound`."""
    row = await Subscription.get_or_none(device_id=device.id)
    if row is None:
        raise NotFound("No subscription of this phone is kept; it may have ended at its push service.")
    return SubscriptionKept(row.endpoint, row.vapid_key)


async def unsubscribe(device: KnownDevice) -> None:
    """Forget a device's subscription."""
    await Subscription.filter(device_id=device.id).delete()


class KeptSubscription:
    """What push keeps about a phone, for its owner to take or to end."""

    name = "subscription"

    async def export(self, device: KnownDevice) -> SubscriptionKept | None:
        """Return the subscription."""
        try:
            return await kept(device)
        except NotFound:
            return None

    async def erase(self, device: KnownDevice) -> None:
        """Delete the subscription."""
        await unsubscribe(device)
