"""A phone tries its own notifications: a real push to itself, and how far it got."""

from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.core.text import LONGEST_ID
from backend.devices.rules import KnownDevice
from backend.outbox.rules import State
from backend.push import wording
from backend.push.audience import Condition
from backend.push.models import Delivery, Message, Subscription
from backend.push.schemas import TrialState
from backend.push.tell import deliver_to, made

# Who tries looks at the screen: what has not come by then has failed.
_LASTS = timedelta(minutes=2)


async def send(device: KnownDevice, *, now: datetime) -> str:
    """Make a push to a device and return its message's id; raises `NotFound` without a subscription."""
    if not await Subscription.exists(device_id=device.id):
        raise NotFound("No subscription of this phone is known here; turn notifications on first.")
    message = made(
        new_id(),
        "test",
        wording.trial(),
        subject="",
        path="/me",
        expires_at=now + _LASTS,
        now=now,
        created_by=device.id,
    )
    async with in_transaction() as connection:
        await Message.bulk_create([message], using_db=connection)
        await deliver_to(connection, message, Condition("d.id = :device", {"device": device.id}), now=now)
    return message.id


async def state(device: KnownDevice, message_id: str) -> TrialState:
    """Return how far a device's own push got; raises `NotFound` for any other."""
    is_possible = len(message_id) <= LONGEST_ID
    row = (
        await Delivery.filter(
            message_id=message_id, message__kind="test", message__created_by=device.id
        ).first()
        if is_possible
        else None
    )
    if row is None:
        raise NotFound("There is no such push.")
    is_open = not State(row.state).is_final
    return TrialState("pending" if is_open else row.state, row.status, shown=row.shown_at is not None)
