"""The event itself and its information pages, as phones read them."""

from typing import Annotated

import msgspec

from backend.core.text import Locale, Moment, Record, Slug, Sourced, Text


class Venue(msgspec.Struct, forbid_unknown_fields=True):
    """Where the event takes place; coordinates in WGS 84 degrees."""

    name: Text
    area: Text
    latitude: float
    longitude: float


class Event(Sourced, kw_only=True):
    """The one event of this deployment. `time_zone` is an IANA name."""

    name: Text
    short_name: Text
    theme: Text
    summary: Text
    organiser: Text
    venue: Venue
    start: Moment
    end: Moment
    time_zone: str
    default_language: Locale
    languages: list[Locale]
    notice: Text


class Page(Record, kw_only=True):
    """An information page; `body` holds paragraphs separated by blank lines."""

    title: Text
    body: Text
    icon: Annotated[str, msgspec.Meta(max_length=32)] = "info"
    order: int = 0
    room: Slug | None = None
