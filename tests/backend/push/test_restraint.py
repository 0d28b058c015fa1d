"""Quiet hours and the cap: a phone is left in peace, and nothing is lost by it."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.push.models import Delivery
from backend.push.restraint import quiet_until, ration
from backend.push.transport import Reply
from tests.apps import App, open_app, settings_for
from tests.factories.announcements import sent
from tests.factories.records import programme, published
from tests.factories.visitors import change, further_phone, phone, star
from tests.fakes import NOW

HOUR = timedelta(hours=1)
# Nine in the morning in Jakarta, ten in Makassar.
QUIET: dict[str, Any] = {"quiet_from": "08:00", "quiet_to": "10:30"}


@pytest.mark.parametrize(
    ("clock", "start", "end", "until"),
    [
        ("12:00", None, None, None),
        ("12:00", "12:00", "12:00", None),
        ("12:00", "11:00", "13:00", "2018-11-07T13:00"),
        ("11:00", "11:00", "13:00", "2018-11-07T13:00"),
        ("13:00", "11:00", "13:00", None),
        ("23:30", "22:00", "06:30", "2018-11-08T06:30"),
        ("03:00", "22:00", "06:30", "2018-11-07T06:30"),
        ("21:59", "22:00", "06:30", None),
        ("06:30", "22:00", "06:30", None),
    ],
)
def test_quiet_hours_end_when_the_phones_clock_says_so(
    clock: str, start: str | None, end: str | None, until: str | None
) -> None:
    zone = ZoneInfo("Asia/Jakarta")
    now = datetime.fromisoformat(f"2018-11-07T{clock}").replace(tzinfo=zone).astimezone(UTC)

    found = quiet_until(now, start, end, "Asia/Jakarta")

    assert found == (datetime.fromisoformat(until).replace(tzinfo=zone) if until else None)


@given(
    now=st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    start=st.times(),
    end=st.times(),
    zone=st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "America/St_Johns"]),
)
def test_quiet_hours_end_after_now_and_within_a_day_even_where_clocks_change(
    now: datetime, start: datetime, end: datetime, zone: str
) -> None:
    found = quiet_until(now, f"{start:%H:%M}", f"{end:%H:%M}", zone)

    assert found is None or timedelta(0) < found - now <= timedelta(hours=25)


@given(st.integers(0, 40), st.integers(0, 20), st.integers(1, 12))
def test_no_more_rings_than_the_cap_and_nothing_is_dropped(waiting: int, rang: int, cap: int) -> None:
    messages = list(range(waiting))

    found = ration(messages, rang=rang, cap=cap)

    rings = len(found.single) + bool(found.digest)
    assert rings <= max(0, cap - rang)
    assert [*found.single, *found.digest, *found.held] == messages
    assert len(found.digest) != 1
    # Nothing waits unsaid while there is a place.
    assert not found.held or rang >= cap


async def test_quiet_hours_hold_a_message_until_their_end(app: App) -> None:
    quiet, zone = await phone(1, **QUIET), await phone(2, time_zone="Asia/Makassar", **QUIET)
    awake = await phone(3)
    await sent()

    await app.deliverer.deliver_due()
    first = app.push.urls()
    app.clock.move(timedelta(minutes=30))
    await app.deliverer.deliver_due()
    second = app.push.urls()
    app.clock.move(HOUR)
    await app.deliverer.deliver_due()

    assert first == [awake.push.endpoint]
    assert second == sorted([awake.push.endpoint, zone.push.endpoint])
    assert app.push.urls() == sorted([each.push.endpoint for each in (quiet, zone, awake)])
    assert Counter(row.attempts for row in await Delivery.all()) == {1: 3}


async def test_two_phones_of_one_visitor_have_quiet_hours_and_a_language_each(app: App) -> None:
    quiet = await phone(1, locale="en", **QUIET)
    awake = await further_phone(quiet.visitor_id, 2)
    await sent()

    await app.deliverer.deliver_due()
    first = app.push.urls()
    app.clock.move(2 * HOUR)
    await app.deliverer.deliver_due()

    assert first == [awake.push.endpoint]
    bodies = {posted.url: posted.body for posted in app.push.posted}
    told = [each.push.read(bodies[each.push.endpoint])["notification"] for each in (quiet, awake)]
    assert [notice["lang"] for notice in told] == ["en", "id"]


async def test_what_expires_in_quiet_hours_is_never_sent(app: App) -> None:
    await phone(**QUIET)
    message_id = await sent(expires_at=(NOW + HOUR).isoformat())
    await app.deliverer.deliver_due()

    app.clock.move(2 * HOUR)
    await app.deliverer.deliver_due()

    rows = await Delivery.filter(message_id=message_id)
    assert ([row.state for row in rows], app.push.posted) == (["expired"], [])


async def test_what_is_urgent_passes_quiet_hours(app: App) -> None:
    await phone(**QUIET)
    await sent(urgency="high")

    await app.deliverer.deliver_due()

    assert len(app.push.posted) == 1


async def test_a_change_is_held_in_quiet_hours_though_its_header_is_high(app: App) -> None:
    await published(*programme())
    await star(await phone(**QUIET))
    await change(start="2018-11-07T11:00:00+07:00", end="2018-11-07T12:00:00+07:00")

    await app.deliverer.deliver_due()

    assert (app.push.posted, await app.deliverer.next_due()) == ([], NOW + timedelta(minutes=90))


async def test_the_surplus_of_an_hour_comes_as_one_digest(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=3)) as app:
        who, other = await phone(1), await phone(2)
        for _ in range(6):
            await sent()

        await app.deliverer.deliver_due()

        told = [
            who.push.read(message.body)["notification"]
            for message in app.push.posted
            if message.url == who.push.endpoint
        ]
        assert [notice["tag"].split("-")[0] for notice in told] == ["announcement"] * 2 + ["digest"]
        assert (told[-1]["title"], told[-1]["navigate"]) == (
            "4 kabar lain di kotak masuk",
            "https://forum.example.org/announcements",
        )
        assert Counter(row.state for row in await Delivery.all()) == {"accepted": 12}
        assert Counter(app.push.urls()) == {who.push.endpoint: 3, other.push.endpoint: 3}


async def test_a_full_hour_holds_what_comes_until_there_is_a_place(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=2)) as app:
        await phone()
        for minutes in (0, 10, 20, 20):
            app.clock.now = NOW + timedelta(minutes=minutes)
            await sent()
            await app.deliverer.deliver_due()

        assert (len(app.push.posted), await app.deliverer.next_due()) == (2, NOW + HOUR)

        app.clock.now = NOW + HOUR + timedelta(seconds=1)
        await app.deliverer.deliver_due()
        assert (len(app.push.posted), await app.deliverer.next_due()) == (3, None)


async def test_what_is_on_its_way_takes_its_place_of_the_hour(url: str, tmp_path: Path) -> None:
    async with asyncio.timeout(30), open_app(settings_for(url, tmp_path, push_hourly_cap=1)) as app:
        await phone()
        await sent()
        app.push.gate.clear()
        sending = asyncio.create_task(app.deliverer.deliver_due())
        await app.push.wait_posted(1)

        second = await sent()
        await app.deliverer.deliver_due()
        while (held := await Delivery.get(message_id=second)).due_at == NOW:
            pass
        app.push.gate.set()

        assert (await sending, held.due_at, len(app.push.posted)) == (2, NOW + HOUR, 1)


async def test_what_is_urgent_is_not_counted(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=1)) as app:
        await phone()
        for _ in range(3):
            await sent(urgency="high")

        await app.deliverer.deliver_due()

        assert len(app.push.posted) == 3


async def test_a_digest_lasts_as_long_as_its_longest_message_and_loses_none_to_the_shortest(
    url: str, tmp_path: Path
) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=1)) as app:
        await phone()
        lasts = {seconds: timedelta(seconds=seconds) for seconds in (30, 60, 7200)}
        for each in lasts.values():
            await sent(expires_at=(NOW + each).isoformat())
        app.push.answer = lambda _: Reply(500)
        app.clock.move(lasts[30] - timedelta(seconds=1))
        await app.deliverer.deliver_due()

        app.push.answer = lambda _: Reply(201)
        app.clock.now = NOW + lasts[60]
        await sent()
        await Delivery.filter(expires_at=NOW + lasts[30]).update(state="leased", lease_until=app.clock.now)
        await app.deliverer.deliver_due()

        states = {row.expires_at - NOW: row.state for row in await Delivery.all()}
        assert [message.headers["ttl"] for message in app.push.posted] == ["7171", str(24 * 3600 - 60)]
        assert states == {
            lasts[30]: "expired",
            lasts[60]: "expired",
            lasts[7200]: "accepted",
            timedelta(days=1): "accepted",
        }


async def test_what_is_over_takes_no_place_of_the_hour(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=1)) as app:
        who = await phone()
        over = await sent(expires_at=(NOW + timedelta(seconds=30)).isoformat())
        await sent()
        # What a dead worker held is claimed after its time.
        await Delivery.filter(message_id=over).update(state="leased", lease_by="dead", lease_until=NOW)
        app.clock.move(timedelta(seconds=30))

        await app.deliverer.deliver_due()

        (message,) = app.push.posted
        assert who.push.read(message.body)["notification"]["data"]["kind"] == "announcement"
        assert Counter(row.state for row in await Delivery.all()) == {"expired": 1, "accepted": 1}


async def test_a_digest_that_fails_leaves_all_of_its_messages_waiting(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, push_hourly_cap=1)) as app:
        await phone()
        for _ in range(3):
            await sent()
        app.push.answer = lambda _: Reply(500)

        await app.deliverer.deliver_due()

        assert Counter(row.state for row in await Delivery.all()) == {"due": 3}
        app.push.answer = lambda _: Reply(201)
        app.clock.move(timedelta(minutes=1))
        await app.deliverer.deliver_due()
        assert Counter(row.state for row in await Delivery.all()) == {"accepted": 3}
        assert len(app.push.posted) == 2
