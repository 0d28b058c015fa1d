"""The shapes of the sync answers, for OpenAPI and the phone's types; the bytes are joined elsewhere."""

from typing import Any

import msgspec

from backend.agenda.schemas import Day, Room, Session, Speaker, Tag, Track
from backend.awards.schemas import Awards, Innovation
from backend.event.schemas import Event, Page
from backend.expo.schemas import Booth, Exhibitor, Floor, Service
from backend.push.schemas import Announcement, Topic


class Head(msgspec.Struct, kw_only=True):
    """Where an answer stands: another `epoch` voids all that a phone holds."""

    epoch: str
    schema: int
    min_app: int
    revision: int
    vapid_public_key: str


class Snapshot(Head, kw_only=True):
    """The whole public event; `full` marks one that answers a wish for a delta."""

    full: bool = False
    event: list[Event]
    days: list[Day]
    tracks: list[Track]
    tags: list[Tag]
    rooms: list[Room]
    sessions: list[Session]
    speakers: list[Speaker]
    floors: list[Floor]
    booths: list[Booth]
    exhibitors: list[Exhibitor]
    services: list[Service]
    innovations: list[Innovation]
    awards: list[Awards]
    topics: list[Topic]
    announcements: list[Announcement]
    pages: list[Page]


class Delta(Head, kw_only=True):
    """What changed: whole records per collection, and the ids of those that are gone."""

    upserts: dict[str, list[dict[str, Any]]]
    deleted: dict[str, list[str]]
