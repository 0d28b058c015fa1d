"""Whatever is wrong with a call, the answer is problem details and nothing is stored."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.apps import App
from tests.factories.announcements import announcement
from tests.factories.contents import row_counts
from tests.factories.phones import PushPhone
from tests.factories.problems import problem
from tests.factories.records import programme, published, text

OFF_CURVE = "BAAA" + "A" * 83


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", [""]),
        (b"{", [""]),
        (b"\xff\xfe", [""]),
        (b"[]", [""]),
        (b"null", [""]),
        (b'{"locale": 1}', ["locale"]),
        (b'{"locale": "fr"}', ["locale"]),
        (b'{"topics": "ceremony"}', ["topics"]),
        (b'{"topics": ["nobody-knows"]}', ["topics"]),
        (b'{"topics": ["ceremony\\n"]}', ["topics[0]"]),
        (b'{"reminder_minutes": -1}', ["reminder_minutes"]),
        (b'{"reminder_minutes": 1e400}', ["reminder_minutes"]),
        (b'{"quiet_hours": {"from": "22:00"}}', ["quiet_hours"]),
        (b'{"quiet_hours": {"from": "22:00", "to": "24:00"}}', ["quiet_hours.to"]),
        (b'{"quiet_hours": {"from": "22:00", "to": "06:00\\n"}}', ["quiet_hours.to"]),
        (b'{"time_zone": "Asia/Nowhere"}', ["time_zone"]),
        (b'{"time_zone": "../../etc/passwd"}', ["time_zone"]),
        (b'{"time_zone": "a\\u0000b"}', [""]),
        (b'{"nobody": "knows"}', [""]),
    ],
)
async def test_preferences_of_a_wrong_shape_are_refused(app: App, body: bytes, fields: list[str]) -> None:
    await published(*programme())
    phone = await app.phone()
    before = await row_counts()

    answer = await phone.put("/api/v1/device/preferences", content=body)

    assert problem(answer) == (422, fields)
    assert await row_counts() == before
    assert (await phone.get("/api/v1/device")).json()["locale"] == "id"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"endpoint": "https://127.0.0.1/wpush/v2/x"}, ["endpoint"]),
        ({"endpoint": "https://10.0.0.1/wpush/v2/x"}, ["endpoint"]),
        ({"endpoint": "http://169.254.169.254/latest/meta-data"}, ["endpoint"]),
        ({"endpoint": "https://push.example.org/x"}, ["endpoint"]),
        ({"endpoint": "https://user:word@updates.push.services.mozilla.com/x"}, ["endpoint"]),
        ({"endpoint": "http://updates.push.services.mozilla.com/x"}, ["endpoint"]),
        ({"endpoint": "https://updates.push.services.mozilla.com:8443/x"}, ["endpoint"]),
        ({"endpoint": "https://updates.push.services.mozilla.com/" + "x" * 3000}, ["endpoint"]),
        ({"endpoint": 7}, ["endpoint"]),
        ({"keys": {"p256dh": OFF_CURVE, "auth": "A" * 22}}, ["keys.p256dh"]),
        ({"keys": {"p256dh": "", "auth": "A" * 22}}, ["keys.p256dh"]),
        ({"keys": {"auth": "A" * 22}}, ["keys"]),
        ({"keys": None}, ["keys"]),
        ({"vapid_public_key": "B" * 87}, ["vapid_public_key"]),
        ({"device_id": "somebody-elses"}, [""]),
    ],
)
async def test_a_subscription_that_cannot_be_pushed_to_is_refused(
    app: App, changes: dict[str, Any], fields: list[str]
) -> None:
    phone = await app.phone()
    before = await row_counts()

    answer = await phone.put("/api/v1/device/subscription", json=PushPhone().body(**changes))

    assert problem(answer) == (422, fields)
    assert await row_counts() == before


async def test_a_subscription_with_a_short_secret_is_refused(app: App) -> None:
    phone, body = await app.phone(), PushPhone().body()
    body["keys"]["auth"] = "AA"

    answer = await phone.put("/api/v1/device/subscription", json=body)

    assert problem(answer) == (422, ["keys.auth"])
    assert "Subscription" not in await row_counts()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": {"id": "Halo"}}, ["title"]),
        ({"title": {"id": "Halo", "en": " "}}, ["title.en"]),
        ({"title": text("x" * 81)}, ["title.en", "title.id"]),
        ({"body": text("x" * 501)}, ["body.en", "body.id"]),
        ({"body": {"id": "Halo", "en": "Hi\0"}}, [""]),
        ({"audience": {}}, ["audience"]),
        ({"audience": {"everyone": False}}, ["audience.everyone"]),
        ({"audience": {"everyone": True, "topics": ["ceremony"]}}, ["audience"]),
        ({"audience": {"topics": []}}, ["audience.topics"]),
        ({"audience": {"topics": ["nobody-knows"]}}, ["audience.topics"]),
        ({"path": "https://elsewhere.example.org/"}, ["path"]),
        ({"path": "//elsewhere.example.org/"}, ["path"]),
        ({"path": "/booths"}, ["path"]),
        ({"path": "/speakers"}, ["path"]),
        ({"path": "/speaker/../api/v1/sync"}, ["path"]),
        ({"path": "/speaker//elsewhere.example.org"}, ["path"]),
        ({"path": "/speakerdesk"}, ["path"]),
        ({"path": "/map\n"}, ["path"]),
        ({"urgency": "very-high"}, ["urgency"]),
        ({"send_at": "2018-11-07T10:00:00"}, ["send_at"]),
        ({"send_at": "tomorrow"}, ["send_at"]),
        ({"send_at": "9999-12-31T23:59:59-11:00"}, ["send_at"]),
        ({"expires_at": "2018-11-07T09:00:00+07:00"}, ["expires_at"]),
        ({"expires_at": "0001-01-01T00:00:00+14:00"}, ["expires_at"]),
        ({"expires_at": "9999-12-31T23:59:59-11:00"}, ["expires_at"]),
        ({"send_at": "2018-11-07T12:00:00+07:00", "expires_at": "2018-11-07T11:00:00+07:00"}, ["expires_at"]),
        ({"id": "chosen-by-me"}, [""]),
    ],
)
async def test_an_announcement_that_cannot_be_sent_is_refused(
    app: App, changes: dict[str, Any], fields: list[str]
) -> None:
    await published(*programme())
    organizer = await app.signed_in()
    before = await row_counts()

    answer = await organizer.post("/api/v1/organizer/announcements", json=announcement(**changes))

    assert problem(answer) == (422, fields)
    assert await row_counts() == before
    assert app.jobs.announcements == []


async def test_a_body_that_says_it_is_too_large_is_refused_unread(app: App) -> None:
    organizer = await app.signed_in()
    before = await row_counts()

    answer = await organizer.post("/api/v1/organizer/announcements", content=b" " * 70_000)

    assert problem(answer) == (413, [])
    assert await row_counts() == before


async def test_a_body_in_chunks_is_refused_once_it_is_too_large(app: App) -> None:
    phone = await app.phone()
    read: list[int] = []

    async def chunks() -> AsyncIterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b" " * 1024

    answer = await phone.put("/api/v1/device/preferences", content=chunks())

    assert problem(answer) == (413, [])
    assert len(read) == 65


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nobody/knows", 404),
        ("POST", "/api/v1/nobody/knows", 404),
        ("GET", "/api/v2/sync", 404),
        ("GET", "/api/v1/devices", 405),
        ("DELETE", "/api/v1/organizer/announcements", 405),
        ("POST", "/api/v1/sync", 405),
        ("PUT", "/", 405),
        ("GET", "/api/v1/device", 401),
        ("GET", "/api/v1/auth/me", 401),
        ("GET", "/api/v1/organizer/announcements", 401),
        ("GET", "/api/v1/organizer/audience", 401),
    ],
)
async def test_what_is_not_there_or_not_for_strangers_is_a_problem(
    app: App, method: str, path: str, status: int
) -> None:
    assert problem(await app.client.request(method, path)) == (status, [])


@pytest.mark.parametrize("path", ["nobody-knows", "%00", "a%2Fb", "x" * 2000, "%F0%9F%98%80"])
async def test_an_unknown_announcement_is_not_found(app: App, path: str) -> None:
    organizer = await app.signed_in()

    answer = await organizer.get(f"/api/v1/organizer/announcements/{path}")

    assert problem(answer) == (404, [])


@pytest.mark.parametrize(
    ("query", "fields"),
    [("everyone=maybe", ["everyone"]), ("topics=nobody-knows", ["audience.topics"])],
)
async def test_an_audience_that_is_none_is_refused(app: App, query: str, fields: list[str]) -> None:
    organizer = await app.signed_in()

    answer = await organizer.get(f"/api/v1/organizer/audience?{query}")

    assert problem(answer) == (422, fields)


async def test_a_backslash_before_a_zero_is_no_nul(app: App) -> None:
    organizer = await app.signed_in()
    said = {"id": r"C:\u0000", "en": r"C:\u0000"}

    answer = await organizer.post("/api/v1/organizer/announcements", json=announcement(title=said))

    assert answer.status_code == 201
    kept = await organizer.get(f"/api/v1/organizer/announcements/{answer.json()['id']}")
    assert kept.json()["title"] == said
