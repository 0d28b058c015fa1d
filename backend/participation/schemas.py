"""Questions, votes, ratings and places, as phones, speakers, crew and organizers read them."""

from datetime import datetime
from typing import Literal

import msgspec

from backend.devices.schemas import SharedPreferences

State = Literal["open", "answered", "hidden"]
PlacesLeft = Literal["free", "filling", "full"]


class PublicQuestion(msgspec.Struct):
    """A question as everybody sees it; who asked is not told."""

    id: str
    text: str
    locale: str
    asked_at: datetime
    votes: int
    answered: bool


class PublicQuestions(msgspec.Struct):
    """A session's questions, those with the most votes first."""

    questions: list[PublicQuestion]


class HandledQuestion(msgspec.Struct):
    """A question as those see it who answer it."""

    id: str
    session: str
    text: str
    locale: str
    asked_at: datetime
    votes: int
    state: State


class HandledQuestions(msgspec.Struct):
    """Questions in all their states, those with the most votes first."""

    questions: list[HandledQuestion]


class QuestionChange(msgspec.Struct, forbid_unknown_fields=True):
    """How a question shall stand."""

    state: State


class Comment(msgspec.Struct):
    """What a visitor wrote with their rating."""

    score: int
    text: str


class Ratings(msgspec.Struct):
    """A session's ratings: how many, their mean, how many of each score, and comments, newest first."""

    n: int
    mean: float | None
    by_score: dict[str, int]
    comments: list[Comment]


class Feedback(msgspec.Struct):
    """What visitors said of a session."""

    questions: list[HandledQuestion]
    ratings: Ratings


class QuestionKept(msgspec.Struct):
    """A question of the visitor who asks for their data."""

    id: str
    session: str
    text: str
    locale: str
    asked_at: datetime
    state: State


class VoteKept(msgspec.Struct):
    """A vote of the visitor who asks for their data."""

    question: str
    up: bool
    at: datetime


class RatingKept(msgspec.Struct):
    """A rating of the visitor who asks for their data."""

    session: str
    score: int
    comment: str
    at: datetime


class Opinions(msgspec.Struct):
    """All that a visitor said of sessions."""

    questions: list[QuestionKept]
    votes: list[VoteKept]
    ratings: list[RatingKept]


class Mine(msgspec.Struct):
    """What is a visitor's on all their phones, stars and inbox apart."""

    preferences: SharedPreferences
    opinions: Opinions


class PlacesChange(msgspec.Struct, forbid_unknown_fields=True):
    """What the crew says of a session's places; none takes back what was said."""

    state: PlacesLeft | None


class PlacesSaid(msgspec.Struct):
    """What is said of a session's places, and since when."""

    session: str
    state: PlacesLeft | None
    at: datetime
