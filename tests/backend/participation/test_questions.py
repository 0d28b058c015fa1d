"""Questions and votes, as they come from phones and as everybody sees them."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from backend.core.sql import connection
from backend.participation import questions
from backend.participation.models import Question, Vote
from tests.apps import App
from tests.backend.participation.opinions import action, ask, asking, send, shown, statements, voting
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, session
from tests.factories.visitors import change
from tests.factories.visitors import phone as made_phone
from tests.fakes import NOW

ADDRESS = "/api/v1/sessions/opening/questions"
_numbers = count(1)


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(*programme(), put("sessions", session(id="talk")))


async def test_a_question_is_asked_once_however_often_it_is_sent(app: App) -> None:
    phone, asked = await app.phone(), asking("  Berapa biayanya?  ")

    assert [await send(phone, asked, asked) for _ in range(2)] == [[None, None]] * 2

    (found,) = (await app.client.get(ADDRESS)).json()["questions"]
    assert found == {
        "id": asked["id"],
        "text": "Berapa biayanya?",
        "locale": "id",
        "asked_at": "2018-11-07T09:00:00+07:00",
        "votes": 0,
        "answered": False,
    }


async def test_a_question_has_the_language_of_its_phone(app: App) -> None:
    phone = await app.phone()
    await phone.put("/api/v1/device/preferences", json={"locale": "en"})

    await ask(phone)

    assert (await Question.get()).locale == "en"


async def test_one_visitor_cannot_take_the_place_of_another_ones_question(app: App) -> None:
    first, second, asked = await app.phone(), await app.phone(), asking("What is it?")
    await send(first, asked)

    answers = await send(second, asked | {"text": "Nothing at all"})

    assert answers == ["This question could not be kept. Ask it once more."]
    assert await shown(app) == [("What is it?", 0)]


async def test_what_does_not_hold_is_refused_with_a_sentence(app: App) -> None:
    phone = await app.phone()
    await change("talk", status="cancelled", push=False)
    before = (NOW - timedelta(hours=1, seconds=1)).isoformat()

    answers = await send(
        phone,
        asking(session="nothing"),
        asking(session="talk"),
        asking("a"),
        asking("two\nlines"),
        asking() | {"at": before},
        asking() | {"id": "not/an-address"},
        action("withdraw", question="none"),
        action("vote", question="none", up=True),
        action("vote", question="none"),
    )

    assert answers[:5] == [
        "There is no such session.",
        "This session is cancelled.",
        "A question has 3 to 500 characters.",
        "Control characters are not taken.",
        "Questions open when the event starts.",
    ]
    assert [bool(answer) for answer in answers[5:]] == [True] * 4
    assert await Question.all().count() == 0


async def test_a_question_asked_in_time_may_arrive_later(app: App) -> None:
    phone = await app.phone()
    app.clock.move(timedelta(hours=26))

    answers = await send(phone, asking("Asked in time"), asking("Asked late", minutes=26 * 60))

    assert answers == [None, "Questions closed 24 hours after the session."]


async def test_a_visitor_asks_ten_questions_in_a_session_and_fifty_in_all(app: App) -> None:
    phone = await app.phone()
    others = [f"talk-{n}" for n in range(5)]
    await published(*(put("sessions", session(id=name)) for name in others))
    batch = [asking(f"Question {n}") for n in range(11)]

    in_one = await send(phone, *batch)
    in_all = await send(phone, *(asking(session=others[n // 10]) for n in range(41)))

    assert in_one == [None] * 10 + ["You have asked 10 questions in this session, which is the most."]
    assert in_all == [None] * 40 + ["You have asked 50 questions, which is the most."]


async def test_only_who_asked_withdraws_a_question_and_its_votes_go_with_it(app: App) -> None:
    mine, other = await app.phone(), await app.phone()
    question = await ask(mine)
    await send(other, voting(question))

    assert await send(other, action("withdraw", question=question)) == ["There is no such question."]
    assert await shown(app) == [("How was it done?", 1)]

    assert await send(mine, action("withdraw", question=question)) == [None]
    assert (await shown(app), await Vote.all().count()) == ([], 0)


async def test_questions_stand_by_their_votes_and_then_by_their_time(app: App) -> None:
    mine, *others = [await app.phone() for _ in range(3)]
    app.clock.move(timedelta(minutes=10))
    late = await ask(mine, "Late", minutes=2)
    await ask(mine, "Early", minutes=1)
    loved = await ask(mine, "Loved", minutes=3)
    for voter in others:
        await send(voter, voting(loved), voting(loved, minutes=1))
    await send(others[0], voting(late), voting(late, up=False, minutes=1))

    assert await shown(app) == [("Loved", 2), ("Early", 0), ("Late", 0)]


async def test_nobody_votes_for_their_own_question_or_a_hidden_one(app: App) -> None:
    mine, other = await app.phone(), await app.phone()
    question = await ask(mine)

    assert await send(mine, voting(question)) == ["Your own question needs no vote of yours."]
    await Question.filter(id=question).update(hidden_at=NOW)
    assert await send(other, voting(question)) == ["There is no such question."]


Cast = tuple[bool, int]


@given(st.permutations([(True, 1), (False, 2), (True, 3), (False, 3), (False, 4), (True, 4)]))
@examples(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_in_whatever_order_votes_arrive_the_same_stands(app: App, votes: list[Cast]) -> None:
    voter, question = await made_phone(next(_numbers)), await ask(await app.phone())

    for up, minutes in votes:
        at = NOW + timedelta(minutes=minutes)
        await questions.vote(connection(), voter.device, question, up=up, at=at)

    kept = await Vote.get(question_id=question)
    assert (kept.up, kept.at) == (True, NOW + timedelta(minutes=4))


async def test_a_vote_in_the_future_counts_as_the_time_of_arrival(app: App) -> None:
    question, voter = await ask(await app.phone()), await app.phone()

    await send(voter, voting(question, minutes=600))

    assert (await Vote.get()).at == NOW


async def test_hidden_questions_are_left_out_and_answered_ones_marked(app: App) -> None:
    phone = await app.phone()
    hidden, answered = await ask(phone, "Hide me"), await ask(phone, "Answer me")
    await Question.filter(id=hidden).update(hidden_at=NOW)
    await Question.filter(id=answered).update(answered_at=NOW)

    found = (await app.client.get(ADDRESS)).json()["questions"]

    assert [(each["text"], each["answered"]) for each in found] == [("Answer me", True)]


async def test_an_entity_tag_holds_until_something_changes(app: App) -> None:
    phone, voter = await app.phone(), await app.phone()
    question = await ask(phone)

    async def status(etag: str) -> int:
        return (await app.client.get(ADDRESS, headers={"if-none-match": etag})).status_code

    first = await app.client.get(ADDRESS)
    etag = first.headers["etag"]
    same = await app.client.get(ADDRESS, headers={"if-none-match": f'"other", {etag}'})

    assert first.headers["cache-control"] == same.headers["cache-control"] == "no-cache"
    assert (etag[0], same.status_code, same.content, same.headers["etag"]) == ('"', 304, b"", etag)
    assert [await status(known) for known in (f"W/{etag}", "*", '"other"')] == [304, 304, 200]
    await send(voter, voting(question))
    assert await status(etag) == 200


async def test_a_list_costs_no_more_statements_than_one_question(app: App) -> None:
    await ask(await app.phone())
    one = await statements(app.client, ADDRESS)
    for _ in range(3):
        phone = await app.phone()
        await send(phone, *(asking(f"Question {n}") for n in range(10)))

    assert await statements(app.client, ADDRESS) == one
    assert len(await shown(app)) == 31


async def test_at_most_two_hundred_questions_are_shown(app: App) -> None:
    who = await made_phone()
    rows: list[dict[str, Any]] = [{"id": f"question-{n}", "text": f"Question {n}"} for n in range(201)]
    await Question.bulk_create(
        [
            Question(session="opening", visitor_id=who.visitor_id, locale="id", asked_at=NOW, **row)
            for row in rows
        ]
    )

    assert len(await shown(app)) == 200


@pytest.mark.parametrize("name", ["nothing", "x" * 500])
async def test_an_unknown_session_has_no_questions(app: App, name: str) -> None:
    assert problem(await app.client.get(f"/api/v1/sessions/{name}/questions")) == (404, [])


async def test_opinions_are_exported_and_leave_with_the_visitor(app: App) -> None:
    mine, other = await app.phone(), await app.phone()
    question, theirs = await ask(mine), await ask(other, "Theirs")
    await send(mine, voting(theirs))
    await send(other, voting(question))
    moment = "2018-11-07T09:00:00+07:00"

    exported = (await mine.get("/api/v1/device")).json()["parts"]["opinions"]
    await mine.delete("/api/v1/device")

    asked = {"id": question, "session": "opening", "text": "How was it done?", "locale": "id"}
    assert exported == {
        "questions": [asked | {"asked_at": moment, "state": "open"}],
        "votes": [{"question": theirs, "up": True, "at": moment}],
        "ratings": [],
    }
    assert (await shown(app), await Vote.all().count()) == ([("Theirs", 0)], 0)
