"""The shapes of the sync answers, for OpenAPI and the phone's types; the bytes are joined elsewhere."""

from typing import Annotated, Any, Literal

import msgspec

from backend.agenda.schemas import Day, Room, Session, Speaker, Tag, Track
from backend.awards.schemas import Awards, Innovation
from backend.core.text import END, Moment, Slug
from backend.event.schemas import Event, Page
from backend.expo.schemas import Booth, Exhibitor, Floor, Service, Walks
from backend.push.schemas import Announcement, Topic


class Head(msgspec.Struct, kw_only=True):
    """Where an answer stands: another `epoch` voids all that a phone holds."""

    epoch: str
    schema: int
    min_app: int
    revision: int
    vapid_public_key: str


class Snapshot(Head, kw_only=True):
    """The whole public event; `full` marks one that answers a wish for a delta.

    An `outline` lacks the long texts: they are empty, and the phone asks for the whole next.
    """

    full: bool = False
    outline: bool = False
    event: list[Event]
    days: list[Day]
    tracks: list[Track]
    tags: list[Tag]
    rooms: list[Room]
    sessions: list[Session]
    speakers: list[Speaker]
    floors: list[Floor]
    walks: list[Walks]
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


_QuestionId = Annotated[str, msgspec.Meta(max_length=36)]


class _Action(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What a visitor did at a time, under an id of the phone's own (a UUID)."""

    id: Annotated[str, msgspec.Meta(min_length=8, max_length=36)]
    at: Moment


class StarAction(_Action, tag="star", kw_only=True):
    """Star a session; `reminder_minutes` is its own lead, null for none, left out for the usual one."""

    session: Slug
    reminder_minutes: Annotated[int, msgspec.Meta(ge=0, le=240)] | None | msgspec.UnsetType = msgspec.UNSET


class UnstarAction(_Action, tag="unstar", kw_only=True):
    """Take a star back."""

    session: Slug


class RemindAction(_Action, tag="remind", kw_only=True):
    """Be reminded of a session once more, some minutes after the action."""

    session: Slug
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)] = 10


class AskAction(_Action, tag="ask", kw_only=True):
    """Ask a session's speakers something; the question's id is the action's, and part of addresses."""

    id: Annotated[str, msgspec.Meta(min_length=8, max_length=36, pattern=rf"^[A-Za-z0-9-]+{END}")]
    session: Slug
    text: Annotated[str, msgspec.Meta(max_length=5000)]


class WithdrawAction(_Action, tag="withdraw", kw_only=True):
    """Take an own question back."""

    question: _QuestionId


class VoteAction(_Action, tag="vote", kw_only=True):
    """Be for a question, or no longer."""

    question: _QuestionId
    up: bool


class RateAction(_Action, tag="rate", kw_only=True):
    """Rate a session from 1 to 5, with words or without."""

    session: Slug
    score: Annotated[int, msgspec.Meta(ge=1, le=5)]
    comment: Annotated[str, msgspec.Meta(max_length=5000)] = ""


Action = StarAction | UnstarAction | RemindAction | AskAction | WithdrawAction | VoteAction | RateAction


class ActionAnswer(msgspec.Struct):
    """How an action ended: done, or refused for good, and why."""

    id: str
    status: Literal["done", "refused"]
    detail: str | None
