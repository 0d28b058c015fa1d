"""Room crew say how many places are left; what they said ends with the slot it was said of."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from backend.accounts.models import AuditEntry
from backend.accounts.rules import Role
from backend.core import journal
from backend.core.models import PrivateEntry
from backend.participation import queries
from tests.apps import App
from tests.factories.contents import row_counts
from tests.factories.problems import problem
from tests.factories.records import delete, programme, published, put, room, session, text
from tests.factories.visitors import change
from tests.fakes import NOW

ADDRESS = "/api/v1/organizer/sessions/opening/places"
SAID = "2018-11-07T09:00:00+07:00"


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(
        *programme(),
        put("rooms", room(id="hall-b", name=text("Hall B"))),
        put("sessions", session(id="talk", room="hall-b")),
    )


async def say(client: httpx.AsyncClient, state: str | None, name: str = "opening") -> dict[str, Any]:
    answer = await client.put(f"/api/v1/organizer/sessions/{name}/places", json={"state": state})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def held(app: App) -> dict[str, str]:
    return {each.session: each.state.value for each in await queries.places(app.clock())}


async def test_the_crew_says_it_and_takes_it_back(app: App) -> None:
    crew = await app.signed_in(Role.CREW)

    told = await say(crew, "filling")
    app.clock.move(timedelta(minutes=5))
    later = await say(crew, "full")
    during = await held(app)
    back = await say(crew, None)

    assert told == {"session": "opening", "state": "filling", "at": SAID}
    assert later == {"session": "opening", "state": "full", "at": "2018-11-07T09:05:00+07:00"}
    assert back == {"session": "opening", "state": None, "at": "2018-11-07T09:05:00+07:00"}
    assert (during, await held(app)) == ({"opening": "full"}, {})


async def test_what_holds_already_stays_as_it_was_said_first(app: App) -> None:
    crew = await app.signed_in(Role.CREW)
    await say(crew, "full")
    before = await row_counts()
    app.clock.move(timedelta(minutes=5))

    again = await say(crew, "full")
    nothing = await say(crew, None, "talk")

    assert (again["at"], nothing["at"]) == (SAID, "2018-11-07T09:05:00+07:00")
    assert await row_counts() == before


async def test_it_is_noted_privately_and_audited_and_moves_no_revision(app: App) -> None:
    crew = await app.signed_in(Role.CREW)
    before = await journal.state()

    await say(crew, "full")
    await say(crew, None)

    entries = await PrivateEntry.filter(kind="places").order_by("sequence")
    audited = await AuditEntry.filter(action="say places").order_by("id")
    assert [(each.subject, each.data) for each in entries] == [
        ("opening", {"state": "full"}),
        ("opening", {"state": None}),
    ]
    assert [(each.subject, each.detail) for each in audited] == [
        ("sessions/opening", {"state": "full"}),
        ("sessions/opening", {"state": None}),
    ]
    assert await journal.state() == before


@pytest.mark.parametrize(
    "changes",
    [{"room": "hall-b"}, {"room": None}, {"start": "2018-11-07T09:30:00+07:00"}, {"status": "cancelled"}],
)
async def test_it_ends_when_the_session_moves_or_is_cancelled(app: App, changes: dict[str, Any]) -> None:
    await say(await app.signed_in(Role.CREW), "full")

    await change(**changes)

    assert await held(app) == {}


async def test_a_later_end_alone_changes_nothing(app: App) -> None:
    await say(await app.signed_in(Role.CREW), "full")

    await change(end="2018-11-07T10:30:00+07:00")

    (kept,) = await queries.places(app.clock())
    assert (kept.at.isoformat(), kept.until.isoformat()) == (SAID, "2018-11-07T10:30:00+07:00")


async def test_it_ends_with_the_session(app: App) -> None:
    await say(await app.signed_in(Role.CREW), "full")

    app.clock.now = NOW + timedelta(hours=1) - timedelta(seconds=1)
    before = await held(app)
    app.clock.now = NOW + timedelta(hours=1)

    assert (before, await held(app)) == ({"opening": "full"}, {})


async def test_it_ends_when_the_session_is_removed(app: App) -> None:
    await say(await app.signed_in(Role.CREW), "full")

    await published(delete("sessions", "opening"))

    assert await held(app) == {}


async def test_what_is_said_after_a_move_is_of_the_new_slot(app: App) -> None:
    crew = await app.signed_in(Role.CREW)
    await say(crew, "full")
    await change(room="hall-b")
    app.clock.move(timedelta(minutes=5))

    again = await say(crew, "full")

    assert (again["at"], await held(app)) == ("2018-11-07T09:05:00+07:00", {"opening": "full"})


@pytest.mark.parametrize("state", ["full", None])
async def test_a_cancelled_session_has_no_places(app: App, state: str | None) -> None:
    await change(status="cancelled")
    before = await row_counts()

    answer = await (await app.signed_in(Role.CREW)).put(ADDRESS, json={"state": state})

    assert (problem(answer), answer.json()["detail"]) == ((409, []), "This session is cancelled.")
    assert "Places" not in before | await row_counts()


@pytest.mark.parametrize("name", ["nobody-knows", "x" * 300, "%00"])
async def test_an_unknown_session_is_not_found(app: App, name: str) -> None:
    crew = await app.signed_in(Role.CREW)

    answer = await crew.put(f"/api/v1/organizer/sessions/{name}/places", json={"state": "full"})

    assert problem(answer) == (404, [])


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"{}", [""]),
        (b'{"state": "empty"}', ["state"]),
        (b'{"state": "full", "at": "now"}', [""]),
        (b"", [""]),
    ],
)
async def test_what_is_no_state_is_refused(app: App, body: bytes, fields: list[str]) -> None:
    answer = await (await app.signed_in(Role.CREW)).put(ADDRESS, content=body)

    assert (problem(answer), "Places" in await row_counts()) == ((422, fields), False)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OWNER, 200), (Role.ORGANIZER, 200), (Role.CREW, 200), (Role.SPEAKER, 403), (Role.EXHIBITOR, 403)],
)
async def test_it_is_for_the_crew_and_for_those_who_run_the_event(app: App, role: Role, status: int) -> None:
    answer = await (await app.signed_in(role)).put(ADDRESS, json={"state": "full"})

    assert answer.status_code == status


async def test_strangers_and_other_pages_are_refused(app: App) -> None:
    crew = await app.signed_in(Role.CREW)
    body, elsewhere = {"state": "full"}, {"origin": "https://elsewhere.example.org"}

    answers = [
        await app.visitor(origin=app.settings.origin).put(ADDRESS, json=body),
        await app.client.put(ADDRESS, json=body),
        await (await app.phone()).put(ADDRESS, json=body, headers={"origin": app.settings.origin}),
        await crew.put(ADDRESS, json=body, headers=elsewhere),
    ]

    assert [answer.status_code for answer in answers] == [401, 403, 401, 403]
    assert await held(app) == {}
