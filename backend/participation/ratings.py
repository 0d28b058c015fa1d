"""Ratings of sessions, as phones make them, perhaps long before they arrive."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from backend.agenda import queries as agenda
from backend.core import sql
from backend.devices.rules import KnownDevice
from backend.event import queries as event
from backend.participation import rules


async def rate(
    connection: BaseDBAsyncClient,
    device: KnownDevice,
    session: str,
    *,
    score: int,
    comment: str,
    at: datetime,
) -> None:
    """Rate a session as of `at`, unless something later is known; `score` is from 1 to 5.

    Raises `NotFound` for an unknown session, `Invalid` for a comment that cannot be kept, and a `Conflict`
    where the session had not ended at `at`.
    """
    said = rules.require_comment(comment)
    await agenda.require_session(session)
    found = (await agenda.sessions([session], await event.zone()))[session]
    rules.require_rateable(found.end, is_cancelled=found.status == "cancelled", at=at)
    # Of two phones the later moment wins, whichever arrives first; of the same moment the kinder words do.
    await sql.run(
        connection,
        """
        INSERT INTO rating (visitor_id, session, score, comment, at)
        VALUES (:visitor, :session, :score, :comment, :at)
        ON CONFLICT (visitor_id, session) DO UPDATE SET score = excluded.score,
            comment = excluded.comment, at = excluded.at
        WHERE excluded.at > rating.at OR (excluded.at = rating.at AND (excluded.score > rating.score
            OR (excluded.score = rating.score AND excluded.comment > rating.comment)))
        """,
        visitor=device.visitor_id,
        session=session,
        score=score,
        comment=said,
        at=at,
    )
