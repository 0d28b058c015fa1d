"""What two phones of one visitor want: each its own language and clock, both the later word on the rest."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import httpx
import pytest

from tests.apps import App
from tests.backend.devices.links import joined
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, topic
from tests.fakes import NOW

MINE, PREFERENCES = "/api/v1/device/mine", "/api/v1/device/preferences"
OWN = ("locale", "quiet_hours", "time_zone")


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(*programme(), put("topics", topic(id="programme")))


def minutes(count: float) -> str:
    return (NOW + timedelta(minutes=count)).isoformat()


# Each phone names the topics that it chose itself; the others of its list it only believes to be followed.
SAID = [
    {"topics": ["programme"], "topics_at": {"press": minutes(1), "programme": minutes(1)}},
    {"topics": ["ceremony", "press"], "topics_at": {"ceremony": minutes(2), "programme": minutes(3)}},
    {"topics": ["press", "programme"], "topics_at": {"press": minutes(0)}},
]


async def wants(phone: httpx.AsyncClient, **fields: Any) -> None:
    answer = await phone.put(PREFERENCES, json=fields)
    assert answer.status_code == 204, answer.text


async def shared(phone: httpx.AsyncClient) -> tuple[list[str] | None, int | None]:
    told = (await phone.get(MINE)).json()["preferences"]
    return told["topics"], told["reminder_minutes"]


async def own(phone: httpx.AsyncClient) -> list[Any]:
    kept = (await phone.get("/api/v1/device")).json()
    return [kept[name] for name in OWN]


async def test_language_clock_and_quiet_hours_are_each_phones_own(app: App) -> None:
    old = await app.phone()
    _, new = await joined(app, old)
    quiet = {"from": "22:00", "to": "06:00"}

    await wants(old, locale="en", quiet_hours=quiet, time_zone="Asia/Makassar")
    await wants(new, quiet_hours={"from": "13:00", "to": "14:00"})

    assert await own(old) == ["en", quiet, "Asia/Makassar"]
    assert await own(new) == ["id", {"from": "13:00", "to": "14:00"}, "Asia/Jakarta"]


async def test_a_phone_that_joins_begins_with_the_others_language_and_clock(app: App) -> None:
    old = await app.phone()
    await wants(old, locale="en", quiet_hours={"from": "22:00", "to": "06:00"}, time_zone="Asia/Makassar")

    _, new = await joined(app, old)

    assert await own(new) == await own(old)


async def test_topics_and_lead_are_those_of_both_phones(app: App) -> None:
    old = await app.phone()
    _, new = await joined(app, old)
    before = await shared(new)

    await wants(old, topics=["press"], reminder_minutes=30)

    assert (before, await shared(new)) == ((None, 15), (["press"], 30))


@pytest.mark.parametrize("order", [*permutations(SAID)])
async def test_each_topic_is_as_it_was_chosen_last_in_whatever_order_that_arrives(
    app: App, order: tuple[dict[str, Any], ...]
) -> None:
    app.clock.move(timedelta(hours=1))
    old = await app.phone()
    _, new = await joined(app, old)

    for phone, body in zip((old, new, old), order, strict=True):
        await wants(phone, **body)

    assert (await shared(old))[0] == ["ceremony"]


async def test_the_later_lead_stands_whichever_arrives_first(app: App) -> None:
    app.clock.move(timedelta(hours=1))
    old = await app.phone()
    _, new = await joined(app, old)

    await wants(old, reminder_minutes=60, reminder_at=minutes(5))
    await wants(new, reminder_minutes=None, reminder_at=minutes(4))

    assert (await shared(new))[1] == 60


async def test_a_time_in_the_future_counts_as_now(app: App) -> None:
    old = await app.phone()
    _, new = await joined(app, old)
    ahead = minutes(60 * 24)
    await wants(old, reminder_minutes=60, reminder_at=ahead, topics=["press"], topics_at={"press": ahead})
    app.clock.move(timedelta(minutes=1))

    await wants(new, reminder_minutes=5, topics=[])

    assert await shared(old) == ([], 5)


async def test_without_times_all_that_is_given_was_chosen_now(app: App) -> None:
    phone = await app.phone()
    await wants(phone, topics=["press", "ceremony"])
    await wants(phone, topics=["ceremony", "programme"])

    assert (await shared(phone))[0] == ["ceremony", "programme"]


async def test_a_time_of_no_known_topic_is_refused(app: App) -> None:
    phone = await app.phone()

    answer = await phone.put(PREFERENCES, json={"topics": [], "topics_at": {"gone": NOW.isoformat()}})

    assert problem(answer) == (422, ["topics"])


async def test_a_time_needs_its_offset(app: App) -> None:
    phone = await app.phone()

    answer = await phone.put(PREFERENCES, json={"reminder_minutes": 5, "reminder_at": "2018-11-07T09:00:00"})

    assert problem(answer) == (422, ["reminder_at"])
