"""A visitor's own calendar: it follows their stars, rings when their phone would, ends when they say so."""

import json
import uuid
from datetime import timedelta
from typing import Any

import httpx
import pytest

from backend.calendars.prepared import Calendars
from backend.devices import feeds
from tests.apps import App
from tests.backend.calendars.reading import entries, read, rings, said
from tests.factories import visitors
from tests.factories.contents import row_counts
from tests.factories.problems import problem
from tests.factories.records import delete, programme, published, put, session
from tests.factories.statements import counted
from tests.factories.visitors import change
from tests.fakes import NOW


async def made(phone: httpx.AsyncClient) -> str:
    """Make a phone's feed and return its path."""
    answer = await phone.post("/api/v1/device/calendar")
    assert (answer.status_code, list(answer.json())) == (201, ["path"])
    path: str = answer.json()["path"]
    return path


async def act(phone: httpx.AsyncClient, kind: str, session: str = "opening", **more: Any) -> None:
    action = {"id": str(uuid.uuid4()), "at": NOW.isoformat(), "kind": kind, "session": session} | more
    (answer,) = (await phone.post("/api/v1/device/actions", json=[action])).json()
    assert answer["status"] == "done"


async def test_the_calendar_follows_the_stars(app: App) -> None:
    await published(*programme(), put("sessions", session(id="closing")))
    phone = await app.phone()
    path = await made(phone)
    seen = []

    for kind, name in (("star", "opening"), ("star", "closing"), ("unstar", "opening")):
        seen.append(list(entries(await app.client.get(path))))
        app.clock.move(timedelta(seconds=1))
        await act(phone, kind, name, at=app.clock().isoformat())
    seen.append(list(entries(await app.client.get(path))))

    assert seen == [[], ["opening"], ["closing", "opening"], ["closing"]]


async def test_it_rings_as_early_as_the_phone(app: App) -> None:
    names = ["usual", "own", "at-once", "never"]
    await published(*programme(), *(put("sessions", session(id=name)) for name in names))
    phone = await app.phone()
    await phone.put("/api/v1/device/preferences", json={"reminder_minutes": 30})
    await act(phone, "star", "usual")
    for name, lead in (("own", 5), ("at-once", 0), ("never", None)):
        await act(phone, "star", name, reminder_minutes=lead)
    path = await made(phone)

    found = entries(await app.client.get(path))
    await phone.put("/api/v1/device/preferences", json={"reminder_minutes": None})
    without = entries(await app.client.get(path))

    assert {name: rings(entry) for name, entry in found.items()} == {
        "usual": ["-PT30M"],
        "own": ["-PT5M"],
        "at-once": ["P0D"],
        "never": [],
    }
    assert (rings(without["usual"]), rings(without["own"])) == ([], ["-PT5M"])
    (alarm,) = found["usual"].walk("VALARM")
    assert said(alarm, "ACTION", "DESCRIPTION") == ["DISPLAY", "Opening (id)"]


async def test_a_cancelled_session_stays_while_starred_and_does_not_ring(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    await act(phone, "star")
    path = await made(phone)
    before = entries(await app.client.get(path))["opening"]

    await change(status="cancelled")
    after = entries(await app.client.get(path))["opening"]

    assert said(before, "UID", "SEQUENCE", "STATUS") == ["opening@forum.example.org", "1", "CONFIRMED"]
    assert said(after, "UID", "SEQUENCE", "STATUS") == ["opening@forum.example.org", "2", "CANCELLED"]
    assert (rings(before), rings(after)) == (["-PT15M"], [])


async def test_a_session_that_is_deleted_is_gone_though_it_was_starred(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    await act(phone, "star")
    path = await made(phone)

    await published(delete("sessions", "opening"))

    assert entries(await app.client.get(path)) == {}


async def test_it_speaks_the_language_of_its_visitor(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    path = await made(phone)
    names = [said(read(await app.client.get(path)), "NAME")]

    await phone.put("/api/v1/device/preferences", json={"locale": "en"})
    names.append(said(read(await app.client.get(path)), "NAME"))

    assert names == [["IPS (id): agenda saya"], ["IPS (en): my agenda"]]


async def test_no_cache_may_keep_it_unasked(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    path = await made(phone)
    first = await app.client.get(path)

    same = await app.client.get(path, headers={"if-none-match": first.headers["etag"]})
    await act(phone, "star")
    changed = await app.client.get(path, headers={"if-none-match": first.headers["etag"]})

    names = ("content-type", "cache-control", "content-disposition")
    assert [first.headers[name] for name in names] == [
        "text/calendar; charset=utf-8",
        "private, no-cache",
        'inline; filename="forum-id.ics"',
    ]
    assert [answer.status_code for answer in (first, same, changed)] == [200, 304, 200]


async def test_a_new_address_voids_the_former(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    former, path = await made(phone), await made(phone)

    assert problem(await app.client.get(former)) == (404, [])
    assert (await app.client.get(path)).status_code == 200
    assert (await row_counts())["CalendarFeed"] == 1


async def test_a_revoked_address_answers_like_one_that_never_was(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    path = await made(phone)
    never = await app.client.get("/api/v1/calendar/mine/never.ics")

    answers = [await phone.delete("/api/v1/device/calendar") for _ in range(2)]
    revoked = await app.client.get(path)

    assert [answer.status_code for answer in answers] == [204, 204]
    assert (problem(revoked), revoked.json()) == ((404, []), never.json())


async def test_the_address_is_kept_as_a_hash_alone(app: App) -> None:
    phone = await app.phone()
    token = (await made(phone)).rsplit("/", 1)[1].removesuffix(".ics")

    kept = (await phone.get("/api/v1/device")).json()

    assert (len(token), kept["calendar_feed"]) == (43, "2018-11-07T02:00:00Z")
    assert token not in json.dumps(kept)


async def test_phones_of_one_visitor_have_addresses_of_their_own(app: App) -> None:
    await published(*programme())
    first, second = await app.phone(), await app.phone()
    paths = [await made(first), await made(second)]
    await act(first, "star")

    assert [list(entries(await app.client.get(path))) for path in paths] == [["opening"], []]


async def test_an_erased_phone_takes_its_calendar_along(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    path = await made(phone)

    await phone.delete("/api/v1/device")

    assert problem(await app.client.get(path)) == (404, [])
    assert "CalendarFeed" not in await row_counts()


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_only_a_phone_makes_or_revokes_an_address(app: App, method: str) -> None:
    answer = await app.client.request(method, "/api/v1/device/calendar")

    assert problem(answer) == (401, [])


async def test_the_statements_do_not_grow_with_the_stars(db: str) -> None:
    await published(*programme(), *(put("sessions", session(id=f"talk-{n}")) for n in range(20)))
    visitor, calendars = await visitors.phone(), Calendars("https://forum.example.org")
    token = await feeds.make(visitor.device, now=NOW)
    costs = []

    for names in (["opening"], [f"talk-{number}" for number in range(20)]):
        for name in names:
            await visitors.star(visitor, name)
        await calendars.whole("id")
        with counted() as statements:
            found = await feeds.followed(token)
            body = (await calendars.starred(found.leads, found.locale)).body
        costs.append((body.count(b"BEGIN:VEVENT"), len(statements)))

    assert costs == [(1, 3), (21, 3)]
