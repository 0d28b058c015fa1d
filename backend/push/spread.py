"""Making the deliveries of a public message slice by slice: the first phones need not wait for the last.

The place stands in the message and moves in the transaction that makes a slice, so that nobody is left out or
told twice whenever the process ends, and several workers may take slices in turn.
"""

from datetime import datetime
from typing import Final

import msgspec
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.push.audience import Condition, condition
from backend.push.models import Message
from backend.push.schemas import Audience
from backend.push.tell import deliver_to

# Ids of subscriptions in a slice: the first is what one worker claims at once, the others take some
# hundredths of a second each, after which whoever waits for the database has a turn.
FIRST: Final = 500
SLICE: Final = 5_000


async def begin(connection: BaseDBAsyncClient, message: Message, who: Condition, *, now: datetime) -> None:
    """Make the first slice inside the caller's transaction, and note where the next begins."""
    found = await sql.rows(connection, "SELECT MIN(id) AS first FROM subscription")
    if found[0]["first"] is not None:
        first = int(found[0]["first"])
        await _slice(connection, message, who, after=first - 1, until=first - 1 + FIRST, now=now)


async def next_slice(message_id: str, *, now: datetime) -> bool:
    """Make the next slice of a message's deliveries; return whether there may be more."""
    message = await Message.get_or_none(id=message_id, spread_after__isnull=False)
    if message is None:
        return False
    who = await condition(msgspec.convert(message.audience, Audience), now=now)
    async with in_transaction() as connection:
        # Written first: of two workers each takes a slice of its own, and none after a recall.
        taken = await sql.rows(
            connection,
            f"""
            UPDATE message SET spread_after = spread_after + {SLICE}
            WHERE id = :message AND spread_after IS NOT NULL RETURNING spread_after
            """,
            message=message_id,
        )
        if not taken:
            return False
        until = int(taken[0]["spread_after"])
        return await _slice(connection, message, who, after=until - SLICE, until=until, now=now)


async def _slice(
    connection: BaseDBAsyncClient, message: Message, who: Condition, *, after: int, until: int, now: datetime
) -> bool:
    part = who.narrowed(f"s.id > {after} AND s.id <= {until}")
    await deliver_to(connection, message, part, now=now)
    found = await sql.rows(connection, "SELECT MAX(id) AS last FROM subscription")
    is_more = int(found[0]["last"] or 0) > until
    await Message.filter(id=message.id).using_db(connection).update(spread_after=until if is_more else None)
    return is_more
