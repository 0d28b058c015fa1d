"""The event's collections of the sync document."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backend.core.errors import Invalid
from backend.core.records import Collection, Reference
from backend.core.rules import require_span
from backend.event import models
from backend.event.schemas import Event, Page


def check_event(event: Event) -> None:
    """Raise `Invalid` for a span that runs backwards or a zone that is none."""
    require_span(event.start, event.end)
    try:
        ZoneInfo(event.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid("There is no such time zone.", {"time_zone": "not an IANA time zone"}) from error


EVENT = Collection("event", Event, models.Event, check=check_event)
PAGES = Collection("pages", Page, models.Page, [Reference("room", "rooms")])
