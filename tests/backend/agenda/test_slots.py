"""A speaker sees what changed in their slots and says that they know; the organizer sees who has not."""

import httpx
import pytest

from tests.apps import App
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, room, speaker, text
from tests.factories.visitors import change

SPEAKERS = [{"speaker": "moderator"}]


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(
        *programme(),
        put("rooms", room(id="hall-b", name=text("Hall B"))),
        put("speakers", speaker()),
        put("speakers", speaker(id="other")),
    )
    await change(speakers=SPEAKERS, push=False)


async def signed_in_speaker(app: App, speaker_id: str = "moderator") -> httpx.AsyncClient:
    """A browser that followed the link an organizer made."""
    organizer = await app.signed_in()
    made = await organizer.post(f"/api/v1/organizer/speakers/{speaker_id}/link")
    assert made.status_code == 201
    address, _, token = made.json()["url"].partition("#token=")
    assert address == f"{app.settings.origin}/speaker"
    desk = app.visitor(origin=app.settings.origin)
    assert (await desk.post("/api/v1/auth/link", json={"token": token})).status_code == 204
    return desk


async def test_a_link_signs_a_speaker_in_who_has_no_address(app: App) -> None:
    desk = await signed_in_speaker(app)

    assert (await desk.get("/api/v1/auth/me")).json() == {
        "email": None,
        "roles": ["speaker"],
        "speaker": "moderator",
    }


async def test_a_second_link_is_for_the_same_person(app: App) -> None:
    first, second = await signed_in_speaker(app), await signed_in_speaker(app)
    await change(room="hall-b")

    (told,) = (await first.get("/api/v1/speaker/slots")).json()["changes"]
    await first.post(f"/api/v1/speaker/changes/{told['id']}/acknowledge")

    (seen,) = (await second.get("/api/v1/speaker/slots")).json()["changes"]
    assert seen["acknowledged_at"] is not None


async def test_a_speaker_sees_old_and_new_and_acknowledges(app: App) -> None:
    desk, organizer = await signed_in_speaker(app), await app.signed_in()
    await change(room="hall-b", push=False)

    slots = (await desk.get("/api/v1/speaker/slots")).json()
    (told,) = slots["changes"]
    before = (await organizer.get("/api/v1/organizer/acknowledgements")).json()
    answer = await desk.post(f"/api/v1/speaker/changes/{told['id']}/acknowledge")
    (after,) = (await organizer.get("/api/v1/organizer/acknowledgements")).json()

    assert (slots["speaker"], told["session"], answer.status_code) == ("moderator", "opening", 204)
    assert (told["old"]["room"], told["new"]["room"]) == ("hall-a", "hall-b")
    assert [each["acknowledged_at"] for each in before] == [None]
    assert after["acknowledged_at"] is not None


async def test_changes_not_yet_acknowledged_add_up_to_one(app: App) -> None:
    desk = await signed_in_speaker(app)
    await change(room="hall-b")
    await change(status="cancelled")

    (told,) = (await desk.get("/api/v1/speaker/slots")).json()["changes"]

    assert (told["old"]["room"], told["old"]["status"]) == ("hall-a", "scheduled")
    assert (told["new"]["room"], told["new"]["status"]) == ("hall-b", "cancelled")


async def test_a_change_that_was_taken_back_leaves_nothing_to_acknowledge(app: App) -> None:
    desk = await signed_in_speaker(app)
    await change(room="hall-b")
    await change(room="hall-a")

    assert (await desk.get("/api/v1/speaker/slots")).json()["changes"] == []


async def test_nobody_acknowledges_for_somebody_else(app: App) -> None:
    other = await signed_in_speaker(app, "other")
    desk = await signed_in_speaker(app)
    await change(room="hall-b")
    (told,) = (await desk.get("/api/v1/speaker/slots")).json()["changes"]

    answers = [
        await other.post(f"/api/v1/speaker/changes/{number}/acknowledge")
        for number in (told["id"], told["id"] + 1, 2**80)
    ]

    assert [problem(answer) for answer in answers] == [(404, [])] * 3
    assert (await other.get("/api/v1/speaker/slots")).json()["changes"] == []


async def test_an_organizer_is_no_speaker_and_a_speaker_no_organizer(app: App) -> None:
    organizer, desk = await app.signed_in(), await signed_in_speaker(app)

    answers = [
        await organizer.get("/api/v1/speaker/slots"),
        await desk.get("/api/v1/organizer/speakers"),
        await desk.post("/api/v1/organizer/speakers/moderator/link"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


async def test_a_link_is_made_for_speakers_of_the_programme_only(app: App) -> None:
    organizer = await app.signed_in()

    answers = [
        await organizer.post(f"/api/v1/organizer/speakers/{name}/link") for name in ("nobody", "x" * 500)
    ]

    assert [problem(answer) for answer in answers] == [(404, [])] * 2


async def test_a_linked_phone_is_counted_until_it_is_unlinked(app: App) -> None:
    desk, phone, organizer = await signed_in_speaker(app), await app.phone(), await app.signed_in()
    desk.headers["authorization"] = phone.headers["authorization"]

    async def reached() -> list[tuple[str, int, bool]]:
        rows = (await organizer.get("/api/v1/organizer/speakers")).json()
        return [(row["speaker"], row["linked"], row["signed_in"]) for row in rows]

    before = await reached()
    linked = await desk.put("/api/v1/device/person")
    between = await reached()
    unlinked = await phone.delete("/api/v1/device/person")

    assert [linked.status_code, unlinked.status_code] == [204, 204]
    assert before == [("moderator", 0, True), ("other", 0, False)]
    assert (between[0], (await reached())[0]) == (("moderator", 1, True), ("moderator", 0, True))


@pytest.mark.parametrize("missing", ["cookie", "token", "origin"])
async def test_linking_needs_the_person_the_phone_and_our_own_page(app: App, missing: str) -> None:
    desk, phone = await signed_in_speaker(app), await app.phone()
    client = app.visitor() if missing == "cookie" else desk
    client.headers["origin"] = "https://elsewhere.example.org" if missing == "origin" else app.settings.origin
    if missing != "token":
        client.headers["authorization"] = phone.headers["authorization"]

    answer = await client.put("/api/v1/device/person")

    assert answer.status_code == {"cookie": 401, "token": 401, "origin": 403}[missing]
    assert (await phone.get("/api/v1/device")).json()["person"] is None
