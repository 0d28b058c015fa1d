"""Phones introduce themselves, say what they want, take their data and leave."""

from typing import Any

import pytest

from backend.push.models import Subscription
from tests.apps import App
from tests.factories.contents import row_counts
from tests.factories.phones import VAPID_PUBLIC_KEY, PushPhone
from tests.factories.problems import problem
from tests.factories.records import programme, published


async def test_a_phone_introduces_itself_without_saying_who_it_is(app: App) -> None:
    answer = await app.client.post("/api/v1/devices")

    assert (answer.status_code, sorted(answer.json())) == (201, ["device_id", "token"])
    assert await row_counts() == {"Visitor": 1, "Device": 1, "JournalState": 1, "SigningKey": 1}


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic abc", "bearer x\ty"])
async def test_a_call_without_a_known_token_is_refused(app: App, given: str) -> None:
    answer = await app.client.get("/api/v1/device", headers={"authorization": given})

    assert (problem(answer), answer.headers["www-authenticate"]) == ((401, []), "Bearer")


async def test_preferences_keep_what_is_left_out(app: App) -> None:
    await published(*programme())
    phone = await app.phone()
    steps: list[dict[str, Any]] = [
        {"locale": "en", "topics": ["press", "ceremony", "press"]},
        {"quiet_hours": {"from": "22:00", "to": "06:30"}, "reminder_minutes": None},
        {"time_zone": "Asia/Makassar", "topics": []},
    ]

    answers = [await phone.put("/api/v1/device/preferences", json=step) for step in steps[:2]]
    middle = (await phone.get("/api/v1/device")).json()
    answers.append(await phone.put("/api/v1/device/preferences", json=steps[2]))
    kept = (await phone.get("/api/v1/device")).json()

    assert [answer.status_code for answer in answers] == [204, 204, 204]
    assert middle["topics"] == ["ceremony", "press"]
    wanted: dict[str, object] = {
        "locale": "en",
        "topics": [],
        "reminder_minutes": None,
        "quiet_hours": {"from": "22:00", "to": "06:30"},
        "time_zone": "Asia/Makassar",
    }
    assert {name: kept[name] for name in wanted} == wanted


async def test_the_export_holds_all_that_is_kept(app: App) -> None:
    phone, push = await app.phone(), PushPhone()
    await phone.put("/api/v1/device/subscription", json=push.body())

    kept = (await phone.get("/api/v1/device")).json()

    assert (kept["topics"], kept["parts"]) == (
        None,
        {
            "subscription": {"endpoint": push.endpoint, "vapid_public_key": VAPID_PUBLIC_KEY},
            "inbox": [],
            "opinions": {"questions": [], "votes": [], "ratings": []},
        },
    )


async def test_erasing_leaves_nothing_of_the_phone(app: App) -> None:
    await published(*programme())
    before = await row_counts()
    phone = await app.phone()
    await phone.put("/api/v1/device/subscription", json=PushPhone().body())
    await phone.put("/api/v1/device/preferences", json={"topics": ["press"]})

    answer = await phone.delete("/api/v1/device")

    assert (answer.status_code, await row_counts()) == (204, before)
    assert problem(await phone.get("/api/v1/device")) == (401, [])


async def test_a_new_subscription_takes_the_place_of_the_former(app: App) -> None:
    phone = await app.phone()
    answers = [await phone.put("/api/v1/device/subscription", json=PushPhone(n).body()) for n in (1, 2, 2)]

    kept = (await phone.get("/api/v1/device")).json()["parts"]["subscription"]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert (kept["endpoint"], (await row_counts())["Subscription"]) == (PushPhone(2).endpoint, 1)


async def test_a_phone_learns_which_subscription_is_kept_of_it_or_that_none_is(app: App) -> None:
    phone, push = await app.phone(), PushPhone()
    await phone.put("/api/v1/device/subscription", json=push.body())

    kept = await phone.get("/api/v1/device/subscription")
    # As after a 410 of its push service, or from a backup that is older.
    await Subscription.all().delete()
    gone = await phone.get("/api/v1/device/subscription")
    stranger = await app.client.get("/api/v1/device/subscription")

    assert kept.json() == {"endpoint": push.endpoint, "vapid_public_key": VAPID_PUBLIC_KEY}
    assert kept.headers["cache-control"] == "no-store"
    assert [problem(answer)[0] for answer in (gone, stranger)] == [404, 401]


async def test_the_same_keys_move_an_endpoint_to_another_device(app: App) -> None:
    first, second, push = await app.phone(), await app.phone(), PushPhone()
    await first.put("/api/v1/device/subscription", json=push.body())

    moved = await second.put("/api/v1/device/subscription", json=push.body())

    assert moved.status_code == 200
    assert (await first.get("/api/v1/device")).json()["parts"]["subscription"] is None
    assert (await row_counts())["Subscription"] == 1


async def test_other_keys_do_not_take_an_endpoint_away(app: App) -> None:
    first, second, push = await app.phone(), await app.phone(), PushPhone(1)
    await first.put("/api/v1/device/subscription", json=push.body())
    await second.put("/api/v1/device/subscription", json=PushPhone(2).body())

    refused = await second.put("/api/v1/device/subscription", json=PushPhone(3).body(endpoint=push.endpoint))

    kept = [(await phone.get("/api/v1/device")).json()["parts"]["subscription"] for phone in (first, second)]
    assert problem(refused) == (409, [])
    assert [one["endpoint"] for one in kept] == [push.endpoint, PushPhone(2).endpoint]


async def test_unsubscribing_forgets_the_endpoint_and_keeps_the_phone(app: App) -> None:
    phone = await app.phone()
    await phone.put("/api/v1/device/subscription", json=PushPhone().body())

    answers = [await phone.delete("/api/v1/device/subscription") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert "Subscription" not in await row_counts()
