"""Announcements: composed by an organizer, then sent to an audience at their time, recalled if need be."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.accounts.audit import audit
from backend.accounts.rules import SYSTEM, Actor
from backend.core import journal
from backend.core.errors import Conflict, Invalid, NotFound
from backend.core.ids import keyed_id, new_id
from backend.core.sql import in_utc
from backend.core.text import LONGEST_ID, Text
from backend.push import spread, wording
from backend.push.audience import Condition, condition, require_audience
from backend.push.models import Message
from backend.push.schemas import Announcement as Announced
from backend.push.schemas import AnnouncementBody, Audience
from backend.push.tell import deliver_again, hasten_recalls, hold_back, made, tell

LASTS = timedelta(days=1)
# Further off a time is a slip of the pen; it also keeps every sum of times inside the calendar.
LONGEST_AHEAD = timedelta(days=366)
# A recall is worth its way as long as the notification may still be on the screen.
_RECALL_LASTS = timedelta(hours=6)

# The page addresses of the contract, all of which the app knows; a tap must open one of ours, offline too.
_ID = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,95}"
_PATH = re.compile(
    rf"/(?:(?:agenda|awards|announcements)(?:/{_ID})?|(?:speakers|booths)/{_ID}|map|info|me"
    rf"|(?:organizer|speaker|exhibitor)(?:/{_ID})*)?"
)


class SentAlready(Conflict):
    """The announcement has been sent, or was recalled before: it can no longer be edited."""


async def compose(actor: Actor, body: AnnouncementBody, *, now: datetime) -> str:
    """Keep an announcement to be sent at its time and return its id.

    Raises `Invalid` for an empty text, an audience of nobody or of what is unknown, a path that is no page of
    the app, or times that leave nothing to send.
    """
    columns = await _columns(body, now)
    async with in_transaction():
        row = await Message.create(
            id=new_id(), kind="announcement", created_by=actor.id, created_at=now, **columns
        )
        await audit(actor, "compose announcement", row.id, now=now)
    return row.id


async def edit(actor: Actor, announcement_id: str, body: AnnouncementBody, *, now: datetime) -> None:
    """Replace an announcement that is not sent yet; raises as `compose` does, `NotFound`, `SentAlready`."""
    columns = await _columns(body, now)
    async with in_transaction():
        # The condition on sent_at settles whether the edit or the sending comes first.
        waiting = Message.filter(id=announcement_id, sent_at__isnull=True, recalled_at__isnull=True)
        if await waiting.update(**columns) == 0:
            await _announcement(announcement_id)
            raise SentAlready("The announcement has been sent or called off; compose another.")
        await audit(actor, "edit announcement", announcement_id, now=now)


async def _columns(body: AnnouncementBody, now: datetime) -> dict[str, Any]:
    _require_sound(body, now)
    await require_audience(body.audience)
    send_at = in_utc(max(body.send_at or now, now))
    return {
        "title": msgspec.to_builtins(body.title),
        "body": msgspec.to_builtins(body.body),
        "path": body.path,
        "audience": msgspec.to_builtins(body.audience),
        "urgency": body.urgency,
        "send_at": send_at,
        "expires_at": in_utc(body.expires_at or send_at + LASTS),
    }


async def _announcement(announcement_id: str) -> Message:
    is_possible = len(announcement_id) <= LONGEST_ID
    kinds = ("announcement", "ceremony")
    row = await Message.get_or_none(id=announcement_id, kind__in=kinds) if is_possible else None
    if row is None:
        raise NotFound("There is no such announcement.")
    return row


def _require_sound(body: AnnouncementBody, now: datetime) -> None:
    errors: dict[str, str] = _out_of_time(body, now)
    for name, text, longest in (("title", body.title, 80), ("body", body.body, 500)):
        for locale, said in (("id", text.id), ("en", text.en)):
            if not said.strip():
                errors[f"{name}.{locale}"] = "needed in both languages"
            elif len(said) > longest:
                errors[f"{name}.{locale}"] = f"at most {longest} characters"
    if _PATH.fullmatch(body.path) is None:
        errors["path"] = "not a page of this app"
    if errors:
        raise Invalid("The announcement cannot be sent like this.", errors)


def _out_of_time(body: AnnouncementBody, now: datetime) -> dict[str, str]:
    send_at = max(body.send_at or now, now)
    if send_at > now + LONGEST_AHEAD:
        return {"send_at": "more than a year ahead"}
    if body.expires_at is None:
        return {}
    if body.expires_at <= send_at:
        return {"expires_at": "over before it is sent"}
    return {"expires_at": "more than a year later"} if body.expires_at > send_at + LONGEST_AHEAD else {}


async def fan_out(announcement_id: str, *, now: datetime) -> bool:
    """Send an announcement whose time has come to its audience, once; return whether this call did.

    One to everyone or to topics becomes public, with the deliveries to its first phones; the others follow
    slice by slice (`spread`). Any other goes to the inboxes of its audience, all in one transaction.
    """
    row = await Message.get_or_none(id=announcement_id)
    if row is None or row.sent_at is not None or row.recalled_at is not None:
        return False
    send = _publish if _audience(row).is_public else _tell
    try:
        await send(announcement_id, now)
    except _NotWaiting:
        return False
    except _Edited:
        return await fan_out(announcement_id, now=now)
    return True


async def _publish(announcement_id: str, now: datetime) -> None:
    async with journal.next_revision() as (connection, revision):
        row, who = await _take(connection, announcement_id, now, revision=revision)
        await journal.record(revision, "announcements", written=[row.id])
        await spread.begin(connection, row, who, now=now)


async def _tell(announcement_id: str, now: datetime) -> None:
    async with journal.next_sequence() as (connection, sequence):
        row, who = await _take(connection, announcement_id, now, revision=None)
        await tell(connection, sequence, row, who, key=f"announcements/{row.id}", now=now)


async def _take(
    connection: BaseDBAsyncClient, announcement_id: str, now: datetime, *, revision: int | None
) -> tuple[Message, Condition]:
    """Return an announcement that this caller sends, as it was last edited, and whom it is for."""
    # The condition settles which of two callers sends, and whether an edit or a recall came first.
    waiting = Message.filter(
        id=announcement_id, sent_at__isnull=True, recalled_at__isnull=True, send_at__lte=in_utc(now)
    )
    if await waiting.using_db(connection).update(sent_at=now, revision=revision) != 1:
        raise _NotWaiting
    row = await Message.get(id=announcement_id, using_db=connection)
    audience = _audience(row)
    if audience.is_public != (revision is not None):
        raise _Edited
    return row, await condition(audience, now=now)


def _audience(row: Message) -> Audience:
    return msgspec.convert(row.audience, Audience)


class _NotWaiting(Exception):
    """Another worker was first, or it was called off or put off."""


class _Edited(Exception):
    """Its audience was public when it was read and is not when it is sent, or the other way about."""


async def recall(actor: Actor, announcement_id: str, *, now: datetime) -> None:
    """Take an announcement back: what waits is not sent, what was shown is replaced, inboxes mark it.

    One that is not sent yet is called off for good. Raises `NotFound`; a second recall changes nothing.
    """
    row = await _announcement(announcement_id)
    if row.recalled_at is not None or await _call_off(actor, row, now):
        return
    # It was sent, if only just now.
    row = await _announcement(announcement_id)
    if row.revision is None:
        async with journal.next_sequence() as (connection, sequence):
            held = await _take_back(connection, actor, row, sequence, now)
    else:
        async with journal.next_revision() as (connection, revision):
            sequence = await journal.take_sequence(connection)
            held = await _take_back(connection, actor, row, sequence, now)
            await Message.filter(id=row.id).using_db(connection).update(revision=revision)
            await journal.record(revision, "announcements", written=[row.id])
    # A worker that was done with them before this was committed saw no recall to hasten.
    await hasten_recalls(held, [row.id], now=now)


async def _call_off(actor: Actor, row: Message, now: datetime) -> bool:
    """Recall an announcement that is not sent; return whether it was not."""
    async with in_transaction():
        waiting = Message.filter(id=row.id, sent_at__isnull=True, recalled_at__isnull=True)
        called_off = await waiting.update(recalled_at=now) == 1
        if called_off:
            await audit(actor, "call off announcement", row.id, now=now)
    return called_off


async def _take_back(
    connection: BaseDBAsyncClient, actor: Actor, row: Message, sequence: int, now: datetime
) -> Collection[int]:
    """Recall a message that was sent; return its deliveries that workers have in their hands."""
    await hold_back(connection, [row.id], sequence=sequence, now=now)
    notice = _recall_notice(row, now)
    # A second recall at the same moment finds the notice made, and its deliveries too.
    if await Message.filter(id=notice.id).using_db(connection).exists():
        return []
    await Message.bulk_create([notice], using_db=connection)
    held = await deliver_again(connection, notice, of=row.id, now=now)
    await audit(actor, "recall announcement", row.id, now=now)
    return held


def _recall_notice(row: Message, now: datetime) -> Message:
    return made(
        keyed_id(f"recall:{row.id}"),
        "recall",
        wording.recalled(msgspec.convert(row.title, Text)),
        subject=f"announcements/{row.id}",
        path=f"/announcements/{row.id}",
        expires_at=max(row.expires_at, now + _RECALL_LASTS),
        now=now,
    )


async def keep_history(records: Sequence[Announced], *, now: datetime) -> None:
    """Keep announcements of an event file: those whose time is past as sent, without deliveries; the others
    are sent at their time."""
    past = [record for record in records if record.sent_at <= now]
    coming = [record for record in records if record.sent_at > now]
    async with journal.next_revision() as (_, revision):
        await Message.filter(id__in=[record.id for record in records]).delete()
        await Message.bulk_create(
            [
                *(_row(record, revision=revision, sent_at=record.sent_at) for record in past),
                *(_row(record, revision=None, sent_at=None) for record in coming),
            ]
        )
        await journal.record(revision, "announcements", written=[record.id for record in past])


def _row(record: Announced, *, revision: int | None, sent_at: datetime | None) -> Message:
    return Message(
        id=record.id,
        kind="announcement",
        revision=revision,
        title=msgspec.to_builtins(record.title),
        body=msgspec.to_builtins(record.body),
        path=record.path,
        audience=msgspec.to_builtins(record.audience),
        urgency=record.urgency,
        send_at=in_utc(record.sent_at),
        expires_at=in_utc(record.expires_at or record.sent_at + LASTS),
        sent_at=in_utc(sent_at),
        recalled_at=in_utc(record.recalled_at),
        basis=record.basis,
        created_by=SYSTEM.id,
        created_at=in_utc(record.sent_at),
    )
