"""Rules that several domains share."""

from datetime import datetime

from backend.core.errors import Invalid


def require_span(start: datetime, end: datetime) -> None:
    """Raise `Invalid` unless both times carry an offset and the end is not before the start."""
    if start.tzinfo is None or end.tzinfo is None:
        raise Invalid("A time needs its offset.", {"start": "ISO 8601 with offset"})
    if end < start:
        raise Invalid("It ends before it starts.", {"end": "before the start"})
