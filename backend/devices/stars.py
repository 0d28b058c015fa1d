"""Stars and single reminders of sessions, as phones make them, perhaps long before they arrive."""

from datetime import datetime, timedelta

from tortoise.backends.base.client import BaseDBAsyncClient

from backend.agenda import queries as agenda
from backend.core import sql
from backend.core.errors import NotFound
from backend.devices.models import Snooze, Star
from backend.devices.rules import KnownDevice, Lead

# Far more than anybody stars, and little enough to keep one phone from filling the table.
_MOST_STARS = 3000


class TooManyStars(NotFound):
    """The visitor holds as many stars as are kept."""


async def star(
    connection: BaseDBAsyncClient, device: KnownDevice, session: str, *, lead: Lead, at: datetime
) -> None:
    """Star a session for a visitor as of `at`, unless something later is known.

    Raises `NotFound` for an unknown session.
    """
    await agenda.require_session(session)
    if await Star.filter(visitor_id=device.visitor_id).count() >= _MOST_STARS:
        raise TooManyStars("No more sessions can be starred.")
    await _put(connection, device, session, starred=True, lead=lead, at=at)


async def unstar(connection: BaseDBAsyncClient, device: KnownDevice, session: str, *, at: datetime) -> None:
    """Take a star back as of `at`, unless something later is known; that there was none is no error."""
    await agenda.require_session(session)
    await _put(connection, device, session, starred=False, lead=Lead(), at=at)


async def _put(
    connection: BaseDBAsyncClient,
    device: KnownDevice,
    session: str,
    *,
    starred: bool,
    lead: Lead,
    at: datetime,
) -> None:
    # Of two phones that say different things the later moment wins, whichever arrives first; of the same
    # moment the star does.
    await sql.run(
        connection,
        """
        INSERT INTO star (visitor_id, session, starred, own_lead, reminder_minutes, at)
        VALUES (:visitor, :session, :starred, :own_lead, :minutes, :at)
        ON CONFLICT (visitor_id, session) DO UPDATE SET starred = excluded.starred,
            own_lead = excluded.own_lead, reminder_minutes = excluded.reminder_minutes, at = excluded.at
        WHERE excluded.at > star.at OR (excluded.at = star.at AND excluded.starred)
        """,
        visitor=device.visitor_id,
        session=session,
        starred=starred,
        own_lead=lead.is_own,
        minutes=lead.minutes,
        at=at,
    )


async def remind(device: KnownDevice, session: str, *, minutes: int, at: datetime) -> None:
    """Remind a visitor of a session once more, `minutes` after `at`; raises `NotFound`."""
    await agenda.require_session(session)
    await Snooze.filter(visitor_id=device.visitor_id, session=session).delete()
    await Snooze.create(visitor_id=device.visitor_id, session=session, due_at=at + timedelta(minutes=minutes))


async def take_snooze(connection: BaseDBAsyncClient, snooze_id: int) -> bool:
    """Take a single reminder away; return whether it was still there."""
    return await Snooze.filter(id=snooze_id).using_db(connection).delete() == 1
