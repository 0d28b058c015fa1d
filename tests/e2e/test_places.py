"""Places left: said at a room's door, known on every open phone at once, and without a network too."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Locator, Page, Playwright, expect

from tests.e2e.axe import find_violations
from tests.e2e.browsers import RealBrowser
from tests.e2e.organizer import open_organizer
from tests.e2e.server import Server, open_server
from tests.e2e.visitor import call


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


def entry(page: Page, title: str) -> Locator:
    named = page.get_by_role("heading", name=title, exact=True)
    return page.get_by_role("article").filter(has=named)


@dataclass(frozen=True)
class Slot:
    """A session of the last day, which is still to come at whatever hour the tests run."""

    title: str
    room: str
    day: str
    day_sessions: int


async def tomorrow(page: Page) -> Slot:
    """Return a session of the last day."""
    document = await call(page, "GET", "/sync")
    last = max(document["days"], key=lambda day: day["number"])["id"]
    sessions = [each for each in document["sessions"] if each["day"] == last]
    found = next(each for each in sessions if each["room"] and each["status"] == "scheduled")
    return Slot(found["title"]["id"], found["room"], last, len(sessions))


def door(organizer: Page, title: str) -> Locator:
    named = organizer.get_by_role("heading", name=title, exact=True)
    return organizer.get_by_role("listitem").filter(has=named)


async def test_what_is_said_at_the_door_is_on_every_open_phone(
    browser: RealBrowser, server: Server, playwright: Playwright
) -> None:
    page = await browser.open(f"{server.origin}/agenda")
    slot = await tomorrow(page)
    await page.goto(f"{server.origin}/agenda?day={slot.day}")
    shown = entry(page, slot.title)
    await expect(page.get_by_role("article")).to_have_count(slot.day_sessions)

    async with open_organizer(playwright, server) as organizer:
        await organizer.get_by_role("link", name="Pintu ruang").click()
        await organizer.get_by_role("combobox", name="Ruang").select_option(slot.room)
        places = door(organizer, slot.title)
        await places.get_by_role("radio", name="Hampir penuh").check()
        await expect(shown.get_by_text("Hampir penuh")).to_be_visible()
        await places.get_by_role("radio", name="Penuh", exact=True).check()
        await expect(shown.get_by_text("Penuh", exact=True)).to_be_visible()

        await page.get_by_role("button", name="Saring").click()
        panel = page.get_by_role("dialog", name="Saring")
        await panel.get_by_role("switch", name="Masih ada tempat").check()
        assert await find_violations(page) == []
        await panel.get_by_role("button", name="Lihat").click()
        await expect(page.get_by_role("article")).to_have_count(slot.day_sessions - 1)
        await expect(shown).to_have_count(0)

        assert await find_violations(organizer) == []
        await places.get_by_role("button", name="Tarik kembali").click()
        await expect(places.get_by_text("Belum dikatakan")).to_be_visible()
        await expect(page.get_by_role("article")).to_have_count(slot.day_sessions)
        await expect(shown.get_by_text("Penuh", exact=True)).to_have_count(0)


async def test_a_full_room_is_known_offline_and_leads_to_others(
    browser: RealBrowser, server: Server, playwright: Playwright
) -> None:
    page = await browser.open(f"{server.origin}/agenda")
    slot = await tomorrow(page)
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    await page.goto(f"{server.origin}/agenda?day={slot.day}")
    shown = entry(page, slot.title)
    async with open_organizer(playwright, server) as organizer:
        await organizer.goto(f"{server.origin}/organizer/doors?room={slot.room}")
        await door(organizer, slot.title).get_by_role("radio", name="Penuh", exact=True).check()
        await expect(shown.get_by_text("Penuh", exact=True)).to_be_visible()

    await server.stop()
    await page.reload()
    await expect(shown.get_by_text("Penuh", exact=True)).to_be_visible()
    await shown.get_by_role("link").first.click()
    await expect(page.get_by_text("Penuh, kata petugas pintu pukul")).to_be_visible()
    assert await find_violations(page) == []
    await page.get_by_role("link", name="Sesi lain yang masih ada tempat").click()
    await expect(page.get_by_role("button", name="Saring, 1 aktif")).to_be_visible()
    # The session's own day: the others are those that one might go to instead.
    await expect(page.get_by_role("article")).to_have_count(slot.day_sessions - 1)
    await expect(page.get_by_role("heading", name=slot.title, exact=True)).to_have_count(0)


async def test_an_open_phone_without_push_learns_of_a_change_within_seconds(
    browser: RealBrowser, server: Server, playwright: Playwright
) -> None:
    page = await browser.open(f"{server.origin}/agenda")
    document = await call(page, "GET", "/sync")
    session = next(each for each in document["sessions"] if each["room"])
    await expect(page.get_by_role("heading", name=session["title"]["id"], exact=True)).to_be_visible()
    async with open_organizer(playwright, server) as organizer:
        record = session | {"title": {"id": "Judul yang baru saja diubah", "en": "Renamed just now"}}
        change = {"do": "put", "collection": "sessions", "record": record, "base": session["revision"]}
        await call(organizer, "POST", "/organizer/programme", {"changes": [change], "tell": []})

    # Without being told it would ask again after two minutes at the earliest: longer than is waited here.
    await expect(page.get_by_role("heading", name="Judul yang baru saja diubah")).to_be_visible()
