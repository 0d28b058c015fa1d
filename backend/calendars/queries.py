"""Reading what calendars tell, in one view of the database."""

from tortoise.transactions import in_transaction

from backend.agenda.collections import ROOMS, SESSIONS, SPEAKERS, TRACKS
from backend.calendars.rules import Programme
from backend.core import journal
from backend.event import queries as event
from backend.event.collections import EVENT
from backend.expo.collections import FLOORS
from backend.publishing.queries import publications


async def read_programme(known: Programme | None) -> Programme | None:
    """Return the programme as the database stands, `known` itself where nothing changed since.

    Nothing where no event is published.
    """
    state = await journal.state()
    if known is not None and (known.epoch, known.revision) == (state.epoch, state.revision):
        return known
    async with in_transaction() as connection:
        if connection.capabilities.dialect == "postgres":
            await connection.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        state = await journal.state()
        zone = await event.zone()
        events = await EVENT.load(zone)
        if not events:
            return None
        sessions = await SESSIONS.load(zone)
        return Programme(
            epoch=state.epoch,
            revision=state.revision,
            event=events[0],
            sessions={each.id: each for each in sorted(sessions, key=lambda each: (each.start, each.id))},
            rooms={each.id: each for each in await ROOMS.load(zone)},
            floors={each.id: each for each in await FLOORS.load(zone)},
            tracks={each.id: each for each in await TRACKS.load(zone)},
            speakers={each.id: each for each in await SPEAKERS.load(zone)},
            published=await publications(),
        )
