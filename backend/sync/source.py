"""Where the sync document comes from: every public collection, read in one view of the database."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import tzinfo
from typing import Protocol

from tortoise.transactions import in_transaction

from backend.agenda.collections import DAYS, ROOMS, SESSIONS, SPEAKERS, TAGS, TRACKS
from backend.awards.collections import AWARDS, INNOVATIONS
from backend.core import journal
from backend.core.text import Record
from backend.event import queries
from backend.event.collections import EVENT, PAGES
from backend.expo.collections import BOOTHS, EXHIBITORS, FLOORS, SERVICES, WALKS
from backend.push.collections import ANNOUNCEMENTS, TOPICS
from backend.sync.document import Document, first


class Source(Protocol):
    """A collection as sync sees it."""

    @property
    def name(self) -> str:
        """The collection's name in the document."""

    async def load(self, zone: tzinfo, ids: Sequence[str] | None = None) -> Sequence[Record]:
        """Return all public records, or those of `ids`."""


SOURCES: tuple[Source, ...] = (
    EVENT,
    DAYS,
    TRACKS,
    TAGS,
    ROOMS,
    SESSIONS,
    SPEAKERS,
    FLOORS,
    WALKS,
    BOOTHS,
    EXHIBITORS,
    SERVICES,
    INNOVATIONS,
    AWARDS,
    TOPICS,
    ANNOUNCEMENTS,
    PAGES,
)
_BY_NAME = {source.name: source for source in SOURCES}


async def read_document(vapid_public_key: str, known: Document | None) -> Document:
    """Return the document as the database stands, built on `known` where only little changed.

    All is read in one transaction, so that one revision and epoch mean the same bytes in every process.
    """
    async with in_transaction() as connection:
        if connection.capabilities.dialect == "postgres":
            await connection.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        state = await journal.state()
        if known is not None and (state.epoch, state.revision) == (known.epoch, known.revision):
            return known
        zone = await queries.zone()
        is_older = known is None or state.epoch != known.epoch or state.revision < known.revision
        entries = await journal.entries_after(0 if known is None or is_older else known.revision)
        # A new zone writes every time of every record anew.
        if known is None or is_older or any(entry.collection == EVENT.name for entry in entries):
            loaded = {source.name: await source.load(zone) for source in SOURCES}
            whole = entries if is_older else await journal.entries_after(0)
            return first(state.epoch, state.revision, vapid_public_key, loaded, whole)
        touched: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            touched[entry.collection].append(entry.record_id)
        changed = {name: await _BY_NAME[name].load(zone, sorted(set(ids))) for name, ids in touched.items()}
        return known.advanced(state.revision, entries, changed)
