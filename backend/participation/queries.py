"""Reading what visitors said, and what the crew says of places."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from tortoise.functions import Count

from backend.agenda import queries as agenda
from backend.agenda.schemas import Session
from backend.core import sql
from backend.event import queries as event
from backend.participation.models import Places, Question, Rating, Vote
from backend.participation.rules import PlacesHeld, PlacesState, Slot, holds, mean, state_of
from backend.participation.schemas import (
    Comment,
    HandledQuestion,
    Opinions,
    PublicQuestion,
    QuestionKept,
    RatingKept,
    Ratings,
    VoteKept,
)

MOST_PUBLIC = 200
# What a person can look through in a day.
_MOST_HANDLED = 1000
_MOST_COMMENTS = 500

_QUESTIONS = """
    SELECT q.id, q.session, q.text, q.locale, q.asked_at, q.answered_at, q.hidden_at, COUNT(v.id) AS votes
    FROM question q LEFT JOIN vote v ON v.question_id = q.id AND v.up
    WHERE {condition}
    GROUP BY q.id ORDER BY votes DESC, q.asked_at, q.id LIMIT {most}
"""


async def _questions(condition: str, most: int, **values: Any) -> list[dict[str, Any]]:
    """Return questions with their votes; `condition` is ours and holds no value."""
    statement = _QUESTIONS.format(condition=condition, most=most)
    return await sql.rows(sql.connection(), statement, **values)


async def public_questions(session: str, zone: tzinfo) -> list[PublicQuestion]:
    """Return a session's questions but the hidden ones, at most 200, with times in `zone`."""
    rows = await _questions("q.session = :session AND q.hidden_at IS NULL", MOST_PUBLIC, session=session)
    return [
        PublicQuestion(
            id=row["id"],
            text=row["text"],
            locale=row["locale"],
            asked_at=sql.moment(row["asked_at"]).astimezone(zone),
            votes=row["votes"],
            answered=row["answered_at"] is not None,
        )
        for row in rows
    ]


async def handled_questions(sessions: Sequence[str], zone: tzinfo) -> list[HandledQuestion]:
    """Return the questions of some sessions in all their states, with times in `zone`."""
    if not sessions:
        return []
    names, values = sql.any_of("session", sessions)
    return _handled(await _questions(f"q.session IN ({names})", _MOST_HANDLED, **values), zone)


async def handled_question(question: str, zone: tzinfo) -> HandledQuestion:
    """Return one question that is there, with its time in `zone`."""
    (found,) = _handled(await _questions("q.id = :question", 1, question=question), zone)
    return found


def _handled(rows: list[dict[str, Any]], zone: tzinfo) -> list[HandledQuestion]:
    return [
        HandledQuestion(
            id=row["id"],
            session=row["session"],
            text=row["text"],
            locale=row["locale"],
            asked_at=sql.moment(row["asked_at"]).astimezone(zone),
            votes=row["votes"],
            state=state_of(row["answered_at"], row["hidden_at"]).value,
        )
        for row in rows
    ]


async def ratings(session: str) -> Ratings:
    """Return a session's ratings; nothing tells whose they are."""
    rows = await Rating.filter(session=session).annotate(n=Count("id")).group_by("score").values("score", "n")
    by_score = dict.fromkeys(range(1, 6), 0) | {int(row["score"]): int(row["n"]) for row in rows}
    said = (
        await Rating.filter(session=session).exclude(comment="").order_by("-at", "id").limit(_MOST_COMMENTS)
    )
    return Ratings(
        n=sum(by_score.values()),
        mean=mean(by_score),
        by_score={str(score): count for score, count in by_score.items()},
        comments=[Comment(row.score, row.comment) for row in said],
    )


async def opinions(visitor: str, zone: tzinfo) -> Opinions:
    """Return all that a visitor said, votes taken back included, with times in `zone`."""
    return Opinions(
        questions=[
            QuestionKept(
                id=row.id,
                session=row.session,
                text=row.text,
                locale=row.locale,
                asked_at=row.asked_at.astimezone(zone),
                state=state_of(row.answered_at, row.hidden_at).value,
            )
            for row in await Question.filter(visitor_id=visitor).order_by("asked_at", "id")
        ],
        votes=[
            VoteKept(row.question_id, row.up, row.at.astimezone(zone))
            for row in await Vote.filter(visitor_id=visitor).order_by("at", "id")
        ],
        ratings=[
            RatingKept(row.session, row.score, row.comment, row.at.astimezone(zone))
            for row in await Rating.filter(visitor_id=visitor).order_by("session")
        ],
    )


def slot_of(session: Session) -> Slot:
    """Return what decides about a session's places."""
    return Slot(session.room, session.start, session.end, session.status == "cancelled")


async def places(now: datetime) -> list[PlacesHeld]:
    """Return what still holds of what the crew said, by session, with times in the venue's zone."""
    rows = await Places.all().order_by("session")
    if not rows:
        return []
    zone = await event.zone()
    slots = {
        session.id: slot_of(session)
        for session in (await agenda.sessions([row.session for row in rows], zone)).values()
    }
    return [
        PlacesHeld(row.session, PlacesState(row.state), row.at.astimezone(zone), slots[row.session].end)
        for row in rows
        if holds(slots.get(row.session), room=row.room, start=row.start, now=now)
    ]
