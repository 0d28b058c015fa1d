"""The secret address of a calendar that follows a visitor's stars: made, revoked and found by a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.core.errors import NotFound
from backend.core.ids import hash_token, new_token
from backend.core.text import Locale
from backend.devices import answered
from backend.devices.models import CalendarFeed, Star
from backend.devices.rules import KnownDevice


@dataclass(frozen=True)
class Followed:
    """What a feed tells: `leads` are the minutes before each starred session to remind, null for none."""

    locale: Locale
    leads: Mapping[str, int | None]


async def make(device: KnownDevice, *, now: datetime) -> str:
    """Return the token of a device's new feed; its former one is no longer known."""
    token = new_token()
    async with in_transaction() as connection:
        # Of two taps at once the later one's address is the one that holds.
        await answered.lock(connection, device)
        await CalendarFeed.filter(device_id=device.id).delete()
        await CalendarFeed.create(device_id=device.id, token_hash=hash_token(token), created_at=now)
    return token


async def revoke(device: KnownDevice) -> None:
    """Forget a device's feed; that there was none is no error."""
    await CalendarFeed.filter(device_id=device.id).delete()


async def hand_over(connection: BaseDBAsyncClient, former: KnownDevice, device: KnownDevice) -> None:
    """Let a device's feed be another's, inside the caller's transaction: whoever follows it notices nothing.

    A feed that the other made itself stays.
    """
    await answered.lock(connection, device)
    await sql.run(
        connection,
        """
        UPDATE calendar_feed SET device_id = :device WHERE device_id = :former
            AND NOT EXISTS (SELECT 1 FROM calendar_feed own WHERE own.device_id = :device)
        """,
        device=device.id,
        former=former.id,
    )


async def made_at(device: KnownDevice) -> datetime | None:
    """Return when a device's feed was made, nothing where it has none."""
    row = await CalendarFeed.get_or_none(device_id=device.id)
    return row.created_at if row else None


async def followed(token: str) -> Followed:
    """Return what the feed of a token tells; raises `NotFound` for an unknown or a revoked one."""
    columns = ("device__visitor_id", "device__locale", "device__visitor__reminder_minutes")
    rows = await CalendarFeed.filter(token_hash=hash_token(token)).values_list(*columns)
    if not rows:
        raise NotFound("There is no such calendar.")
    ((visitor, locale, usual),) = rows
    stars = await Star.filter(visitor_id=visitor, starred=True).order_by("session")
    leads = {star.session: star.reminder_minutes if star.own_lead else usual for star in stars}
    return Followed("en" if locale == "en" else "id", leads)
