"""Questions to a session's speakers, votes for them, and what speakers and organizers make of them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.accounts.audit import audit
from backend.accounts.rules import Actor
from backend.agenda import queries as agenda
from backend.core import sql
from backend.core.errors import NotFound
from backend.devices.queries import phone
from backend.devices.rules import KnownDevice
from backend.event import queries as event
from backend.participation import rules
from backend.participation.models import Question
from backend.participation.rules import Asking, QuestionState

_LONGEST_ID = 36
_DONE = {
    QuestionState.OPEN: "show question",
    QuestionState.ANSWERED: "answer question",
    QuestionState.HIDDEN: "hide question",
}


async def ask(
    connection: BaseDBAsyncClient,
    device: KnownDevice,
    question: str,
    *,
    session: str,
    text: str,
    at: datetime,
) -> None:
    """Ask a session's speakers something under the id of the action; asked again, it stays as it is.

    Raises `NotFound` for an unknown session, `Invalid` for a text that cannot be asked, and a `Conflict`
    where the session takes no question at `at` or none more of this visitor.
    """
    known = await Question.get_or_none(id=question)
    if known is None:
        asked = rules.require_question(text)
        rules.require_open(await _asking(session), at)
        mine = Question.filter(visitor_id=device.visitor_id)
        rules.require_room(await mine.filter(session=session).count(), await mine.count())
        locale = (await phone(device.id)).locale
        # Another phone may ask under this id now; a refused row would undo the whole batch.
        await sql.run(
            connection,
            """
            INSERT INTO question (id, session, visitor_id, text, locale, asked_at)
            VALUES (:question, :session, :visitor, :text, :locale, :at) ON CONFLICT (id) DO NOTHING
            """,
            question=question,
            session=session,
            visitor=device.visitor_id,
            text=asked,
            locale=locale,
            at=at,
        )
        known = await Question.get(id=question)
    if known.visitor_id != device.visitor_id:
        raise rules.ActionTaken("This question could not be kept. Ask it once more.")


async def _asking(session: str) -> Asking:
    await agenda.require_session(session)
    zone = await event.zone()
    found = (await agenda.sessions([session], zone))[session]
    return Asking(await event.opening(), found.end, found.status == "cancelled")


async def withdraw(device: KnownDevice, question: str) -> None:
    """Take a question back with its votes; raises `NotFound` for one that is not the visitor's."""
    if not await Question.filter(id=question, visitor_id=device.visitor_id).delete():
        raise _unknown()


async def vote(
    connection: BaseDBAsyncClient, device: KnownDevice, question: str, *, up: bool, at: datetime
) -> None:
    """Be for a question, or no longer, as of `at`, unless something later is known.

    Raises `NotFound` for one that is not shown, `OwnQuestion` for the visitor's own.
    """
    found = await Question.get_or_none(id=question, hidden_at__isnull=True)
    if found is None:
        raise _unknown()
    if found.visitor_id == device.visitor_id:
        raise rules.OwnQuestion("Your own question needs no vote of yours.")
    # Of two phones the later moment wins, whichever arrives first; of the same moment the vote does.
    await sql.run(
        connection,
        """
        INSERT INTO vote (question_id, visitor_id, up, at) VALUES (:question, :visitor, :up, :at)
        ON CONFLICT (question_id, visitor_id) DO UPDATE SET up = excluded.up, at = excluded.at
        WHERE excluded.at > vote.at OR (excluded.at = vote.at AND excluded.up)
        """,
        question=question,
        visitor=device.visitor_id,
        up=up,
        at=at,
    )


async def handle(
    actor: Actor,
    question: str,
    state: QuestionState,
    *,
    now: datetime,
    sessions: Collection[str] | None = None,
) -> None:
    """Mark a question answered, hide it or show it again.

    `sessions` are those the actor may speak for, none for all; raises `NotFound` for any other's question.
    """
    found = await Question.get_or_none(id=question) if len(question) <= _LONGEST_ID else None
    if found is None or (sessions is not None and found.session not in sessions):
        raise _unknown()
    columns: dict[QuestionState, dict[str, Any]] = {
        QuestionState.OPEN: {"answered_at": None, "hidden_at": None},
        QuestionState.ANSWERED: {"answered_at": found.answered_at or now, "hidden_at": None},
        QuestionState.HIDDEN: {"hidden_at": found.hidden_at or now},
    }
    async with in_transaction():
        await Question.filter(id=question).update(**columns[state])
        await audit(actor, _DONE[state], f"questions/{question}", now=now)


def _unknown() -> NotFound:
    return NotFound("There is no such question.")
