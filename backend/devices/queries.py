"""Reading devices and what their visitors want."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

import msgspec
from tortoise.functions import Count

from backend.core.ids import hash_token
from backend.core.sql import in_utc
from backend.devices.models import Device, Snooze, Star, Visitor, VisitorTopic
from backend.devices.rules import DueSnooze, KnownDevice
from backend.devices.schemas import QuietHours, SharedPreferences, StarKept


async def device_of_token(token: str) -> KnownDevice | None:
    """Return the device that holds `token`."""
    row = await Device.get_or_none(token_hash=hash_token(token))
    return KnownDevice(row.id, row.visitor_id, row.seen_at) if row else None


async def visitor(visitor_id: str) -> Visitor:
    """Return the visitor's row."""
    return await Visitor.get(id=visitor_id)


async def phone(device_id: str) -> Device:
    """Return the device's row."""
    return await Device.get(id=device_id)


async def chosen_topics(found: Visitor) -> list[str] | None:
    """Return the topics a visitor chose, or nothing while the defaults hold."""
    if not found.topics_chosen:
        return None
    followed = VisitorTopic.filter(visitor_id=found.id, followed=True)
    return [str(topic) for topic in await followed.order_by("topic").values_list("topic", flat=True)]


async def shared_preferences(visitor_id: str) -> SharedPreferences:
    """Return what a visitor wants on all their phones."""
    found = await visitor(visitor_id)
    return SharedPreferences(await chosen_topics(found), found.reminder_minutes)


def quiet_hours(found: Device) -> QuietHours | None:
    """Return the phone's quiet hours."""
    if found.quiet_from is None or found.quiet_to is None:
        return None
    return QuietHours(start=found.quiet_from, end=found.quiet_to)


async def stars(visitor_id: str, zone: tzinfo) -> list[StarKept]:
    """Return a visitor's stars, those taken back included, with times in `zone`."""
    return [
        StarKept(
            session=row.session,
            starred=row.starred,
            at=row.at.astimezone(zone),
            reminder_minutes=row.reminder_minutes if row.own_lead else msgspec.UNSET,
        )
        for row in await Star.filter(visitor_id=visitor_id).order_by("session")
    ]


async def phones_by_speaker() -> Mapping[str, int]:
    """Return how many devices are linked to each speaker."""
    rows = (
        await Device.filter(person__speaker__isnull=False)
        .annotate(n=Count("id"))
        .group_by("person__speaker")
        .values("person__speaker", "n")
    )
    return {str(row["person__speaker"]): int(row["n"]) for row in rows}


async def due_snoozes(now: datetime) -> list[DueSnooze]:
    """Return the single reminders whose time has come."""
    rows = await Snooze.filter(due_at__lte=in_utc(now)).order_by("due_at")
    return [DueSnooze(row.id, row.visitor_id, row.session) for row in rows]
