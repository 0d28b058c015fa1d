"""A phone joins another's visitor, or takes its place; the server hands on what it cannot read."""

import asyncio

import pytest

from tests.apps import App
from tests.backend.devices.links import (
    NEW_KEY,
    OLD_KEY,
    PARCEL,
    PROOF,
    claimed,
    claiming,
    confirm,
    joined,
    offer,
    offering,
    state,
    visitor_of,
)
from tests.factories.contents import row_counts
from tests.factories.phones import PushPhone
from tests.factories.problems import problem
from tests.factories.records import programme, published


async def test_a_second_phone_joins_step_by_step(app: App) -> None:
    old = await app.phone()
    before = await visitor_of(old)

    made = await old.post("/api/v1/device/links", json=offering())
    link = made.json()["id"]
    waiting = (await old.get(f"/api/v1/device/links/{link}")).json()
    new = app.visitor()
    claim = (await new.post("/api/v1/links/claims", json=claiming())).json()
    new.headers["authorization"] = f"Bearer {claim['token']}"
    asked = (await old.get(f"/api/v1/device/links/{link}")).json()
    early = (await new.get(f"/api/v1/links/{link}")).json()
    unknown_yet = await new.get("/api/v1/device")
    confirmed = await confirm(old, link)
    parcel = (await new.get(f"/api/v1/links/{link}")).json()
    received = await new.post(f"/api/v1/links/{link}/received")

    assert made.json()["expires_at"] == "2018-11-07T09:05:00+07:00"
    assert waiting == {"state": "waiting", "public_key": None, "proof": None, "name": None}
    assert (claim["id"], claim["public_key"]) == (link, OLD_KEY)
    assert asked == {"state": "claimed", "public_key": NEW_KEY, "proof": PROOF, "name": "Firefox, Android"}
    assert early == {"state": "claimed", "device_id": None, "parcel": None}
    assert problem(unknown_yet) == (401, [])
    assert (confirmed.status_code, received.status_code) == (204, 204)
    assert (parcel["state"], parcel["parcel"]) == ("confirmed", PARCEL)
    assert (await new.get("/api/v1/device")).json()["device_id"] == parcel["device_id"]
    assert (await visitor_of(new), await visitor_of(old)) == (before, before)
    assert await state(old, link) == "done"
    assert (await new.get(f"/api/v1/links/{link}")).json()["parcel"] is None


async def test_stars_of_both_phones_meet(app: App) -> None:
    await published(*programme())
    old = await app.phone()
    _, new = await joined(app, old)
    star = {"id": "a" * 32, "at": "2018-11-07T01:00:00Z", "kind": "star", "session": "opening"}

    await new.post("/api/v1/device/actions", json=[star])

    stars = (await old.get("/api/v1/device/stars")).json()["stars"]
    assert [one["session"] for one in stars] == ["opening"]


async def test_a_move_ends_the_old_phone_and_its_subscription(app: App) -> None:
    old = await app.phone()
    await old.put("/api/v1/device/subscription", json=PushPhone().body())
    before = await visitor_of(old)
    link, new = await joined(app, old, move=True)
    kept = await row_counts()

    received = [await new.post(f"/api/v1/links/{link}/received") for _ in range(2)]

    assert [answer.status_code for answer in received] == [204, 204]
    assert problem(await old.get("/api/v1/device")) == (401, [])
    assert await state(old, link) == 401
    assert await visitor_of(new) == before
    assert (kept["Device"], kept["Subscription"]) == (2, 1)
    after = await row_counts()
    assert (after["Device"], after["Visitor"], "Subscription" in after) == (1, 1, False)
    assert (await new.get(f"/api/v1/links/{link}")).json()["state"] == "done"


@pytest.mark.parametrize("move", [True, False])
async def test_a_calendar_moves_with_its_phone(app: App, move: bool) -> None:
    await published(*programme())
    old = await app.phone()
    path = (await old.post("/api/v1/device/calendar")).json()["path"]
    link, new = await joined(app, old, move=move)

    await new.post(f"/api/v1/links/{link}/received")

    followed = await app.client.get(path)
    has_one = [(await phone.get("/api/v1/device")).json().get("calendar_feed") for phone in (old, new)]
    assert (followed.status_code, [feed is not None for feed in has_one]) == (200, [not move, move])
    assert (await new.delete("/api/v1/device/calendar")).status_code == 204
    assert (await app.client.get(path)).status_code == (404 if move else 200)


async def test_a_calendar_that_the_new_phone_made_itself_stays_its_own(app: App) -> None:
    await published(*programme())
    old = await app.phone()
    former = (await old.post("/api/v1/device/calendar")).json()["path"]
    link, new = await joined(app, old, move=True)
    own = (await new.post("/api/v1/device/calendar")).json()["path"]

    received = await new.post(f"/api/v1/links/{link}/received")

    assert received.status_code == 204
    assert [(await app.client.get(path)).status_code for path in (former, own)] == [404, 200]


async def test_before_the_new_phone_has_what_it_was_sent_the_old_one_stays(app: App) -> None:
    old = await app.phone()
    link, _ = await joined(app, old, move=True)

    assert await state(old, link) == "confirmed"
    assert (await old.get("/api/v1/device")).status_code == 200


async def test_an_offer_is_claimed_once(app: App) -> None:
    old = await app.phone()
    link = await offer(old)
    await claimed(app)

    others = [
        await app.visitor().post("/api/v1/links/claims", json=claiming(**other))
        for other in ({"public_key": "B" + "x" * 86}, {"proof": "q" * 43}, {"lookup": "ZZZZZZ"})
    ]

    assert [problem(answer) for answer in others] == [(404, [])] * 3
    assert len({answer.text for answer in others}) == 1
    assert (await old.get(f"/api/v1/device/links/{link}")).json()["public_key"] == NEW_KEY


async def test_of_phones_that_claim_at_once_one_is_let_in(app: App) -> None:
    old = await app.phone()
    await offer(old)
    claims = [claiming(public_key="B" + letter * 86) for letter in "abcdefgh"]

    answers = await asyncio.gather(
        *(app.visitor().post("/api/v1/links/claims", json=claim) for claim in claims)
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [404] * 7


async def test_a_lost_answer_to_a_claim_is_given_again(app: App) -> None:
    old = await app.phone()
    link = await offer(old)
    lost, new = await claimed(app), await claimed(app)
    await confirm(old, link)

    assert problem(await lost.get(f"/api/v1/links/{link}")) == (404, [])
    assert (await new.get(f"/api/v1/links/{link}")).json()["parcel"] == PARCEL
    assert problem(await app.visitor().post("/api/v1/links/claims", json=claiming())) == (404, [])


async def test_repeated_confirmations_let_one_phone_in_with_the_first_parcel(app: App) -> None:
    old = await app.phone()
    link, new = await joined(app, old)

    again = await confirm(old, link, "other" * 10)

    assert (again.status_code, (await row_counts())["Device"]) == (204, 2)
    assert (await new.get(f"/api/v1/links/{link}")).json()["parcel"] == PARCEL


async def test_what_is_not_claimed_cannot_be_confirmed(app: App) -> None:
    old = await app.phone()
    link = await offer(old)

    assert problem(await confirm(old, link)) == (409, [])
    assert (await row_counts())["Device"] == 1


async def test_a_foreign_phone_neither_sees_nor_confirms_nor_ends_an_offer(app: App) -> None:
    old, foreign = await app.phone(), await app.phone()
    link = await offer(old)
    await claimed(app)

    seen = await foreign.get(f"/api/v1/device/links/{link}")
    confirmed = await confirm(foreign, link)
    ended = await foreign.delete(f"/api/v1/device/links/{link}")
    await confirm(old, link)
    picked = await foreign.get(f"/api/v1/links/{link}")
    received = await foreign.post(f"/api/v1/links/{link}/received")

    assert [problem(each) for each in (seen, confirmed, picked, received)] == [(404, [])] * 4
    assert (ended.status_code, await state(old, link)) == (204, "confirmed")


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong"])
async def test_without_the_claims_token_nothing_is_handed_out(app: App, given: str) -> None:
    old = await app.phone()
    link, _ = await joined(app, old)
    stranger = app.visitor(authorization=given)

    answers = [
        await stranger.get(f"/api/v1/links/{link}"),
        await stranger.post(f"/api/v1/links/{link}/received"),
    ]

    assert [problem(answer) for answer in answers] == [(404 if "wrong" in given else 401, []), (401, [])]


async def test_a_new_offer_ends_the_former_one_of_the_same_phone(app: App) -> None:
    old = await app.phone()
    first = await offer(old)
    second = await offer(old)

    assert [await state(old, first), await state(old, second)] == [404, "waiting"]
    assert (await row_counts())["DeviceLink"] == 1


async def test_a_taken_back_offer_is_gone_as_often_as_it_is_taken_back(app: App) -> None:
    old = await app.phone()
    link, new = await joined(app, old)

    ended = [await old.delete(f"/api/v1/device/links/{link}") for _ in range(2)]

    assert [answer.status_code for answer in ended] == [204, 204]
    assert problem(await new.get(f"/api/v1/links/{link}")) == (404, [])
    assert (await row_counts())["Device"] == 1
