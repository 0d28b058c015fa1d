"""Reading the event's own facts."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from backend.event.models import Event

# Where the forum takes place, as long as no event says otherwise.
DEFAULT_ZONE = "Asia/Jakarta"


async def zone() -> tzinfo:
    """Return the venue's zone: phones are told every time on its clock."""
    names = await Event.all().order_by("id").limit(1).values_list("time_zone", flat=True)
    return ZoneInfo(str(names[0]) if names else DEFAULT_ZONE)


async def opening() -> datetime | None:
    """Return when the event starts, none while there is no event."""
    event = await Event.all().order_by("id").first()
    return event.start if event else None
