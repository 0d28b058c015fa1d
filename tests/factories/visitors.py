"""Visitors with phones that take pushes, who star, snooze and are linked to people, without a request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from backend.accounts import sign_in
from backend.accounts.models import Person
from backend.accounts.rules import SYSTEM, Role
from backend.agenda.queries import sessions
from backend.core.ids import hash_token, new_id
from backend.core.sql import connection
from backend.devices import commands, stars
from backend.devices.models import Device, Visitor
from backend.devices.rules import KnownDevice, Lead
from backend.publishing.catalogue import UTC_ZONE
from backend.publishing.publish import publish
from backend.publishing.schemas import Published
from backend.push.models import Subscription, Told
from tests.factories.phones import PushPhone, subscription_of
from tests.factories.records import put
from tests.fakes import NOW


@dataclass(frozen=True)
class Phone:
    """A visitor's phone: what the server knows it by, and the browser's side of its subscription."""

    device: KnownDevice
    push: PushPhone

    @property
    def visitor_id(self) -> str:
        return self.device.visitor_id


async def phone(number: int = 1, **columns: Any) -> Phone:
    """Put one visitor with a subscribed phone into the database; `columns` are those of either."""
    visitor = {name: columns.pop(name) for name in ("reminder_minutes", "topics_chosen") if name in columns}
    row = await Visitor.create(id=new_id(), created_at=NOW, **visitor)
    return await further_phone(row.id, number, **columns)


async def further_phone(visitor: str, number: int, **columns: Any) -> Phone:
    """Put a subscribed phone of a visitor who is there into the database."""
    device = await Device.create(
        id=new_id(),
        visitor_id=visitor,
        token_hash=hash_token(f"{visitor} {number}"),
        created_at=NOW,
        seen_at=NOW,
        **columns,
    )
    made = PushPhone(number)
    await Subscription.bulk_create([subscription_of(device.id, made, NOW)])
    return Phone(KnownDevice(device.id, visitor, NOW), made)


async def star(who: Phone, session: str = "opening", *, lead: Lead | None = None, at: datetime = NOW) -> None:
    await stars.star(connection(), who.device, session, lead=lead or Lead(), at=at)


async def unstar(who: Phone, session: str = "opening", *, at: datetime = NOW) -> None:
    await stars.unstar(connection(), who.device, session, at=at)


async def is_speaker(who: Phone, speaker: str = "moderator") -> None:
    """Link a phone to the person who is a speaker."""
    await sign_in.speaker_link(SYSTEM, speaker, now=NOW)
    await commands.link_person(who.device, (await Person.get(speaker=speaker)).id)


async def is_person(who: Phone, role: Role) -> None:
    """Link a phone to a person with a role."""
    person = await sign_in.add_person(f"{role.value}@example.org", role, password=None, now=NOW)
    await commands.link_person(who.device, person)


async def change(
    session: str = "opening", *, push: bool = True, now: datetime = NOW, **fields: Any
) -> Published:
    """Publish a session with other fields, and tell of it."""
    record = (await sessions([session], UTC_ZONE))[session]
    changed = msgspec.to_builtins(record) | fields
    return await publish(
        SYSTEM, [put("sessions", changed)], note="test", now=now, push={session} if push else ()
    )


async def inbox(who: Phone) -> list[tuple[str, str]]:
    """What a visitor was told alone: kind and Indonesian title, in order."""
    rows = await Told.filter(visitor_id=who.visitor_id).order_by("id").prefetch_related("message")
    return [(row.message.kind, row.message.title["id"]) for row in rows]
