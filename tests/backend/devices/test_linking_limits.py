"""What an offer to another phone is bound by: time, sizes, shapes, tries; and that nothing of it stays."""

from datetime import timedelta

import pytest
import structlog

from backend.app import CLAIMS_PER_MINUTE
from backend.web.log import configure_logging
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
from tests.factories.problems import problem

MINUTE = timedelta(minutes=1)


async def test_an_offer_ends_after_five_minutes(app: App) -> None:
    old = await app.phone()
    link = await offer(old)
    app.clock.move(5 * MINUTE)

    late = await app.visitor().post("/api/v1/links/claims", json=claiming())

    assert (problem(late), await state(old, link)) == ((404, []), "expired")


async def test_a_claim_that_is_confirmed_too_late_lets_nobody_in(app: App) -> None:
    old = await app.phone()
    link = await offer(old)
    new = await claimed(app)
    app.clock.move(5 * MINUTE)

    late = await confirm(old, link)

    assert (problem(late), (await row_counts())["Device"]) == ((404, []), 1)
    assert (await new.get(f"/api/v1/links/{link}")).json()["state"] == "expired"


async def test_a_confirmation_gives_five_minutes_more(app: App) -> None:
    old = await app.phone()
    link = await offer(old)
    new = await claimed(app)
    app.clock.move(4 * MINUTE)
    await confirm(old, link)
    app.clock.move(4 * MINUTE)
    in_time = (await new.get(f"/api/v1/links/{link}")).json()
    app.clock.move(MINUTE)
    late = (await new.get(f"/api/v1/links/{link}")).json()

    assert (in_time["parcel"], late) == (PARCEL, {"state": "expired", "device_id": None, "parcel": None})
    assert (await new.post(f"/api/v1/links/{link}/received")).status_code == 204


async def test_a_lookup_that_another_phone_holds_is_refused_until_it_ends(app: App) -> None:
    first, second = await app.phone(), await app.phone()
    await offer(first)

    taken = await second.post("/api/v1/device/links", json=offering())
    app.clock.move(5 * MINUTE)
    later = await second.post("/api/v1/device/links", json=offering())

    assert (problem(taken), later.status_code) == ((409, []), 201)


async def test_a_phone_that_never_came_is_swept_away(app: App) -> None:
    old, other = await app.phone(), await app.phone()
    await joined(app, old)
    app.clock.move(10 * MINUTE)

    await offer(other, "0THER0")

    counts = await row_counts()
    assert (counts["Device"], counts["DeviceLink"]) == (2, 1)


async def test_a_phone_that_came_is_not_swept_away(app: App) -> None:
    old, other = await app.phone(), await app.phone()
    _, new = await joined(app, old)
    await new.get("/api/v1/device")
    app.clock.move(10 * MINUTE)

    await offer(other, "0THER0")

    assert ((await new.get("/api/v1/device")).status_code, (await row_counts())["Device"]) == (200, 3)


async def test_erasing_while_another_phone_was_let_in_leaves_nothing(app: App) -> None:
    before = await row_counts()
    old = await app.phone()
    await joined(app, old)

    await old.delete("/api/v1/device")

    assert await row_counts() == before


async def test_erasing_one_of_two_phones_leaves_the_other_its_visitor(app: App) -> None:
    old = await app.phone()
    link, new = await joined(app, old)
    await new.post(f"/api/v1/links/{link}/received")
    before = await visitor_of(new)

    await old.delete("/api/v1/device")

    assert await visitor_of(new) == before


async def test_many_phones_behind_one_address_are_admitted_and_a_guesser_is_not(app: App) -> None:
    guesser = app.visitor("10.9.9.9")
    answers = [
        await guesser.post("/api/v1/links/claims", json=claiming()) for _ in range(CLAIMS_PER_MINUTE + 1)
    ]

    assert {answer.status_code for answer in answers[:-1]} == {404}
    assert (problem(answers[-1]), int(answers[-1].headers["retry-after"]) >= 1) == ((429, []), True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lookup": "ABCDEL"}, "lookup"),
        ({"lookup": "ABC12"}, "lookup"),
        ({"public_key": "A" + "n" * 86}, "public_key"),
        ({"proof": "p" * 42}, "proof"),
        ({"name": ""}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"name": "a\nb"}, "name"),
    ],
)
async def test_a_claim_of_another_shape_is_refused(app: App, changes: dict[str, str], field: str) -> None:
    answer = await app.client.post("/api/v1/links/claims", json=claiming(**changes))

    assert problem(answer) == (422, [field])


async def test_a_parcel_may_have_256_kib(app: App) -> None:
    old = await app.phone()
    link = await offer(old)
    new = await claimed(app)

    too_large = await confirm(old, link, "x" * (256 * 1024 + 1))
    largest = await confirm(old, link, "x" * (256 * 1024))

    assert (problem(too_large), largest.status_code) == ((422, ["parcel"]), 204)
    assert len((await new.get(f"/api/v1/links/{link}")).json()["parcel"]) == 256 * 1024


async def test_no_secret_stands_in_the_log(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    configure_logging("json")
    old = await app.phone()
    link, new = await joined(app, old)
    await new.post(f"/api/v1/links/{link}/received")
    structlog.configure(**before)

    said = "".join(capsys.readouterr())
    secrets = [
        "ABC123",
        PARCEL,
        PROOF,
        OLD_KEY,
        NEW_KEY,
        *(each.headers["authorization"][7:] for each in (old, new)),
    ]
    assert ([secret for secret in secrets if secret in said], link in said) == ([], True)
