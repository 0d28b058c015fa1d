"""Every kind of push in real browsers: what the program tells by itself, and what organizers tell whom."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import Page, Playwright, expect

from tests.backend.worker.processes import until
from tests.e2e.notifications import Desktop, Shown
from tests.e2e.organizer import open_organizer
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor, call, open_visitor
from tests.push_services.mozilla import MozillaPush

JAKARTA = timedelta(hours=7)
ENDPOINTS = "SELECT endpoint FROM subscription"
ANNOUNCEMENT: dict[str, Any] = {
    "title": {"id": "Gerbang timur ditutup", "en": "East gate is closed"},
    "body": {"id": "Lewat gerbang barat.", "en": "Use the west gate."},
    "path": "/map",
    "audience": {"topics": ["venue"]},
}

HAS_WRITTEN = """async () => {
    const asked = request => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    for (;;) {
        const db = await asked(indexedDB.open('companion'));
        const waiting = await asked(db.transaction('outbox').objectStore('outbox').count());
        db.close();
        if (waiting > 0) return;
        await new Promise(resolve => setTimeout(resolve, 50));
    }
}"""


def kept(server: Server, query: str) -> list[Any]:
    """What a query of one column finds in the server's database."""
    path = server.environment["COMPANION_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return [row[0] for row in database.execute(query)]


def applied_actions(server: Server) -> int:
    """How many of the phones' actions the server has applied."""
    return len(kept(server, "SELECT id FROM applied_action"))


async def until_subscribed_anew(server: Server, former: list[Any]) -> None:
    """Wait until the server has a subscription and none of the former endpoints."""

    async def has_subscribed() -> bool:
        found = kept(server, ENDPOINTS)
        return bool(found) and not set(found) & set(former)

    await until(has_subscribed)


async def sessions(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await call(page, "GET", "/sync"))["sessions"]
    return found


async def move(page: Page, session: dict[str, Any], *, minutes: int) -> datetime:
    """Move a session so that it starts in so many minutes, as the organizer's page does, and tell of it.

    Returns when that is.
    """
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minutes)
    record = session | {
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=45)).isoformat(),
    }
    change = {"do": "put", "collection": "sessions", "record": record, "base": session["revision"]}
    await call(page, "POST", "/organizer/programme", {"changes": [change], "tell": [session["id"]]})
    return start


async def test_a_star_set_offline_brings_the_change_and_the_reminder(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    tomorrow = (datetime.now(UTC) + JAKARTA + timedelta(days=1)).date()
    await page.goto(f"{visitor.server.origin}/agenda?day={tomorrow}")
    # The second and not the first, by its address: while the list fills, the second may become another.
    href = await page.locator("article h3 a").nth(1).get_attribute("href")
    entry = page.get_by_role("article").filter(has=page.locator(f"a[href='{href}']"))
    star = entry.locator("button[aria-pressed]")
    await expect(star).to_have_attribute("aria-pressed", "false")
    await visitor.server.stop()
    await star.click()
    # Nobody reloads within the milliseconds that the phone needs to write it down.
    await page.evaluate(HAS_WRITTEN)
    await page.reload()
    await expect(star).to_have_attribute("aria-pressed", "true")
    await visitor.server.start()
    # Whoever stands before the phone sees the network come back; a test has to say so.
    await page.reload()
    async with open_organizer(playwright, visitor.server) as organizer:
        starred = next(each for each in await sessions(organizer) if f"/agenda/{each['id']}" == href)
        target = {"sessions": [starred["id"]]}
        await expect_audience(organizer, target, 1)

        await move(organizer, starred, minutes=14)
        title = starred["title"][visitor.language]
        moved = await desktop.wait_shown(
            lambda one: one.title == f"{('Pindah', 'Moved')[visitor.side]}: {title}", what="the change"
        )
        reminder = await desktop.wait_shown(lambda one: one.title == title, what="the reminder")

        assert moved.text.startswith(("Semula ", "Was ")[visitor.side])
        assert reminder.text.startswith(("Mulai pukul ", "Starts at ")[visitor.side])
        windows, address = len(page.context.pages), page.url
        before = visitor.server.asked("/device/actions")
        desktop.click(reminder, button=("Ingatkan 10 menit lagi", "Remind me in 10 minutes")[visitor.side])

        async def has_arrived() -> bool:
            return visitor.server.asked("/device/actions") > before

        await until(has_arrived)
        assert (len(page.context.pages), page.url) == (windows, address)
        # The star and the wish to be reminded again, each once, however often the phone sent them.
        assert applied_actions(visitor.server) == 2
        visitor.server.put_clock_ahead(timedelta(minutes=10))
        again = await desktop.wait_shown(
            lambda one: one.title == title, what="the reminder that was asked for"
        )
        assert (again.text, again is reminder) == (reminder.text, False)
    await page.goto(f"{visitor.server.origin}/announcements")
    await expect(page.get_by_role("link", name=moved.title)).to_be_visible()
    assert visitor.browser.push.violations == []


async def expect_audience(page: Page, audience: dict[str, Any], phones: int) -> None:
    """Wait until an audience has so many phones."""
    await page.evaluate(
        """async ([audience, phones]) => {
            const address = '/api/v1/organizer/audience?audience=' + encodeURIComponent(audience);
            for (;;) {
                const { subscriptions } = await (await fetch(address)).json();
                if (subscriptions === phones) return;
                await new Promise(resolve => setTimeout(resolve, 100));
            }
        }""",
        [json.dumps(audience), phones],
    )


async def test_the_ceremony_and_a_speakers_slot_are_told_and_a_recall_takes_its_place(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    side = visitor.side
    async with open_organizer(playwright, visitor.server) as organizer:
        document = await call(organizer, "GET", "/sync")
        ceremony = document["awards"][0]["lists"][0]["session"]
        slot = next(each for each in document["sessions"] if each["speakers"] and each["id"] != ceremony)
        speaker = slot["speakers"][0]["speaker"]
        link = await call(organizer, "POST", f"/organizer/speakers/{speaker}/link")
        await page.goto(link["url"])
        await expect_audience(organizer, {"speakers": True}, 1)

        await move(organizer, slot, minutes=29)
        title = slot["title"][visitor.language]
        own = (f"Sesi Anda · Pindah: {title}", f"Your session · Moved: {title}")[side]
        await desktop.wait_shown(lambda one: one.title == own, what="the change of the slot")
        soon = (f"Giliran Anda: {title}", f"Your slot: {title}")[side]
        await desktop.wait_shown(lambda one: one.title == soon, what="the slot's reminder")
        await page.reload()
        await page.get_by_role("button", name=("Sudah saya baca", "I have seen it")[side]).click()

        held = next(each for each in await sessions(organizer) if each["id"] == ceremony)
        start = await move(organizer, held, minutes=9)
        name = held["title"][visitor.language]
        counting = (f"9 menit lagi: {name}", f"In 9 minutes: {name}")[side]
        await desktop.wait_shown(lambda one: one.title == counting, what="the ceremony's countdown")

        made = await call(organizer, "POST", "/organizer/announcements", ANNOUNCEMENT)
        said = ("Gerbang timur ditutup", "East gate is closed")[side]
        shown = await desktop.wait_shown(lambda one: one.title == said, what="the announcement")
        await call(organizer, "POST", f"/organizer/announcements/{made['id']}/recall")
        taken_back = (f"Ditarik kembali: {said}", f"Recalled: {said}")[side]
        await desktop.wait_shown(lambda one: one.title == taken_back, what="the recall")
        # Firefox shows the new one first and closes the old one then.
        await desktop.changes.until(lambda: None if shown.open else True, "the end of what was recalled")

        seen = await call(organizer, "GET", "/organizer/acknowledgements")
        assert [each["acknowledged_at"] is None for each in seen if each["speaker"] == speaker] == [False]
        visitor.server.put_clock_to(start)
        begins = (f"Dimulai: {name}", f"Starting now: {name}")[side]
        await desktop.wait_shown(lambda one: one.title == begins, what="the ceremony's start")
    assert visitor.browser.push.violations == []


def titled(title: str) -> Callable[[Shown], bool]:
    return lambda shown: shown.title == title


async def publish_status(organizer: Page, server: Server, session: str, status: str) -> None:
    """Cancel or restore a session by the page's own controls, and have it told."""
    await organizer.goto(f"{server.origin}/organizer/programme/{session}")
    await organizer.get_by_role("radio", name=status).check()
    await organizer.get_by_role("button", name="Periksa yang akan dikirim").click()
    await organizer.get_by_role("button", name="Terbitkan").click()
    await expect(organizer.get_by_text("1 ponsel mendapat notifikasi.")).to_be_visible()


async def test_a_cancelled_session_its_return_and_what_is_said_to_few_or_later_are_told(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    side = visitor.side
    async with open_organizer(playwright, visitor.server) as organizer:
        document = await call(organizer, "GET", "/sync")
        rooms = {each["id"]: each["name"][visitor.language] for each in document["rooms"]}
        tomorrow = document["days"][1]["id"]
        session = next(
            each
            for each in document["sessions"]
            if each["day"] == tomorrow and each["track"] and each["speakers"] and each["room"]
        )
        link = await call(organizer, "POST", f"/organizer/speakers/{session['speakers'][0]['speaker']}/link")
        await page.goto(f"{visitor.server.origin}/agenda/{session['id']}")
        await page.get_by_role("button", name=("agenda saya", "my agenda")[side]).first.click()
        starred = {"sessions": [session["id"]]}
        await expect_audience(organizer, starred, 1)

        title = session["title"][visitor.language]
        start, end = (datetime.fromisoformat(session[each]) for each in ("start", "end"))
        clock = ("%H.%M", "%H:%M")[side]
        place = f"{start:{clock}}–{end:{clock}}, {rooms[session['room']]}."
        told = {
            "Dibatalkan": (
                f"{('Dibatalkan', 'Cancelled')[side]}: {title}",
                f"{('Semula', 'It was to be')[side]} {place}",
            ),
            "Berlangsung": (f"{('Jadi digelar', 'Back on')[side]}: {title}", place),
        }
        for status, (heading, text) in told.items():
            await publish_status(organizer, visitor.server, session["id"], status)
            shown = await desktop.wait_shown(titled(heading), what=heading)
            assert shown.text == text

        await page.goto(link["url"])
        await expect_audience(organizer, {"speakers": True}, 1)
        few: dict[str, dict[str, Any]] = {
            "To the session": starred,
            "To the track": {"tracks": [session["track"]]},
            "To speakers": {"speakers": True},
        }
        for title, audience in few.items():
            body = ANNOUNCEMENT | {"title": {"id": title, "en": title}, "audience": audience}
            await call(organizer, "POST", "/organizer/announcements", body)
            await desktop.wait_shown(titled(title), what=title)

        due = datetime.now(UTC) + timedelta(minutes=30)
        later = ANNOUNCEMENT | {"send_at": due.isoformat(timespec="seconds")}
        said = ANNOUNCEMENT["title"][visitor.language]
        await call(organizer, "POST", "/organizer/announcements", later)
        before = [one.title for one in desktop.shown]
        visitor.server.put_clock_to(due)
        await desktop.wait_shown(titled(said), what="the scheduled announcement")
        assert said not in before
    assert visitor.browser.push.violations == []


async def test_a_phone_follows_a_new_key_of_the_server_at_its_next_open(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    former = list(visitor.browser.push.subscriptions.values())
    endpoints = kept(visitor.server, ENDPOINTS)
    await visitor.server.stop()
    await visitor.server.command("vapid", "rotate")
    await visitor.server.start()
    await page.reload()
    await until_subscribed_anew(visitor.server, endpoints)
    async with open_organizer(playwright, visitor.server) as organizer:
        await expect_audience(organizer, ANNOUNCEMENT["audience"], 1)
        await call(organizer, "POST", "/organizer/announcements", ANNOUNCEMENT)
        said = ANNOUNCEMENT["title"][visitor.language]
        await desktop.wait_shown(titled(said), what="the announcement")
    taken = visitor.browser.push.accepted[-1]
    assert (taken.subscription in former, taken.push.vapid.key in {each.key for each in former}) == (
        False,
        False,
    )
    assert visitor.browser.push.violations == []


async def test_firefox_renews_a_subscription_that_its_push_service_lost(
    playwright: Playwright, desktop: Desktop
) -> None:
    async with open_visitor("firefox", playwright, desktop) as visitor:
        await visitor.subscribe()
        push = visitor.browser.push
        assert isinstance(push, MozillaPush)
        endpoints = kept(visitor.server, ENDPOINTS)
        await push.forget_phones()
        await until_subscribed_anew(visitor.server, endpoints)
        async with open_organizer(playwright, visitor.server) as organizer:
            await call(organizer, "POST", "/organizer/announcements", ANNOUNCEMENT)
            said = ANNOUNCEMENT["title"]["id"]
            await desktop.wait_shown(titled(said), what="the announcement")
        # Nothing went to the endpoint that is gone: the server has only the new one.
        assert [each.token for each in push.received] == list(push.subscriptions)
        assert push.violations == []
