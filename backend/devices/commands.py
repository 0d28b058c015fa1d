"""Introducing a phone, keeping what its visitor wants, exporting and erasing it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

import msgspec
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.core.ids import hash_token, new_id, new_token
from backend.devices import feeds, queries, rules
from backend.devices.models import Device, DeviceLink, Visitor, VisitorTopic
from backend.devices.rules import KnownDevice, PersonalData
from backend.devices.schemas import DeviceExport, Introduced, Preferences


async def introduce(*, now: datetime) -> Introduced:
    """Make a visitor with one device and return its id and token."""
    introduced = Introduced(new_id(), new_token())
    async with in_transaction():
        visitor = await Visitor.create(id=new_id(), created_at=now)
        await Device.create(
            id=introduced.device_id,
            visitor_id=visitor.id,
            token_hash=hash_token(introduced.token),
            created_at=now,
            seen_at=now,
        )
    return introduced


async def note_seen(device: KnownDevice, *, now: datetime) -> None:
    """Note that a device called, unless that was noted a moment ago."""
    if device.seen_at is None or now - device.seen_at >= rules.SEEN_EVERY:
        await Device.filter(id=device.id).update(seen_at=now)


async def link_person(device: KnownDevice, person_id: str) -> None:
    """Make a device that of a person: what speakers and staff are told reaches it."""
    await Device.filter(id=device.id).update(person_id=person_id)


async def unlink_person(device: KnownDevice) -> None:
    """Make a device nobody's."""
    await Device.filter(id=device.id).update(person_id=None)


async def keep_preferences(
    device: KnownDevice, wanted: Preferences, *, topics: set[str], now: datetime
) -> None:
    """Keep what the visitor wants; raises `Invalid` for an unknown topic or time zone.

    `topics` are those that exist. A time in the future counts as `now`.
    """
    columns = _columns(wanted)
    if wanted.topics is not msgspec.UNSET:
        rules.require_topics([*wanted.topics, *(wanted.topics_at or {})], topics)
    async with in_transaction() as connection:
        if columns:
            await Device.filter(id=device.id).update(**columns)
        if wanted.reminder_minutes is not msgspec.UNSET:
            await _keep_lead(connection, device, wanted.reminder_minutes, at=_past(wanted.reminder_at, now))
        if wanted.topics is not msgspec.UNSET:
            times = dict.fromkeys(topics, now) if wanted.topics_at is msgspec.UNSET else wanted.topics_at
            await _keep_topics(
                connection,
                device,
                set(wanted.topics),
                {topic: _past(at, now) for topic, at in times.items()},
            )


def _columns(wanted: Preferences) -> dict[str, Any]:
    """Return what a phone wants for itself, as its columns."""
    columns: dict[str, Any] = {}
    if wanted.locale is not msgspec.UNSET:
        columns["locale"] = wanted.locale
    if wanted.quiet_hours is not msgspec.UNSET:
        columns["quiet_from"] = wanted.quiet_hours.start if wanted.quiet_hours else None
        columns["quiet_to"] = wanted.quiet_hours.end if wanted.quiet_hours else None
    if wanted.time_zone is not msgspec.UNSET:
        rules.require_zone(wanted.time_zone)
        columns["time_zone"] = wanted.time_zone
    return columns


def _past(at: datetime | msgspec.UnsetType, now: datetime) -> datetime:
    return now if at is msgspec.UNSET else min(at, now)


async def _keep_lead(
    connection: BaseDBAsyncClient, device: KnownDevice, minutes: int | None, *, at: datetime
) -> None:
    # Of two phones the later moment wins, whichever arrives first.
    await sql.run(
        connection,
        """
        UPDATE visitor SET reminder_minutes = :minutes, reminder_at = :at
        WHERE id = :visitor AND (reminder_at IS NULL OR reminder_at <= :at)
        """,
        minutes=minutes,
        at=at,
        visitor=device.visitor_id,
    )


async def _keep_topics(
    connection: BaseDBAsyncClient, device: KnownDevice, chosen: set[str], times: Mapping[str, datetime]
) -> None:
    """Follow those of `chosen` of which nothing is known, and leave or follow those of `times` as of then."""
    await Visitor.filter(id=device.visitor_id).using_db(connection).update(topics_chosen=True)
    await VisitorTopic.bulk_create(
        [VisitorTopic(visitor_id=device.visitor_id, topic=topic) for topic in sorted(chosen - times.keys())],
        ignore_conflicts=True,
        using_db=connection,
    )
    for topic, at in sorted(times.items()):
        # Of two phones the later moment wins, whichever arrives first.
        await sql.run(
            connection,
            """
            INSERT INTO visitor_topic (visitor_id, topic, followed, at)
            VALUES (:visitor, :topic, :followed, :at)
            ON CONFLICT (visitor_id, topic) DO UPDATE SET followed = excluded.followed, at = excluded.at
            WHERE visitor_topic.at IS NULL OR excluded.at >= visitor_topic.at
            """,
            visitor=device.visitor_id,
            topic=topic,
            followed=topic in chosen,
            at=at,
        )


async def export(device: KnownDevice, parts: Sequence[PersonalData], zone: tzinfo) -> DeviceExport:
    """Return all that is kept about a phone, with times in `zone`."""
    visitor = await queries.visitor(device.visitor_id)
    row = await queries.phone(device.id)
    return DeviceExport(
        device_id=device.id,
        visitor_id=visitor.id,
        introduced_at=row.created_at,
        locale=row.locale,
        topics=await queries.chosen_topics(visitor),
        reminder_minutes=visitor.reminder_minutes,
        quiet_hours=queries.quiet_hours(row),
        time_zone=row.time_zone,
        seen_at=row.seen_at,
        person=row.person_id,
        stars=await queries.stars(device.visitor_id, zone),
        calendar_feed=await feeds.made_at(device),
        parts={part.name: await part.export(device) for part in parts},
    )


async def erase(device: KnownDevice, parts: Sequence[PersonalData]) -> None:
    """Delete all that is kept about a phone, and its visitor when it was their last."""
    async with in_transaction() as connection:
        await drop_links(connection, device.id)
        await Device.filter(id=device.id).delete()
        for part in parts:
            await part.erase(device)
        if not await Device.filter(visitor_id=device.visitor_id).exists():
            await Visitor.filter(id=device.visitor_id).delete()


async def drop_links(connection: BaseDBAsyncClient, device_id: str) -> None:
    """End what a device offers to others, inside the caller's transaction.

    A phone that was let in and never came ends with it: nobody else could ever erase it.
    """
    await sql.run(
        connection,
        """
        DELETE FROM device WHERE seen_at IS NULL AND token_hash IN
            (SELECT claim_hash FROM device_link WHERE device_id = :device AND confirmed_at IS NOT NULL)
        """,
        device=device_id,
    )
    await DeviceLink.filter(device_id=device_id).using_db(connection).delete()
