"""What a visitor said and wants, as any of their phones is told it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.apps import App
from tests.backend.devices.links import joined
from tests.backend.participation.opinions import ask, rating, send, statements, voting
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, session, topic

MINE = "/api/v1/device/mine"


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    sessions = [put("sessions", session(id=f"talk-{n}")) for n in range(6)]
    await published(*programme(), *sessions, put("topics", topic(id="programme")))
    # The sessions are over, and can be rated.
    app.clock.move(timedelta(hours=2))


async def test_what_one_phone_said_is_told_the_other_and_nobody_else(app: App) -> None:
    old, stranger = await app.phone(), await app.phone()
    _, new = await joined(app, old)
    theirs, own = await ask(stranger, "Why?"), await ask(old)
    rated = rating(5, "Yes.")
    assert await send(old, voting(theirs), rated) == [None, None]

    answer = await new.get(MINE)

    at = "2018-11-07T09:00:00+07:00"
    rated_at = datetime.fromisoformat(rated["at"]).astimezone(ZoneInfo("Asia/Jakarta")).isoformat()
    question = {"id": own, "session": "opening", "text": "How was it done?", "locale": "id", "asked_at": at}
    assert (answer.headers["cache-control"], answer.json()) == (
        "no-store",
        {
            "preferences": {"topics": None, "reminder_minutes": 15},
            "opinions": {
                "questions": [question | {"state": "open"}],
                "votes": [{"question": theirs, "up": True, "at": at}],
                "ratings": [{"session": "opening", "score": 5, "comment": "Yes.", "at": rated_at}],
            },
        },
    )
    told = (await stranger.get(MINE)).json()["opinions"]
    assert ([each["id"] for each in told["questions"]], told["votes"], told["ratings"]) == ([theirs], [], [])


async def test_it_is_told_to_no_one_without_a_token(app: App) -> None:
    assert problem(await app.client.get(MINE)) == (401, [])


async def test_many_words_cost_no_more_statements_than_one_of_each(app: App) -> None:
    phone, other = await app.phone(), await app.phone()
    asked = [await ask(other, session=f"talk-{n}") for n in range(6)]
    await phone.put("/api/v1/device/preferences", json={"topics": ["press"]})
    await ask(phone)
    assert await send(phone, voting(asked[0]), rating(4)) == [None, None]
    one = await statements(phone, MINE)

    await phone.put("/api/v1/device/preferences", json={"topics": ["ceremony", "press", "programme"]})
    for n in range(1, 6):
        await ask(phone, session=f"talk-{n}")
        assert await send(phone, voting(asked[n]), rating(n, session=f"talk-{n}")) == [None, None]

    assert await statements(phone, MINE) == one
