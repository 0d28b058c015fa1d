"""The phones' batch of actions: each handed to its domain's command, once however often it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.core.errors import CompanionError
from backend.core.shape import refusal
from backend.devices import answered, stars
from backend.devices.rules import KnownDevice, Lead
from backend.participation import questions, ratings
from backend.sync.schemas import (
    Action,
    ActionAnswer,
    AskAction,
    RateAction,
    RemindAction,
    StarAction,
    UnstarAction,
    VoteAction,
    WithdrawAction,
)


async def apply(device: KnownDevice, batch: Sequence[dict[str, Any]], *, now: datetime) -> list[ActionAnswer]:
    """Apply a batch in its order and return each action's answer.

    One transaction: what is answered is kept, what is not answered was not done. An action that cannot be
    read or does not hold is refused for good and keeps no other back. A time in the future counts as `now`.
    """
    async with in_transaction() as connection:
        await answered.lock(connection, device)
        known = await answered.answers(device, [name for each in batch if (name := _name(each))])
        answers: list[ActionAnswer] = []
        for raw in batch:
            name = _name(raw)
            if not name:
                answers.append(ActionAnswer("", "refused", "id: a text of 8 to 36 characters"))
                continue
            if name not in known:
                known[name] = await _apply(connection, device, raw, now)
                await answered.keep(device, name, refused=known[name], now=now)
            answers.append(ActionAnswer(name, "refused" if known[name] else "done", known[name]))
    return answers


def _name(raw: dict[str, Any]) -> str:
    """Return an action's id, empty where it has none that could be kept."""
    name = raw.get("id")
    return name if isinstance(name, str) and 8 <= len(name) <= 36 else ""


async def _apply(
    connection: BaseDBAsyncClient, device: KnownDevice, raw: dict[str, Any], now: datetime
) -> str | None:
    """Apply one action; return why it was refused, nothing when it was done."""
    try:
        action: Action = msgspec.convert(raw, Action)
    except msgspec.ValidationError as error:
        return "; ".join(f"{path or 'action'}: {said}" for path, said in refusal(error).errors.items())[:255]
    try:
        await _hand(connection, device, action, at=sql.in_utc(min(action.at, now)))
    except CompanionError as refused:
        return refused.detail[:255]
    return None


async def _hand(connection: BaseDBAsyncClient, device: KnownDevice, action: Action, *, at: datetime) -> None:
    """Hand an action to its domain's command."""
    match action:
        case StarAction():
            minutes = action.reminder_minutes
            lead = Lead() if minutes is msgspec.UNSET else Lead(True, minutes)
            await stars.star(connection, device, action.session, lead=lead, at=at)
        case UnstarAction():
            await stars.unstar(connection, device, action.session, at=at)
        case RemindAction():
            await stars.remind(device, action.session, minutes=action.minutes, at=at)
        case AskAction():
            await questions.ask(
                connection, device, action.id, session=action.session, text=action.text, at=at
            )
        case WithdrawAction():
            await questions.withdraw(device, action.question)
        case VoteAction():
            await questions.vote(connection, device, action.question, up=action.up, at=at)
        case RateAction():
            await ratings.rate(
                connection, device, action.session, score=action.score, comment=action.comment, at=at
            )
