"""Ratings, as phones make them and as organizers read them."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from backend.core.sql import connection
from backend.participation import ratings
from backend.participation.models import Rating
from tests.apps import App
from tests.backend.participation.opinions import END, ask, rating, send
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, session
from tests.factories.visitors import change
from tests.factories.visitors import phone as made_phone
from tests.fakes import NOW

_numbers = count(1)


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    """Two sessions that have just ended."""
    await published(*programme(), put("sessions", session(id="talk")))
    app.clock.move(END - NOW)


async def test_a_rating_is_kept_once_and_the_later_one_wins(app: App) -> None:
    phone, first = await app.phone(), rating(2)
    app.clock.move(timedelta(minutes=10))
    later = rating(5, "  Grew on me  ", minutes=5)

    assert await send(phone, later, first) == [None, None]
    assert await send(phone, first, later) == [None, None]

    kept = await Rating.get()
    assert (kept.score, kept.comment, kept.at) == (5, "Grew on me", END + timedelta(minutes=5))


async def test_a_session_is_rated_from_its_end_on(app: App) -> None:
    phone = await app.phone()
    app.clock.move(timedelta(days=30))

    answers = await send(phone, rating(minutes=-0.1), rating(session="talk"))

    assert answers == ["A session can be rated once it has ended.", None]


async def test_what_does_not_hold_is_refused(app: App) -> None:
    phone = await app.phone()
    await change("talk", status="cancelled", push=False)

    answers = await send(
        phone,
        rating(session="nothing"),
        rating(session="talk"),
        rating(comment="x" * 501),
        rating(comment="one\u202etwo"),
        rating(0),
        rating(6),
    )

    assert answers[:4] == [
        "There is no such session.",
        "This session is cancelled.",
        "A comment has at most 500 characters.",
        "Control characters are not taken.",
    ]
    assert [bool(answer) for answer in answers[4:]] == [True, True]
    assert await Rating.all().count() == 0


Given = tuple[int, str, int]


@given(st.permutations([(3, "a", 1), (5, "", 2), (1, "b", 3), (4, "a", 3), (4, "b", 3), (2, "z", 3)]))
@examples(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_in_whatever_order_ratings_arrive_the_same_stands(app: App, acts: list[Given]) -> None:
    who = await made_phone(next(_numbers))

    for score, comment, minutes in acts:
        at = END + timedelta(minutes=minutes)
        await ratings.rate(connection(), who.device, "opening", score=score, comment=comment, at=at)

    kept = await Rating.get(visitor_id=who.visitor_id)
    assert (kept.score, kept.comment) == (4, "b")


async def test_organizers_read_what_was_said_and_not_by_whom(app: App) -> None:
    organizer = await app.signed_in()
    for score, comment in ((5, "Splendid"), (4, ""), (4, "Good")):
        await send(await app.phone(), rating(score, comment))
    question = await ask(await app.phone())

    told = (await organizer.get("/api/v1/organizer/sessions/opening/feedback")).json()
    none = (await organizer.get("/api/v1/organizer/sessions/talk/feedback")).json()

    assert told["ratings"] == {
        "n": 3,
        "mean": 4.3,
        "by_score": {"1": 0, "2": 0, "3": 0, "4": 2, "5": 1},
        "comments": [{"score": 5, "text": "Splendid"}, {"score": 4, "text": "Good"}],
    }
    assert [(each["id"], each["session"], each["state"]) for each in told["questions"]] == [
        (question, "opening", "open")
    ]
    nothing: dict[str, object] = {
        "n": 0,
        "mean": None,
        "by_score": {str(n): 0 for n in range(1, 6)},
        "comments": [],
    }
    assert none == {"questions": [], "ratings": nothing}


async def test_feedback_is_for_organizers_and_of_known_sessions(app: App) -> None:
    address = "/api/v1/organizer/sessions/{}/feedback"
    organizer = await app.signed_in()

    assert problem(await app.client.get(address.format("opening"))) == (401, [])
    assert problem(await organizer.get(address.format("nothing"))) == (404, [])


async def test_ratings_are_exported_and_leave_with_the_visitor(app: App) -> None:
    phone = await app.phone()
    await send(phone, rating(3, "Fine"))

    exported = (await phone.get("/api/v1/device")).json()["parts"]["opinions"]["ratings"]
    await phone.delete("/api/v1/device")

    at = "2018-11-07T10:00:00+07:00"
    assert exported == [{"session": "opening", "score": 3, "comment": "Fine", "at": at}]
    assert await Rating.all().count() == 0
