"""Actions that a phone made offline: each applied once, however often and in whatever order they come."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from backend.core.sql import connection
from backend.devices import stars
from backend.devices.models import Snooze, Star
from backend.devices.rules import Lead
from tests.apps import App
from tests.factories.records import programme, published, put, session
from tests.factories.visitors import Phone
from tests.factories.visitors import phone as made_phone
from tests.fakes import NOW

_numbers = count(1)


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(*programme(), put("sessions", session(id="talk")))


def action(kind: str = "star", *, minutes: int = 0, **fields: Any) -> dict[str, Any]:
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    return {"id": str(uuid4()), "at": at, "kind": kind, "session": "opening"} | fields


async def act(who: Phone, *, starred: bool, minutes: int) -> None:
    at = NOW + timedelta(minutes=minutes)
    if starred:
        await stars.star(connection(), who.device, "opening", lead=Lead(), at=at)
    else:
        await stars.unstar(connection(), who.device, "opening", at=at)


async def test_a_batch_is_answered_in_its_order_and_applied_once(app: App) -> None:
    phone = await app.phone()
    batch = [action(), action(session="talk", reminder_minutes=5), action("unstar", minutes=-1)]

    answers = [await phone.post("/api/v1/device/actions", json=batch) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[0].json() == [{"id": each["id"], "status": "done", "detail": None} for each in batch]
    kept = (await phone.get("/api/v1/device/stars")).json()["stars"]
    at = "2018-11-07T09:00:00+07:00"
    assert kept == [
        {"session": "opening", "starred": True, "at": at},
        {"session": "talk", "starred": True, "at": at, "reminder_minutes": 5},
    ]


async def test_an_old_action_sent_again_does_not_undo_a_newer_one(app: App) -> None:
    phone = await app.phone()
    starred, taken_back = action(), action("unstar")
    await phone.post("/api/v1/device/actions", json=[starred])
    app.clock.move(timedelta(minutes=5))
    await phone.post("/api/v1/device/actions", json=[taken_back | {"at": app.clock().isoformat()}])

    await phone.post("/api/v1/device/actions", json=[starred])

    assert [row.starred for row in await Star.all()] == [False]


async def test_one_action_that_does_not_hold_keeps_no_other_back(app: App) -> None:
    phone = await app.phone()
    batch: list[dict[str, Any]] = [
        action(session="nothing"),
        action("dance"),
        action(at="yesterday"),
        action(reminder_minutes=1000),
        {"kind": "star"},
        action(more="of it"),
        action(),
    ]

    answers = (await phone.post("/api/v1/device/actions", json=batch)).json()

    assert [answer["status"] for answer in answers] == ["refused"] * 6 + ["done"]
    assert answers[0]["detail"] == "There is no such session."
    assert [row.session for row in await Star.all()] == ["opening"]


async def test_a_time_in_the_future_counts_as_the_time_of_arrival(app: App) -> None:
    phone = await app.phone()

    await phone.post("/api/v1/device/actions", json=[action(minutes=600)])

    assert (await Star.get()).at == NOW


async def test_two_phones_of_one_visitor_merge_by_the_moment_of_the_act(app: App) -> None:
    who = await made_phone()

    await act(who, starred=True, minutes=10)
    await act(who, starred=False, minutes=5)

    assert [(row.starred, row.at) for row in await Star.all()] == [(True, NOW + timedelta(minutes=10))]


@given(st.permutations([(True, 1), (False, 2), (True, 3), (False, 3), (False, 4), (True, 4)]))
@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_in_whatever_order_actions_arrive_the_same_stars_stand(
    app: App, acts: list[tuple[bool, int]]
) -> None:
    who = await made_phone(next(_numbers))

    for starred, minutes in acts:
        await act(who, starred=starred, minutes=minutes)

    assert (await Star.get(visitor_id=who.visitor_id)).starred is True


async def test_only_the_last_wish_to_be_reminded_once_more_counts(app: App) -> None:
    phone = await app.phone()
    batch = [action("remind"), action("remind") | {"minutes": 30}]

    await phone.post("/api/v1/device/actions", json=batch)

    assert [row.due_at for row in await Snooze.all()] == [NOW + timedelta(minutes=30)]


@pytest.mark.parametrize("body", [{}, [1], [{}] * 201])
async def test_what_is_no_batch_is_refused_whole(app: App, body: Any) -> None:
    phone = await app.phone()

    answer = await phone.post("/api/v1/device/actions", json=body)

    assert answer.status_code == 422


async def test_a_stranger_has_no_stars(app: App) -> None:
    assert (await app.client.post("/api/v1/device/actions", json=[action()])).status_code == 401
    assert (await app.client.get("/api/v1/device/stars")).status_code == 401


async def test_stars_leave_with_their_owner(app: App) -> None:
    phone = await app.phone()
    await phone.post("/api/v1/device/actions", json=[action(), action("remind")])
    exported = (await phone.get("/api/v1/device")).json()

    await phone.delete("/api/v1/device")

    assert [each["session"] for each in exported["stars"]] == ["opening"]
    assert (await Star.all().count(), await Snooze.all().count()) == (0, 0)
