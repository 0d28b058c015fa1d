"""What the program tells by itself, in real browsers: changes, reminders, ceremony, speakers, recalls."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import Page, Playwright, expect

from tests.backend.worker.processes import until
from tests.e2e.browsers import STEP_MS
from tests.e2e.notifications import Desktop
from tests.e2e.organizer import open_organizer
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor, call

JAKARTA = timedelta(hours=7)
ANNOUNCEMENT = {
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


def applied_actions(server: Server) -> int:
    """How many of the phones' actions the server has applied."""
    path = server.environment["COMPANION_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM applied_action").fetchone()[0])


async def sessions(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await call(page, "GET", "/sync"))["sessions"]
    return found


async def move(page: Page, session: dict[str, Any], *, minutes: int) -> dict[str, Any]:
    """Move a session so that it starts in so many minutes, as the organizer's page does, and tell of it."""
    start = datetime.now(UTC) + timedelta(minutes=minutes)
    record = session | {
        "start": start.isoformat(timespec="seconds"),
        "end": (start + timedelta(minutes=45)).isoformat(timespec="seconds"),
    }
    change = {"do": "put", "collection": "sessions", "record": record, "base": session["revision"]}
    answer: dict[str, Any] = await call(
        page, "POST", "/organizer/programme", {"changes": [change], "tell": [session["id"]]}
    )
    return answer


async def test_a_star_set_offline_brings_the_change_and_the_reminder(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    tomorrow = (datetime.now(UTC) + JAKARTA + timedelta(days=1)).date()
    await page.goto(f"{visitor.server.origin}/agenda?day={tomorrow}")
    star = page.locator("article button[aria-pressed]").nth(1)
    await expect(star).to_have_attribute("aria-pressed", "false", timeout=STEP_MS)
    await visitor.server.stop()
    await star.click()
    # Nobody reloads within the milliseconds that the phone needs to write it down.
    await page.evaluate(HAS_WRITTEN)
    await page.reload()
    await expect(star).to_have_attribute("aria-pressed", "true", timeout=STEP_MS)
    href = await page.locator("article h3 a").nth(1).get_attribute("href")
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
        before = visitor.server.log.read_text().count("path=/api/v1/device/actions")
        desktop.click(reminder, button=("Ingatkan 10 menit lagi", "Remind me in 10 minutes")[visitor.side])

        async def has_arrived() -> bool:
            return visitor.server.log.read_text().count("path=/api/v1/device/actions") > before

        await until(has_arrived)
        assert (len(page.context.pages), page.url) == (windows, address)
        # The star and the wish to be reminded again, each once, however often the phone sent them.
        assert applied_actions(visitor.server) == 2
    await page.goto(f"{visitor.server.origin}/announcements")
    await expect(page.get_by_role("link", name=moved.title)).to_be_visible(timeout=STEP_MS)
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
        await move(organizer, held, minutes=9)
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
    assert visitor.browser.push.violations == []
