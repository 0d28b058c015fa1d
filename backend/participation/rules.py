"""When visitors may speak, how often, in which words; and how long what the crew said of places holds."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from backend.core.errors import Conflict, Invalid

SHORTEST: Final = 3
LONGEST: Final = 500
MOST_IN_A_SESSION: Final = 10
MOST_QUESTIONS: Final = 50
# Speakers answer in the evening what nobody had time for.
OPEN_AFTER: Final = timedelta(hours=24)

# These turn the direction of what follows them, on other people's screens too.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


class QuestionState(StrEnum):
    """How a question stands; a hidden one is seen by its session's speakers and the organizers alone."""

    OPEN = "open"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class PlacesState(StrEnum):
    """How many places a session's room has left."""

    FREE = "free"
    FILLING = "filling"
    FULL = "full"


@dataclass(frozen=True)
class Slot:
    """When a session is held, and in which room."""

    room: str | None
    start: datetime
    end: datetime
    is_cancelled: bool


@dataclass(frozen=True)
class PlacesHeld:
    """A state that holds: said at `at`, until the session's end."""

    session: str
    state: PlacesState
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Asking:
    """What decides whether a session takes questions; `opens_at` is none where no event is known."""

    opens_at: datetime | None
    session_end: datetime
    is_cancelled: bool


class SessionCancelled(Conflict):
    """The session is not held."""


class QuestionsClosed(Conflict):
    """The session takes no questions at that time."""


class TooManyQuestions(Conflict):
    """The visitor has asked as much as one may."""


class OwnQuestion(Conflict):
    """A vote would be for the visitor's own question."""


class RatingTooEarly(Conflict):
    """The session had not ended."""


class ActionTaken(Conflict):
    """Another visitor's question has the id."""


def require_question(text: str) -> str:
    """Return a question's text without blanks around it; raises `Invalid` where it cannot be asked."""
    trimmed = text.strip()
    if not SHORTEST <= len(trimmed) <= LONGEST:
        raise Invalid("A question has 3 to 500 characters.")
    _require_printed(trimmed)
    return trimmed


def require_comment(text: str) -> str:
    """Return a comment without blanks around it, perhaps empty; raises `Invalid` where it cannot be kept."""
    trimmed = text.strip()
    if len(trimmed) > LONGEST:
        raise Invalid("A comment has at most 500 characters.")
    _require_printed(trimmed)
    return trimmed


def _require_printed(text: str) -> None:
    if any(each in _TURNING or unicodedata.category(each) in _UNPRINTED for each in text):
        raise Invalid("Control characters are not taken.")


def require_open(asking: Asking, at: datetime) -> None:
    """Raise a `Conflict` unless a question may be asked at `at`.

    From the event's start until 24 hours after the session's end, and never of a cancelled session.
    """
    if asking.is_cancelled:
        raise SessionCancelled("This session is cancelled.")
    if asking.opens_at is None or at < asking.opens_at:
        raise QuestionsClosed("Questions open when the event starts.")
    if at > asking.session_end + OPEN_AFTER:
        raise QuestionsClosed("Questions closed 24 hours after the session.")


def require_room(in_session: int, in_all: int) -> None:
    """Raise `TooManyQuestions` when a visitor who asked so often may ask no more."""
    if in_session >= MOST_IN_A_SESSION:
        raise TooManyQuestions("You have asked 10 questions in this session, which is the most.")
    if in_all >= MOST_QUESTIONS:
        raise TooManyQuestions("You have asked 50 questions, which is the most.")


def require_rateable(end: datetime, *, is_cancelled: bool, at: datetime) -> None:
    """Raise a `Conflict` unless a session may be rated at `at`: once it has ended."""
    if is_cancelled:
        raise SessionCancelled("This session is cancelled.")
    if at < end:
        raise RatingTooEarly("A session can be rated once it has ended.")


def require_held(slot: Slot) -> None:
    """Raise `SessionCancelled` unless the session is held."""
    if slot.is_cancelled:
        raise SessionCancelled("This session is cancelled.")


def holds(slot: Slot | None, *, room: str | None, start: datetime, now: datetime) -> bool:
    """Tell whether what was said of the places in `room` before `start` holds for a session's slot at `now`.

    Another room has other places, and at another time other people come. `slot` is none for a session that
    is no longer in the programme.
    """
    return (
        slot is not None
        and not slot.is_cancelled
        and (slot.room, slot.start) == (room, start)
        and now < slot.end
    )


def state_of(answered_at: datetime | str | None, hidden_at: datetime | str | None) -> QuestionState:
    """Return how a question stands by when it was answered and hidden."""
    if hidden_at is not None:
        return QuestionState.HIDDEN
    return QuestionState.OPEN if answered_at is None else QuestionState.ANSWERED


def mean(by_score: dict[int, int]) -> float | None:
    """Return the mean score to one decimal, none without ratings; `by_score` counts the ratings."""
    total = sum(by_score.values())
    if total == 0:
        return None
    return round(sum(score * count for score, count in by_score.items()) / total, 1)
