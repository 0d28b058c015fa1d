"""Which actions of a phone were answered, and how: the ground of applying each once."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from backend.core import sql
from backend.devices.models import AppliedAction
from backend.devices.rules import KnownDevice


async def lock(connection: BaseDBAsyncClient, device: KnownDevice) -> None:
    """Let other batches of the device wait until the caller's transaction ends."""
    await sql.run(connection, "UPDATE device SET seen_at = seen_at WHERE id = :device", device=device.id)


async def answers(device: KnownDevice, actions: Sequence[str]) -> dict[str, str | None]:
    """Return of which actions it is known how they ended: why they were refused, or nothing."""
    rows = await AppliedAction.filter(device_id=device.id, action__in=list(actions))
    return {row.action: row.refused for row in rows}


async def keep(device: KnownDevice, action: str, *, refused: str | None, now: datetime) -> None:
    """Keep how an action ended, inside the caller's transaction."""
    await AppliedAction.create(device_id=device.id, action=action, refused=refused, at=now)
