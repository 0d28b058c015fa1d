"""The agenda as one uses it: searched, filtered, walked by keyboard, left and come back to; offline too."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Locator, Page, Playwright, expect

from tests.e2e.browsers import NO_WORKER, PHONE, Device, RealBrowser, Size, open_chromium
from tests.e2e.notifications import Desktop
from tests.e2e.opening import read_event
from tests.e2e.server import Server, open_server
from tests.e2e.visitor import choose_language
from tests.push_services.google import GooglePush
from tests.push_services.waiting import PATIENCE

LAPTOP: Final[Size] = {"width": 1280, "height": 800}
# Pixels by which a line may end up elsewhere: sizes are rounded.
NEAR: Final = 3
ROOMS: Final = 12
# Enough comes before and after it that the list can be scrolled to it.
MIDDAY: Final = "d1-jatim-partisipatif"
# A search is asked for in the moment its field shows, before the page's arrival has been told of.
HASTE: Final = """() => {
    sessionStorage.clear();
    new MutationObserver((_, watch) => {
        if (!document.querySelector('input[type=search]')) return;
        watch.disconnect();
        dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
    }).observe(document.body, { childList: true, subtree: true });
}"""
# While the list fills, the fifteenth entry may become another and any may move: which one is left from and
# where it stands is found out in one go. Its text, since a browser may draw only what is near the screen.
LEAVE: Final = """entry => {
    entry.scrollIntoView({ block: 'center' });
    const { top } = entry.getBoundingClientRect();
    const title = entry.querySelector('h3').textContent;
    entry.querySelector('a').click();
    return [title, top];
}"""


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def open_agenda(browser: RealBrowser, server: Server, query: str = "") -> Page:
    page = await browser.open(f"{server.origin}/agenda{query}")
    await expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    await expect(entries(page).first).to_be_visible()
    return page


def entries(page: Page) -> Locator:
    return page.get_by_role("article")


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


async def until_asked(page: Page, name: str, value: str) -> None:
    """Wait until the address asks for this: it follows the typing at its first pause."""
    async with asyncio.timeout(PATIENCE):
        while asked(page).get(name) != [value]:
            # An address tells nobody when it changes: asking is the only way.
            await asyncio.sleep(0.02)


async def test_a_search_reads_both_languages_and_leaves_by_one_step_back(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.open(f"{server.origin}/me")
    await choose_language(page, "en")
    await page.get_by_role("link", name="Agenda", exact=True).click()
    await expect(entries(page).first).to_be_visible()

    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type("pembukan forum")
    opening = entries(page).filter(has_text="Opening of the IPS Forum 2018")
    await expect(opening).to_have_count(1)
    await expect(opening.locator("mark")).to_have_text("Forum")
    await expect(page.get_by_role("status").filter(has_text="found")).to_be_attached()
    await until_asked(page, "q", "pembukan forum")

    await page.get_by_role("searchbox").fill("zzzzzz")
    await expect(page.get_by_role("heading", name="Nothing fits “zzzzzz”")).to_be_visible()
    await until_asked(page, "q", "zzzzzz")

    await page.go_back()
    await expect(page.get_by_role("heading", name="Me", exact=True)).to_be_visible()


async def test_a_search_begun_at_once_keeps_the_focus_from_the_arriving_page(
    browser: RealBrowser, server: Server
) -> None:
    page = await open_agenda(browser, server)
    tabs = page.get_by_role("navigation")
    await tabs.get_by_role("link", name="Saya").click()
    await expect(page.get_by_role("heading", name="Saya", exact=True)).to_be_focused()
    await page.evaluate(HASTE)

    await tabs.get_by_role("link", name="Agenda").click()
    async with asyncio.timeout(PATIENCE):
        while await page.evaluate("sessionStorage.length") == 0:
            # The arrival leaves nothing else that can be waited for.
            await asyncio.sleep(0.02)
    assert await page.evaluate("document.activeElement.type") == "search"


async def test_filters_combine_and_survive_reload_and_back(browser: RealBrowser, server: Server) -> None:
    page = await open_agenda(browser, server)
    everything = await entries(page).count()
    await page.get_by_role("button", name="Acara Utama").click()
    await page.get_by_role("button", name="Saring").click()
    panel = page.get_by_role("dialog", name="Saring")
    await panel.get_by_role("combobox", name="Jenis sesi").select_option("Upacara")
    await panel.get_by_role("combobox", name="Bahasa").select_option("Inggris")
    await panel.get_by_role("button", name="Lihat").click()

    await expect(page.get_by_role("button", name="Saring, 2 aktif")).to_be_focused()
    titles = await entries(page).get_by_role("heading").all_text_contents()
    assert 0 < len(titles) < everything
    assert {name: value for name, value in asked(page).items() if name != "day"} == {
        "track": ["acara-utama"],
        "kind": ["ceremony"],
        "lang": ["en"],
    }

    await page.reload()
    await expect(entries(page).get_by_role("heading")).to_have_text(titles)
    await entries(page).get_by_role("link").first.click()
    await expect(page.get_by_role("heading", name=titles[0], level=1)).to_be_visible()
    await page.go_back()
    await expect(entries(page).get_by_role("heading")).to_have_text(titles)
    await expect(page.get_by_role("button", name="Saring, 2 aktif")).to_be_visible()

    days = page.get_by_role("group", name="Hari").get_by_role("radio")
    await days.last.check()
    await until_asked(page, "day", (await days.last.get_attribute("value")) or "")
    assert asked(page)["kind"] == ["ceremony"]


async def test_a_search_needs_no_server(browser: RealBrowser, server: Server) -> None:
    page = await open_agenda(browser, server)
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    await server.stop()
    await page.reload()
    await search_for_opening(page)


async def search_for_opening(page: Page) -> None:
    await page.get_by_role("button", name="Cari di agenda").click()
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type("opening forum")
    await expect(entries(page).filter(has_text="Pembukaan IPS Forum 2018")).to_have_count(1)


async def test_a_search_whose_code_a_deployment_took_away_brings_the_new_app(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await page.add_init_script(NO_WORKER)
    await page.route("**/assets/search-*.js", lambda route: route.abort(), times=1)
    await page.goto(f"{server.origin}/agenda")
    await expect(entries(page).first).to_be_visible()
    await page.evaluate("globalThis.wasHere = true")
    await page.get_by_role("button", name="Cari di agenda").click()
    await page.wait_for_function("() => globalThis.wasHere === undefined")
    await expect(entries(page).first).to_be_visible()
    await search_for_opening(page)


async def top_of(entry: Locator) -> float:
    box = await entry.bounding_box()
    assert box is not None
    return box["y"]


async def test_today_opens_at_the_now_line_in_the_middle_of_the_screen(
    browser: RealBrowser, server: Server
) -> None:
    event = await read_event(server)
    page = await browser.context.new_page()
    await page.clock.set_fixed_time(datetime.fromisoformat(event[MIDDAY]["start"]) + timedelta(minutes=30))

    await page.goto(f"{server.origin}/agenda")
    line = page.locator("#now")
    await expect(line).to_be_visible()
    async with asyncio.timeout(PATIENCE):
        while abs(await top_of(line) - PHONE["height"] / 2) > NEAR:
            await page.evaluate("new Promise(done => requestAnimationFrame(done))")
    await expect(line).to_have_text("Sekarang 13.30")

    await page.get_by_role("group", name="Hari").get_by_role("radio").last.check()
    await expect(line).to_have_count(0)


async def test_back_from_a_session_leads_to_where_the_list_was(browser: RealBrowser, server: Server) -> None:
    page = await open_agenda(browser, server)
    # The list holds where it opens until the reader does anything, and a script's scrolling is no reader's.
    await page.keyboard.press("Shift")
    title, before = await entries(page).nth(14).evaluate(LEAVE)
    await expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()

    await page.go_back()
    again = entries(page).filter(has=page.get_by_role("heading", name=title, exact=True))
    await expect(again).to_have_count(1)
    async with asyncio.timeout(PATIENCE):
        while abs(await top_of(again) - before) > NEAR:
            await page.evaluate("new Promise(done => requestAnimationFrame(done))")


async def test_the_grid_is_reached_and_walked_by_keyboard(browser: RealBrowser, server: Server) -> None:
    page = await open_agenda(browser, server)
    await page.set_viewport_size(LAPTOP)
    await page.get_by_role("radio", name="Daftar").focus()
    await page.keyboard.press("ArrowRight")
    grid = page.get_by_role("table", name="Sesi menurut ruang dan jam")
    await expect(grid).to_be_visible()
    assert asked(page)["view"] == ["grid"]

    stop = grid.locator("a[tabindex='0']")
    await expect(stop).to_have_count(1)
    await stop.focus()
    focused = grid.locator("a:focus")
    # The largest hall stands first, however far on in the day the grid opened.
    for _ in range(ROOMS):
        await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Home")
    await expect(focused).to_have_text("Pembukaan IPS Forum 2018")
    await page.keyboard.press("ArrowDown")
    ceremony = "Penganugerahan Top 40 Inovasi Pelayanan Publik 2018"
    await expect(focused).to_have_text(ceremony)
    await page.keyboard.press(" ")
    await expect(grid.get_by_role("cell").filter(has_text=ceremony)).to_contain_text("ada di agenda saya")
    await page.keyboard.press("ArrowUp")
    await expect(focused).to_have_text("Pembukaan IPS Forum 2018")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=ceremony, level=1)).to_be_visible()

    await page.go_back()
    await expect(stop).to_have_text(ceremony)
    await expect(stop).to_be_in_viewport()


async def test_paper_gets_the_whole_day_as_a_list(
    playwright: Playwright, desktop: Desktop, google: GooglePush, server: Server
) -> None:
    async with open_chromium(playwright, desktop, google, origins=()) as chromium:
        page = await open_agenda(chromium, server)
        await page.set_viewport_size(LAPTOP)
        await page.goto(f"{server.origin}/agenda?view=grid")
        grid = page.get_by_role("table")
        await expect(grid).to_be_visible()
        sessions = await grid.get_by_role("link").count()
        await page.evaluate("""addEventListener('beforeprint', async () => {
            await null;
            window.printed = document.querySelectorAll('article').length;
        })""")
        await page.pdf()

        assert await page.evaluate("window.printed") == sessions
        await expect(grid).to_be_visible()


async def test_a_visitor_from_elsewhere_reads_how_far_their_clock_is_off(
    playwright: Playwright, desktop: Desktop, google: GooglePush, server: Server
) -> None:
    device = Device(zone="Asia/Tokyo")
    async with open_chromium(playwright, desktop, google, origins=(), device=device) as browser:
        page = await open_agenda(browser, server)
        await expect(page.get_by_role("main")).to_contain_text("ponsel ini 2 jam lebih cepat")
        await expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile(r"^07\.00"))

        await page.goto(f"{server.origin}/me")
        await page.get_by_role("switch", name="Jam ponsel ini juga").uncheck()
        await page.get_by_role("link", name="Agenda", exact=True).click()
        await expect(entries(page).first).to_be_visible()
        await expect(page.get_by_role("main")).not_to_contain_text("ponsel ini")
