"""What room crew say at the door: how many places a session has left."""

from datetime import UTC, datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from backend.accounts.audit import audit
from backend.accounts.rules import Actor
from backend.agenda import queries as agenda
from backend.core import journal
from backend.participation import rules
from backend.participation.models import Places
from backend.participation.queries import slot_of
from backend.participation.rules import PlacesState, Slot


async def say(actor: Actor, session: str, state: PlacesState | None, *, now: datetime) -> datetime:
    """Say how many places a session has left, or with none take that back; return when it was said.

    What holds already stays as it was said first. Raises `NotFound` for an unknown session,
    `SessionCancelled` for a cancelled one.
    """
    # Publishing waits for the same lock: room and start are those the session has when this is committed.
    async with journal.next_sequence() as (connection, sequence):
        await agenda.require_session(session)
        slot = slot_of((await agenda.sessions([session], UTC))[session])
        rules.require_held(slot)
        known = await Places.get_or_none(session=session)
        if known is None and state is None:
            return now
        if known is not None and known.state == state and _is_of(known, slot):
            return known.at
        await _keep(connection, session, state, slot, now)
        detail = {"state": None if state is None else state.value}
        await journal.note(sequence, "places", session, detail, at=now)
        await audit(actor, "say places", f"sessions/{session}", now=now, detail=detail)
    return now


def _is_of(known: Places, slot: Slot) -> bool:
    return (known.room, known.start) == (slot.room, slot.start)


async def _keep(
    connection: BaseDBAsyncClient, session: str, state: PlacesState | None, slot: Slot, now: datetime
) -> None:
    if state is None:
        await Places.filter(session=session).using_db(connection).delete()
        return
    columns = {"state": state.value, "room": slot.room, "start": slot.start, "at": now}
    await Places.update_or_create(columns, connection, session=session)
