"""Announcements: composed by an organizer, then sent to an audience at their time."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from tortoise.transactions import in_transaction

from backend.accounts.audit import audit
from backend.accounts.rules import SYSTEM, Actor
from backend.core import journal, sql
from backend.core.errors import Invalid
from backend.core.ids import new_id
from backend.core.sql import in_utc
from backend.push import queries
from backend.push.models import Announcement
from backend.push.schemas import Announcement as Announced
from backend.push.schemas import AnnouncementBody, Audience

LASTS = timedelta(days=1)
# Further off a time is a slip of the pen; it also keeps every sum of times inside the calendar.
LONGEST_AHEAD = timedelta(days=366)

# The page addresses of the contract; a tap must open one of ours, offline too.
_PATH = re.compile(
    r"/(?:(?:agenda|booths|awards|announcements)(?:/[A-Za-z0-9._-]{1,96})?"
    r"|speakers/[A-Za-z0-9._-]{1,96}|map|info|me)?"
)


async def compose(actor: Actor, body: AnnouncementBody, *, now: datetime) -> str:
    """Keep an announcement to be sent at its time and return its id.

    Raises `Invalid` for an empty text, an audience of nobody or of unknown topics, a path that is no page of
    the app, or times that leave nothing to send.
    """
    _require_sound(body, now)
    send_at = in_utc(max(body.send_at or now, now))
    expires_at = in_utc(body.expires_at or send_at + LASTS)
    await queries.require_audience(body.audience)
    async with in_transaction():
        row = await Announcement.create(
            id=new_id(),
            title=msgspec.to_builtins(body.title),
            body=msgspec.to_builtins(body.body),
            path=body.path,
            audience=msgspec.to_builtins(body.audience),
            urgency=body.urgency,
            send_at=send_at,
            expires_at=expires_at,
            created_by=actor.id,
            created_at=now,
        )
        await audit(actor, "compose announcement", row.id, now=now)
    return row.id


def _require_sound(body: AnnouncementBody, now: datetime) -> None:
    errors: dict[str, str] = _out_of_time(body, now)
    for name, text, longest in (("title", body.title, 80), ("body", body.body, 500)):
        for locale, said in (("id", text.id), ("en", text.en)):
            if not said.strip():
                errors[f"{name}.{locale}"] = "needed in both languages"
            elif len(said) > longest:
                errors[f"{name}.{locale}"] = f"at most {longest} characters"
    if (body.audience.everyone is None) == (body.audience.topics is None):
        errors["audience"] = "either everyone or topics"
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
    """Publish an announcement and make its deliveries, once; return whether this call did.

    All subscriptions of the audience get their delivery by one statement in the transaction that makes the
    announcement public, so that none is lost or doubled whenever the process ends.
    """
    row = await Announcement.get_or_none(id=announcement_id)
    if row is None or row.sent_at is not None:
        return False
    try:
        await _send(row, now)
    except _SentAlready:
        return False
    return True


async def _send(row: Announcement, now: datetime) -> None:
    condition, values = await queries.audience_condition(msgspec.convert(row.audience, Audience))
    async with journal.next_revision() as (connection, revision):
        # The condition on sent_at settles which of two callers sends.
        sent = await Announcement.filter(id=row.id, sent_at__isnull=True).update(
            sent_at=now, revision=revision
        )
        if sent != 1:
            raise _SentAlready
        await journal.record(revision, "announcements", written=[row.id])
        await sql.run(
            connection,
            f"""
            INSERT INTO delivery
            (state, due_at, expires_at, attempts, announcement_id, subscription_id, origin, locale)
            SELECT 'due', :now, :expires_at, 0, :announcement_id, s.id, s.origin, v.locale
            {queries.AUDIENCE_FROM} WHERE {condition}
            """,
            now=now,
            expires_at=row.expires_at,
            announcement_id=row.id,
            **values,
        )


class _SentAlready(Exception):
    """Another worker was first."""


async def keep_history(records: Sequence[Announced], *, now: datetime) -> None:
    """Keep announcements of an event file: those whose time is past as sent, without deliveries; the others
    are sent at their time."""
    past = [record for record in records if record.sent_at <= now]
    coming = [record for record in records if record.sent_at > now]
    async with journal.next_revision() as (_, revision):
        await Announcement.filter(id__in=[record.id for record in records]).delete()
        await Announcement.bulk_create(
            [
                *(_row(record, revision=revision, sent_at=record.sent_at) for record in past),
                *(_row(record, revision=None, sent_at=None) for record in coming),
            ]
        )
        await journal.record(revision, "announcements", written=[record.id for record in past])


def _row(record: Announced, *, revision: int | None, sent_at: datetime | None) -> Announcement:
    return Announcement(
        id=record.id,
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
