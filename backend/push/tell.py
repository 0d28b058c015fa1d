"""Telling a message to people: entries in inboxes and deliveries to phones, by one statement each.

Personal messages are told to all in the transaction that makes them true; of public ones see `spread`.
"""

from collections.abc import Callable, Collection
from datetime import datetime

import msgspec
from tortoise.backends.base.client import BaseDBAsyncClient

from backend.accounts.rules import SYSTEM
from backend.core import sql
from backend.core.sql import in_utc
from backend.core.text import Text
from backend.outbox.rules import State
from backend.push.audience import PHONES, SUBSCRIPTIONS, Condition
from backend.push.models import Delivery, Message, Told
from backend.push.rules import Kind, Urgency, urgency_of

# Kinds that say when something begins: they are void once that moved.
_TIMED: tuple[Kind, ...] = ("reminder", "slot", "ceremony")
_COLUMNS = "(state, due_at, expires_at, attempts, message_id, subscription_id, origin, locale)"


def made(
    message_id: str,
    kind: Kind,
    texts: tuple[Text, Text],
    *,
    subject: str,
    path: str,
    expires_at: datetime,
    now: datetime,
    urgency: Urgency = "normal",
    created_by: str = SYSTEM.id,
) -> Message:
    """Return a message that the program itself makes, not yet kept; `texts` are title and body."""
    title, body = texts
    return Message(
        id=message_id,
        kind=kind,
        subject=subject,
        title=msgspec.to_builtins(title),
        body=msgspec.to_builtins(body),
        path=path,
        urgency=urgency_of(kind, urgency),
        send_at=in_utc(now),
        sent_at=in_utc(now),
        expires_at=in_utc(expires_at),
        created_by=created_by,
        created_at=in_utc(now),
    )


async def tell(
    connection: BaseDBAsyncClient, sequence: int, message: Message, who: Condition, *, key: str, now: datetime
) -> None:
    """Tell a message to each visitor that `who` chooses and who was not told under `key` before.

    `key` has at most 160 characters. The message is kept if it is not yet; `sequence` is the caller's place
    in the private stream, for which it holds the lock.
    """
    await Message.bulk_create([message], ignore_conflicts=True, using_db=connection)
    await sql.run(
        connection,
        f"""
        INSERT INTO told (visitor_id, message_id, key, sequence)
        SELECT DISTINCT v.id, {_text(connection, "message_id")}, {_text(connection, "key")}, {int(sequence)}
        FROM {PHONES} WHERE {who.sql}
        ON CONFLICT (visitor_id, key) DO NOTHING
        """,
        message_id=message.id,
        key=key,
        **who.values,
    )
    await sql.run(
        connection,
        f"""
        INSERT INTO delivery {_COLUMNS}
        SELECT 'due', :now, :expires_at, 0, told.message_id, s.id, s.origin, d.locale
        FROM {SUBSCRIPTIONS} JOIN told ON told.visitor_id = v.id
        WHERE told.sequence = {int(sequence)} AND told.message_id = :message_id
        """,
        now=now,
        expires_at=message.expires_at,
        message_id=message.id,
    )


async def deliver_to(
    connection: BaseDBAsyncClient, message: Message, who: Condition, *, now: datetime
) -> None:
    """Make a message's deliveries to the phones that `who` chooses, and no entry in anybody's inbox."""
    await sql.run(
        connection,
        f"""
        INSERT INTO delivery {_COLUMNS}
        SELECT 'due', :now, :expires_at, 0, {_text(connection, "message_id")}, s.id, s.origin, d.locale
        FROM {SUBSCRIPTIONS} WHERE {who.sql}
        """,
        now=now,
        expires_at=message.expires_at,
        message_id=message.id,
        **who.values,
    )


async def deliver_again(
    connection: BaseDBAsyncClient, message: Message, *, of: str, now: datetime
) -> Collection[int]:
    """Make a message's deliveries to the phones that took the message `of`, or may be taking it just now.

    The latter are due when the lease of `of` is over, or `hasten_recalls` is told that it is done with: until
    then it may be sent, and would come after what takes it back. Returns the deliveries of `of` to these.
    """
    leased = Delivery.filter(message_id=of, state=State.LEASED.value).using_db(connection)
    held = [row.id for row in await leased.only("id")]
    await sql.run(
        connection,
        f"""
        INSERT INTO delivery {_COLUMNS}
        SELECT 'due', CASE WHEN d.state = 'leased' THEN d.lease_until ELSE :now END, :expires_at, 0,
            {_text(connection, "message_id")}, d.subscription_id, d.origin, d.locale
        FROM delivery d WHERE d.message_id = :former AND d.state IN ('accepted', 'leased')
        """,
        now=now,
        expires_at=message.expires_at,
        message_id=message.id,
        former=of,
    )
    return held


async def hasten_recalls(deliveries: Collection[int], messages: Collection[str], *, now: datetime) -> None:
    """Have recalls follow at once where a worker is done with what they take back and the phone took it.

    `deliveries` of `messages` are those that a worker held. To be called by who ends after the other: by the
    worker once it has recorded them, and by the recall once it is committed.
    """
    subjects = {f"announcements/{message_id}": message_id for message_id in messages}
    for recall in await Message.filter(kind="recall", subject__in=sorted(subjects)):
        held = Delivery.filter(id__in=list(deliveries), message_id=subjects[recall.subject])
        took = await held.filter(state=State.ACCEPTED.value).values_list("subscription_id", flat=True)
        waiting = Delivery.filter(message_id=recall.id, subscription_id__in=list(took), due_at__gt=now)
        await waiting.filter(state=State.DUE.value).update(due_at=now)


async def hold_back(
    connection: BaseDBAsyncClient, message_ids: list[str], *, sequence: int, now: datetime
) -> None:
    """Recall messages: what waits is not sent, and inboxes show them as recalled."""
    recalled = {"recalled_at": now, "spread_after": None}
    await Message.filter(id__in=message_ids).using_db(connection).update(**recalled)
    await Told.filter(message_id__in=message_ids).using_db(connection).update(sequence=sequence)
    await (
        Delivery.filter(message_id__in=message_ids, state=State.DUE.value)
        .using_db(connection)
        .update(state=State.RECALLED.value, finished_at=now)
    )


async def recall_beginnings(
    connection: BaseDBAsyncClient, subject: str, *, sequence: int, now: datetime
) -> list[str]:
    """Recall what was said of when a subject begins; return the ids of those that every phone reads.

    Who was told is as good as never told: a session that is restored to its time says so anew.
    """
    timed = await _beginnings(connection, subject, now)
    await hold_back(connection, [row.id for row in timed], sequence=sequence, now=now)
    names, values = sql.any_of("message", [row.id for row in timed])
    if names:
        await sql.run(
            connection,
            f"UPDATE told SET key = key || '-recalled-{int(sequence)}' WHERE message_id IN ({names})",
            **values,
        )
    return [row.id for row in timed if row.revision is not None]


async def reword_beginnings(
    connection: BaseDBAsyncClient,
    subject: str,
    say: Callable[[Kind, datetime], tuple[Text, Text]],
    *,
    sequence: int,
    now: datetime,
) -> list[str]:
    """Have what was said of when a subject begins say it in the words of `say`, what waits included.

    `say` returns title and body of a kind as they hold at a moment. Returns as `recall_beginnings` does.
    """
    public = []
    for row in await _beginnings(connection, subject, now):
        title, body = map(msgspec.to_builtins, say(msgspec.convert(row.kind, Kind), row.sent_at or now))
        if (title, body) == (row.title, row.body):
            continue
        await Message.filter(id=row.id).using_db(connection).update(title=title, body=body)
        await Told.filter(message_id=row.id).using_db(connection).update(sequence=sequence)
        if row.revision is not None:
            public.append(row.id)
    return public


async def _beginnings(connection: BaseDBAsyncClient, subject: str, now: datetime) -> list[Message]:
    about = Message.filter(subject=subject, recalled_at__isnull=True, expires_at__gt=now)
    return await about.filter(kind__in=list(_TIMED)).using_db(connection)


async def outdate_changes(connection: BaseDBAsyncClient, subject: str, *, now: datetime) -> None:
    """Send no more of a subject's former changes: the newest says all."""
    changes = Message.filter(subject=subject, kind__in=["change", "speaker"], expires_at__gt=now)
    ids = [str(found) for found in await changes.using_db(connection).values_list("id", flat=True)]
    unsent = Delivery.filter(message_id__in=ids).using_db(connection)
    # What is in a worker's hands may go out now, but is not tried again after the newest.
    await unsent.filter(state__in=[State.DUE.value, State.LEASED.value]).update(expires_at=now)
    await unsent.filter(state=State.DUE.value).update(state=State.RECALLED.value, finished_at=now)


def _text(connection: BaseDBAsyncClient, name: str) -> str:
    # PostgreSQL cannot tell the type of a parameter that stands alone in a list of columns.
    return f"CAST(:{name} AS VARCHAR)" if connection.capabilities.dialect == "postgres" else f":{name}"
