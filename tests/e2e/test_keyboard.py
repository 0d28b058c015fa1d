"""The five main tasks by keyboard alone, everything called by the role and name that a screen reader says."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Final

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.e2e.browsers import RealBrowser, open_chromium, open_firefox
from tests.e2e.keyboard import Keyboard
from tests.e2e.notifications import Desktop
from tests.e2e.opening import AFTERWARDS, OPENING, Records, during_the_opening, read_event, yesterday
from tests.e2e.server import Server, open_server
from tests.push_services.google import google_push
from tests.push_services.mozilla import mozilla_push

BOOTH: Final = "stan-a01"
ANNOUNCEMENT: Final = "selamat-datang"


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Server]:
    async with open_server(first_day=yesterday()) as opened:
        yield opened


@pytest.fixture(scope="module")
async def event(server: Server) -> Records:
    return await read_event(server)


@pytest.fixture(params=["firefox", "chromium"])
async def page(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    desktop: Desktop,
    server: Server,
    event: Records,
) -> AsyncIterator[Page]:
    """The start page, opened while the opening session runs."""
    async with AsyncExitStack() as stack:
        if request.param == "firefox":
            mozilla = await stack.enter_async_context(mozilla_push())
            browser: RealBrowser = await stack.enter_async_context(open_firefox(playwright, desktop, mozilla))
        else:
            google = await stack.enter_async_context(google_push())
            browser = await stack.enter_async_context(open_chromium(playwright, desktop, google, origins=()))
        opened = await browser.context.new_page()
        await opened.emulate_media(reduced_motion="reduce")
        await opened.clock.set_fixed_time(during_the_opening(event))
        await opened.goto(server.origin)
        await expect(opened.get_by_role("link", name=event[OPENING]["title"]["id"])).to_be_visible()
        yield opened


async def test_the_skip_link_leads_past_everything_to_the_content(page: Page) -> None:
    keyboard = Keyboard(page)
    skip = await keyboard.reach("link", "Langsung ke isi")
    await expect(skip).to_be_in_viewport()
    await keyboard.press("Enter")
    await expect(page.get_by_role("main")).to_be_focused()
    await keyboard.press("Tab")

    first = page.get_by_role("main").get_by_role("link").first
    await expect(first).to_be_focused()


async def test_one_sees_what_is_on_now_and_next_and_opens_it(page: Page, event: Records) -> None:
    keyboard = Keyboard(page)
    await expect(page.get_by_role("heading", name="Sekarang")).to_be_visible()
    await keyboard.follow(event[AFTERWARDS]["title"]["id"])
    await keyboard.require_heading(event[AFTERWARDS]["title"]["id"])

    await keyboard.reach("button", "Kembali", key="Shift+Tab")
    await keyboard.press("Enter")
    await keyboard.require_heading("IPS Forum 2018")
    await keyboard.follow(event[OPENING]["title"]["id"])
    await keyboard.require_heading(event[OPENING]["title"]["id"])


async def test_one_finds_a_session_in_the_agenda_and_stars_it(page: Page, event: Records) -> None:
    keyboard, title = Keyboard(page), event[AFTERWARDS]["title"]["id"]
    await keyboard.follow("Agenda", within="navigation")
    await keyboard.require_heading("Agenda")
    star = await keyboard.reach("button", f"Agenda saya: {title}")
    await expect(star).to_have_attribute("aria-pressed", "false")
    await keyboard.press("Space")
    await expect(page.get_by_role("button", name=f"Agenda saya: {title}", pressed=True)).to_be_focused()

    await keyboard.reach("link", title, key="Shift+Tab")
    await keyboard.press("Enter")
    await keyboard.require_heading(title)


async def test_one_opens_the_maps_list_and_reaches_a_booth(page: Page, event: Records) -> None:
    keyboard = Keyboard(page)
    exhibitor = next(each["name"]["id"] for each in event.values() if BOOTH in each.get("booths", []))
    await keyboard.follow("Peta", within="navigation")
    await keyboard.require_heading("Peta")
    await keyboard.reach("button", "Tampilkan sebagai daftar")
    await keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Tampilkan denah")).to_be_visible()
    await keyboard.follow(exhibitor)

    await keyboard.require_heading(exhibitor)


async def test_one_reads_an_announcement_in_the_inbox(page: Page, event: Records) -> None:
    keyboard, announcement = Keyboard(page), event[ANNOUNCEMENT]
    await keyboard.follow("Pengumuman, ", within="main")
    await keyboard.require_heading("Pengumuman")
    await keyboard.follow(announcement["title"]["id"])
    await keyboard.require_heading(announcement["title"]["id"])
    await expect(page.get_by_role("main")).to_contain_text(announcement["body"]["id"])
    await keyboard.reach("button", "Kembali", key="Shift+Tab")
    await keyboard.press("Enter")

    await keyboard.require_heading("Pengumuman")
    await expect(page.get_by_role("link", name=announcement["title"]["id"], exact=True)).to_be_visible()


async def test_what_goes_away_leaves_the_focus_where_it_was(page: Page) -> None:
    keyboard = Keyboard(page)
    card = page.get_by_role("heading", name="Jangan sampai terlewat")
    await keyboard.reach("button", "Nanti")
    await keyboard.press("Enter")
    await expect(card).to_have_count(0)
    await expect(page.get_by_role("heading", name="Pengumuman")).to_be_focused()

    await keyboard.reach("link", "Pengumuman, ", key="Shift+Tab", within="main")
    await keyboard.press("Enter")
    await keyboard.require_heading("Pengumuman")
    read = await keyboard.reach("button", "Tandai dibaca")
    await keyboard.press("Enter")
    await expect(read).to_have_count(0)
    await keyboard.require_heading("Pengumuman")


async def test_one_changes_language_and_theme(page: Page) -> None:
    keyboard = Keyboard(page)
    await keyboard.follow("Saya", within="navigation")
    await keyboard.require_heading("Saya")
    await keyboard.reach("radio", "Indonesia")
    await keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="English")).to_be_focused()
    await expect(page.get_by_role("heading", level=1, name="Me")).to_be_attached()
    await keyboard.reach("radio", "As the phone")
    before = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await keyboard.press("ArrowRight")
    await keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="Dark", checked=True)).to_be_focused()

    assert await page.evaluate("document.documentElement.lang") == "en"
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") != before
