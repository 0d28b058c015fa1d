"""Whom an announcement reaches: phones by push, visitors without one by their inbox, and nobody else."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from backend.accounts.rules import Role
from backend.core.text import Text
from backend.devices.models import Device, Visitor
from backend.push import announce
from backend.push.models import Delivery, Message, Subscription, Told
from backend.push.tell import made
from tests.apps import App
from tests.factories.announcements import announcement, composed
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, session, speaker, track
from tests.factories.visitors import Phone, is_person, is_speaker, phone, star
from tests.fakes import NOW


@pytest.fixture
async def phones(app: App) -> dict[str, Phone]:
    await published(
        *programme(),
        put("tracks", track()),
        put("sessions", session(id="talk", track="health")),
        put("speakers", speaker()),
    )
    made = {
        "plain": await phone(1),
        "english": await phone(2, locale="en"),
        "fan": await phone(3),
        "english fan": await phone(4, locale="en"),
        "listener": await phone(5),
        "speaker": await phone(6),
        "exhibitor": await phone(7),
        "away": await phone(8, topics_chosen=True),
    }
    for name in ("fan", "english fan"):
        await star(made[name])
    await star(made["listener"], "talk")
    await is_speaker(made["speaker"])
    await is_person(made["exhibitor"], Role.EXHIBITOR)
    await Device.filter(id=made["away"].device.id).update(seen_at=NOW - timedelta(days=1))
    return made


@pytest.mark.parametrize(
    ("audience", "reached"),
    [
        ({"topics": ["ceremony"], "language": "en"}, {"english", "english fan"}),
        ({"everyone": True, "language": "en"}, {"english", "english fan"}),
        ({"sessions": ["opening"]}, {"fan", "english fan"}),
        ({"sessions": ["opening"], "language": "id"}, {"fan"}),
        ({"tracks": ["health"]}, {"listener"}),
        ({"tracks": ["health"], "sessions": ["opening"]}, {"listener", "fan", "english fan"}),
        ({"speakers": True}, {"speaker"}),
        ({"exhibitors": True}, {"exhibitor"}),
        ({"speakers": True, "exhibitors": True, "tracks": ["health"]}, {"speaker", "exhibitor", "listener"}),
        (
            {"everyone": True, "seen_today": True},
            {"plain", "english", "fan", "english fan", "listener", "speaker", "exhibitor"},
        ),
    ],
)
async def test_a_personal_audience_is_reached_by_push_and_inbox_alone(
    app: App, phones: dict[str, Phone], audience: dict[str, Any], reached: set[str]
) -> None:
    organizer = await app.signed_in()
    counted = await organizer.get(
        f"/api/v1/organizer/audience?audience={quote(msgspec.json.encode(audience).decode())}"
    )
    message_id = await composed(audience=audience)
    await announce.fan_out(message_id, now=NOW)

    visitors = {each.visitor_id: name for name, each in phones.items()}
    subscriptions = {row.id: row.device_id for row in await Subscription.all()}
    devices = {each.device.id: name for name, each in phones.items()}
    assert {visitors[row.visitor_id] for row in await Told.all()} == reached
    assert {devices[subscriptions[row.subscription_id]] for row in await Delivery.all()} == reached
    assert counted.json() == {"subscriptions": len(reached), "visitors": len(reached)}
    await app.sync.refresh()
    assert (await app.client.get("/api/v1/sync")).json()["announcements"] == []
    assert (await Message.get(id=message_id)).revision is None


async def test_what_goes_to_topics_is_public_and_in_nobodys_inbox(app: App, phones: dict[str, Phone]) -> None:
    message_id = await composed(audience={"topics": ["ceremony"]})
    await announce.fan_out(message_id, now=NOW)

    await app.sync.refresh()
    announced = (await app.client.get("/api/v1/sync")).json()["announcements"]
    assert [each["id"] for each in announced] == [message_id]
    assert (await Told.all().count(), await Delivery.all().count()) == (0, len(phones) - 1)


async def test_a_visitor_without_push_finds_it_in_the_inbox(app: App, phones: dict[str, Phone]) -> None:
    client, stranger = await app.phone(), await app.phone()
    star_it = {"id": "8a2c1f9e-2222", "at": NOW.isoformat(), "kind": "star", "session": "opening"}
    await client.post("/api/v1/device/actions", json=[star_it])
    message_id = await composed(audience={"sessions": ["opening"]}, urgency="high")

    await announce.fan_out(message_id, now=NOW)

    inbox = (await client.get("/api/v1/device/inbox?since=0")).json()
    (message,) = inbox["messages"]
    assert message == {
        "id": message_id,
        "sequence": inbox["sequence"],
        "kind": "announcement",
        "title": announcement()["title"],
        "body": announcement()["body"],
        "path": "/map",
        "urgency": "high",
        "subject": "",
        "sent_at": "2018-11-07T09:00:00+07:00",
        "expires_at": "2018-11-08T09:00:00+07:00",
        "recalled_at": None,
    }
    again = (await client.get(f"/api/v1/device/inbox?since={inbox['sequence']}")).json()
    assert again == {"sequence": inbox["sequence"], "messages": []}
    assert (await stranger.get("/api/v1/device/inbox")).json()["messages"] == []


async def test_an_inbox_is_its_phones_alone_and_kept_by_no_cache(app: App) -> None:
    phone_client = await app.phone()

    answer = await phone_client.get("/api/v1/device/inbox")

    assert answer.headers["cache-control"] == "no-store"
    assert (await app.client.get("/api/v1/device/inbox")).status_code == 401


async def test_the_export_of_a_phone_holds_all_of_its_inbox_however_long(app: App) -> None:
    client = await app.phone()
    visitor = await Visitor.get()
    texts = (Text("Kabar", "News"), Text("Isi", "Body"))
    messages = [
        made(f"m{n:03}", "reminder", texts, subject="", path="/me", expires_at=NOW, now=NOW)
        for n in range(501)
    ]
    await Message.bulk_create(messages)
    await Told.bulk_create(
        [
            Told(visitor_id=visitor.id, message_id=each.id, key=each.id, sequence=place)
            for place, each in enumerate(messages, start=1)
        ]
    )

    exported = (await client.get("/api/v1/device")).json()["parts"]["inbox"]

    assert [each["id"] for each in exported] == [each.id for each in messages]


@pytest.mark.parametrize(
    ("audience", "field"),
    [
        ({}, "audience"),
        ({"language": "en"}, "audience"),
        ({"seen_today": True}, "audience"),
        ({"everyone": True, "topics": ["ceremony"]}, "audience"),
        ({"everyone": True, "speakers": True}, "audience"),
        ({"topics": ["none"]}, "audience.topics"),
        ({"sessions": ["none"]}, "audience.sessions"),
        ({"tracks": ["none"]}, "audience.tracks"),
    ],
)
async def test_an_audience_of_nobody_or_of_the_unknown_is_refused(
    app: App, audience: dict[str, Any], field: str
) -> None:
    await published(*programme())
    organizer = await app.signed_in()

    answer = await organizer.post("/api/v1/organizer/announcements", json=announcement(audience=audience))

    assert problem(answer) == (422, [field])
    assert await Message.all().count() == 0
