"""Which collections make up the programme: those that change by publishing and in no other way."""

from typing import Any
from zoneinfo import ZoneInfo

from backend.agenda.collections import DAYS, ROOMS, SESSIONS, SPEAKERS, TAGS, TRACKS
from backend.awards.collections import AWARDS, INNOVATIONS
from backend.core.records import Collection
from backend.event.collections import EVENT, PAGES
from backend.expo.collections import BOOTHS, EXHIBITORS, FLOORS, SERVICES, WALKS
from backend.push.collections import TOPICS

PROGRAMME: dict[str, Collection[Any]] = {
    collection.name: collection
    for collection in (
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
        PAGES,
    )
}

# Records are stored with times in UTC; a zone matters only where they are read for people.
UTC_ZONE = ZoneInfo("UTC")
