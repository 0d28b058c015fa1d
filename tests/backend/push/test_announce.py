"""Announcements: composed once, made public and due at their time, for the audience of that moment."""

import asyncio
from datetime import UTC, timedelta

import pytest

from backend.core import journal
from backend.push import announce, queries
from backend.push.models import Delivery, Message, Subscription
from tests.apps import App
from tests.factories.announcements import announcement, composed, sent
from tests.factories.contents import row_counts
from tests.factories.phones import subscribed
from tests.factories.records import programme, published
from tests.factories.statements import counted
from tests.fakes import NOW

HOUR = timedelta(hours=1)


async def test_sending_makes_a_delivery_for_each_subscription_and_one_revision(db: str) -> None:
    await subscribed(3)
    await subscribed(2, first=4, locale="en")

    announcement_id = await sent()

    rows = await Delivery.all().order_by("subscription_id").values("state", "locale", "attempts", "due_at")
    assert [(row["state"], row["locale"], row["attempts"], row["due_at"]) for row in rows] == [
        ("due", locale, 0, NOW) for locale in ("id", "id", "id", "en", "en")
    ]
    entries = await journal.entries_after(0)
    assert [(entry.revision, entry.collection, entry.record_id) for entry in entries] == [
        (1, "announcements", announcement_id)
    ]


async def test_however_often_it_is_sent_it_goes_out_once(db: str) -> None:
    await subscribed(4)
    announcement_id = await composed()

    did = await asyncio.gather(*(announce.fan_out(announcement_id, now=NOW) for _ in range(5)))

    assert sorted(did) == [False, False, False, False, True]
    assert (await row_counts())["Delivery"] == 4
    assert (await journal.state()).revision == 1


async def test_an_unknown_announcement_is_not_sent(db: str) -> None:
    assert await announce.fan_out("nobody-knows", now=NOW) is False
    assert "Delivery" not in await row_counts()


async def test_nothing_is_public_before_it_is_sent(db: str) -> None:
    await subscribed(1)
    announcement_id = await composed(send_at=(NOW + HOUR).isoformat())

    assert (await journal.state()).revision == 0
    assert await queries.AnnouncementRecords().load(UTC) == []
    assert await queries.due_announcements(NOW + HOUR - timedelta(seconds=1)) == []
    assert await queries.due_announcements(NOW + HOUR) == [announcement_id]


@pytest.mark.parametrize(
    ("audience", "numbers"),
    [
        ({"everyone": True}, [1, 2, 3, 4, 5]),
        # On by default: who never chose, and who chose it.
        ({"topics": ["ceremony"]}, [1, 2, 5]),
        # Off by default: only who chose it.
        ({"topics": ["press"]}, [3, 5]),
        ({"topics": ["ceremony", "press"]}, [1, 2, 3, 5]),
    ],
)
async def test_the_audience_is_who_follows_each_phone_once(
    db: str, audience: dict[str, object], numbers: list[int]
) -> None:
    await published(*programme())
    phones = [
        *await subscribed(1),
        *await subscribed(1, first=2, topics=["ceremony"]),
        *await subscribed(1, first=3, topics=["press"]),
        *await subscribed(1, first=4, topics=[]),
        *await subscribed(1, first=5, topics=["ceremony", "press"]),
    ]

    await sent(audience=audience)

    reached = await Delivery.all().order_by("subscription_id").values_list("subscription_id", flat=True)
    endpoints = {row.id: row.endpoint for row in await Subscription.all()}
    assert [endpoints[found] for found in reached] == [phones[number - 1].endpoint for number in numbers]


async def test_the_cost_in_statements_does_not_grow_with_the_audience(db: str) -> None:
    await subscribed(1)
    await sent()
    with counted() as one:
        await sent()
    await subscribed(200, first=2)
    with counted() as many:
        await sent()

    assert len(many) == len(one)


async def test_the_list_of_announcements_costs_the_same_for_one_and_for_many(db: str) -> None:
    await sent()
    with counted() as one:
        await queries.organizer_announcements(UTC)
    for _ in range(5):
        await sent()
    with counted() as many:
        assert len(await queries.organizer_announcements(UTC)) == 6

    assert len(many) == len(one)


async def test_an_organizers_announcement_is_kept_and_workers_are_called(app: App) -> None:
    organizer = await app.signed_in()

    answer = await organizer.post("/api/v1/organizer/announcements", json=announcement())
    later = await organizer.post(
        "/api/v1/organizer/announcements", json=announcement(send_at=(NOW + HOUR).isoformat())
    )

    assert (answer.status_code, list(answer.json()), later.status_code) == (201, ["id"], 201)
    assert app.jobs.announcements == [answer.json()["id"]]
    assert await Message.all().count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/agenda",
        "/agenda/opening",
        "/speakers/moderator",
        "/map",
        "/booths/a1",
        "/awards",
        "/awards/x",
        "/announcements",
        "/announcements/_x",
        "/info",
        "/me",
        "/speaker",
        "/speaker/slots",
        "/exhibitor",
        "/exhibitor/leads",
        "/organizer",
        "/organizer/announcements/new",
    ],
)
async def test_an_announcement_may_lead_to_every_page_of_the_contract(app: App, path: str) -> None:
    organizer = await app.signed_in()

    answer = await organizer.post("/api/v1/organizer/announcements", json=announcement(path=path))

    assert (answer.status_code, (await Message.get()).path) == (201, path)


async def test_the_counts_stand_with_the_announcement(app: App) -> None:
    await subscribed(3)
    announcement_id = await sent()
    organizer = await app.signed_in()

    told = (await organizer.get(f"/api/v1/organizer/announcements/{announcement_id}")).json()

    assert told["counts"] == {
        "audience": 3,
        "pending": 3,
        "accepted": 0,
        "gone": 0,
        "rejected": 0,
        "expired": 0,
        "recalled": 0,
        "shown": 0,
        "opened": 0,
    }
    assert told["sent_at"] == "2018-11-07T09:00:00+07:00"


@pytest.mark.parametrize(
    ("query", "size"), [("everyone=true", 3), ("", 3), ("topics=press", 1), ("topics=press,ceremony", 3)]
)
async def test_an_audience_is_counted_before_it_is_told(app: App, query: str, size: int) -> None:
    await published(*programme())
    await subscribed(2)
    await subscribed(1, first=3, topics=["press"])
    organizer = await app.signed_in()

    answer = await organizer.get(f"/api/v1/organizer/audience?{query}")

    assert answer.json() == {"subscriptions": size, "visitors": size}
