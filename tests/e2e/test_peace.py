"""What a visitor does so that the phone rings as they like, and organizers by their pages' own controls."""

import json
import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import Playwright, expect

from tests.backend.worker.processes import until
from tests.e2e.notifications import Desktop
from tests.e2e.organizer import open_organizer
from tests.e2e.test_notifications import ANNOUNCEMENT, expect_audience
from tests.e2e.visitor import Visitor, call, open_visitor

JAKARTA = timedelta(hours=7)
TOLD_PREFERENCES = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('companion');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const db = opening.result;
        const reading = db.transaction('device').objectStore('device').get('preferences');
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => { db.close(); resolve(reading.result ?? null); };
    };
})"""


async def test_a_phone_tests_itself_and_mutes_a_topic_from_its_notification(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    await page.get_by_role("button", name=("Uji", "Test")[visitor.side], exact=True).click()
    done = ("Beres. Notifikasi sampai ke ponsel ini.", "All good. Notifications reach this phone.")
    await expect(page.get_by_text(done[visitor.side])).to_be_visible()
    steps = page.get_by_role("list", name=("Langkah uji", "Steps of the test")[visitor.side])
    states = await steps.get_by_role("listitem").evaluate_all("all => all.map(one => one.dataset.state)")
    assert states == ["done"] * 5

    async with open_organizer(playwright, visitor.server) as organizer:
        await call(organizer, "POST", "/organizer/announcements", ANNOUNCEMENT)
        said = ("Gerbang timur ditutup", "East gate is closed")[visitor.side]
        shown = await desktop.wait_shown(lambda one: one.title == said, what="the announcement")
        desktop.click(shown, button=("Senyapkan topik ini", "Mute this topic")[visitor.side])
        await expect_audience(organizer, {"topics": ["venue"]}, 0)
    assert visitor.browser.push.violations == []


async def test_quiet_hours_hold_all_but_what_is_urgent_and_end_in_a_digest(
    playwright: Playwright, desktop: Desktop
) -> None:
    async with open_visitor("chromium", playwright, desktop, COMPANION_PUSH_HOURLY_CAP="2") as visitor:
        page = await visitor.subscribe()
        await page.get_by_role("switch", name="Quiet hours").click()
        here = datetime.now(UTC) + JAKARTA
        # The field knows no seconds: at least twenty of them are left for what follows.
        ends = here + timedelta(minutes=1 if here.second < 40 else 2)
        await page.get_by_label("To", exact=True).fill(f"{ends:%H:%M}")
        await page.get_by_label("From", exact=True).fill(f"{here - timedelta(hours=1):%H:%M}")
        async with open_organizer(playwright, visitor.server) as organizer:
            held = [f"Held {number}" for number in (1, 2, 3)]
            await expect(page.get_by_text(f"–{ends:%H:%M}")).to_be_visible()
            wanted = {"from": f"{here - timedelta(hours=1):%H:%M}", "to": f"{ends:%H:%M}"}

            async def is_known() -> bool:
                told = await page.evaluate(TOLD_PREFERENCES)
                return told is not None and json.loads(told)["quiet_hours"] == wanted

            await until(is_known)
            for title in (*held, "Urgent"):
                body = ANNOUNCEMENT | {"title": {"id": title, "en": title}}
                body["urgency"] = "high" if title == "Urgent" else "normal"
                await call(organizer, "POST", "/organizer/announcements", body)
            await desktop.wait_shown(lambda one: one.title == "Urgent", what="the urgent one")
            assert [one.title for one in desktop.visible] == ["Urgent"]
            digest = await desktop.wait_shown(
                lambda one: one.title == "2 more messages in your inbox", what="the digest", seconds=150
            )
            await desktop.wait_shown(
                lambda one: one.title == held[0], what="the one for which there was a place"
            )
        assert digest.text == " · ".join(held[1:])
        assert visitor.browser.push.violations == []


async def test_an_organizer_moves_a_session_and_signs_a_speaker_in_by_the_pages_own_controls(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    page = await visitor.subscribe()
    async with open_organizer(playwright, visitor.server) as organizer:
        document = await call(organizer, "GET", "/sync")
        tomorrow = document["days"][1]["id"]
        people = {each["id"]: each for each in document["speakers"] if not each["placeholder"]}
        session, speaker = next(
            (each, people[part["speaker"]])
            for each in document["sessions"]
            for part in each["speakers"]
            if each["day"] == tomorrow and part["speaker"] in people
        )
        await organizer.goto(f"{visitor.server.origin}/organizer/speakers")
        await organizer.get_by_role(
            "button", name=f"Buat tautan masuk untuk {speaker['name']['id']}", exact=True
        ).click()
        link = await organizer.get_by_label("Tautan sebagai teks").input_value()
        await page.goto(link)
        await expect(page.get_by_text(speaker["name"][visitor.language]).first).to_be_visible()
        await expect_audience(organizer, {"speakers": True}, 1)

        await organizer.goto(f"{visitor.server.origin}/organizer/programme?day={tomorrow}")
        await organizer.get_by_role("link", name=re.compile(re.escape(session["title"]["id"]))).click()
        await organizer.get_by_role("button", name="+15").click()
        await organizer.get_by_role("button", name="Periksa yang akan dikirim").click()
        await organizer.get_by_role("button", name="Terbitkan").click()
        await expect(organizer.get_by_text(re.compile(r"Terbit sebagai versi \d+"))).to_be_visible()
        await expect(organizer.get_by_text("1 ponsel mendapat notifikasi.")).to_be_visible()
        after = await call(organizer, "GET", "/sync")
        moved = next(each for each in after["sessions"] if each["id"] == session["id"])
        late = datetime.fromisoformat(moved["start"]) - datetime.fromisoformat(session["start"])
        assert late == timedelta(minutes=15)
    assert visitor.browser.push.violations == []
