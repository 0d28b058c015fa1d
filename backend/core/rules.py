"""Rules that several domains share."""

from datetime import datetime
from typing import Final

from backend.core.errors import Invalid

# Beyond these a conversion to another zone may leave the calendar, and no event takes place there.
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2200


def require_span(start: datetime, end: datetime) -> None:
    """Raise `Invalid` unless both times are of our age and the end is not before the start."""
    for name, moment in (("start", start), ("end", end)):
        if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise Invalid("A time is out of reach.", {name: f"from {EARLIEST_YEAR} to {LATEST_YEAR}"})
    if end < start:
        raise Invalid("It ends before it starts.", {"end": "before the start"})
