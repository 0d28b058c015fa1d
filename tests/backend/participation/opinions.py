"""What visitors say, as their phones send it."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import httpx

from tests.apps import App
from tests.factories.statements import counted
from tests.fakes import NOW

Action = dict[str, Any]

# When the sessions of the small programme end.
END: Final = NOW + timedelta(hours=1)


def action(kind: str, *, at: datetime = NOW, **fields: Any) -> Action:
    return {"id": str(uuid4()), "at": at.isoformat(), "kind": kind} | fields


def asking(text: str = "How was it done?", *, session: str = "opening", minutes: float = 0) -> Action:
    return action("ask", at=NOW + timedelta(minutes=minutes), session=session, text=text)


def voting(question: str, *, up: bool = True, minutes: float = 0) -> Action:
    return action("vote", at=NOW + timedelta(minutes=minutes), question=question, up=up)


def rating(score: int = 4, comment: str = "", *, session: str = "opening", minutes: float = 0) -> Action:
    """Return the action that rates a session so many minutes after its end."""
    at = END + timedelta(minutes=minutes)
    return action("rate", at=at, session=session, score=score, comment=comment)


async def send(phone: httpx.AsyncClient, *actions: Action) -> list[str | None]:
    """Send actions as one batch; return why each was refused, nothing where it was done."""
    answer = await phone.post("/api/v1/device/actions", json=list(actions))
    assert answer.status_code == 200, answer.text
    return [each["detail"] for each in answer.json()]


async def ask(phone: httpx.AsyncClient, text: str = "How was it done?", **more: Any) -> str:
    """Ask, and return the question's id."""
    asked = asking(text, **more)
    assert await send(phone, asked) == [None]
    return str(asked["id"])


async def shown(app: App, session: str = "opening") -> list[tuple[str, int]]:
    """Return the texts that everybody sees, and their votes, in order."""
    answer = await app.client.get(f"/api/v1/sessions/{session}/questions")
    assert answer.status_code == 200, answer.text
    return [(each["text"], each["votes"]) for each in answer.json()["questions"]]


async def statements(client: httpx.AsyncClient, address: str) -> int:
    """Return how many statements a call costs."""
    with counted() as found:
        assert (await client.get(address)).status_code == 200
    return len(found)
