"""After one visit shell and content are on the phone: with the browser told offline, the server gone, both
started anew."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Playwright, Route, expect

from tests.e2e.browsers import Chromium, RealBrowser, open_chromium
from tests.e2e.notifications import Desktop
from tests.e2e.server import Server, open_server
from tests.e2e.webkit import WebKit
from tests.push_services.google import GooglePush

PAGES = {
    "/": "IPS Forum 2018",
    "/agenda": "Agenda",
    "/agenda/d1-pembukaan": "Pembukaan IPS Forum 2018",
    "/speakers/jusuf-kalla": "Jusuf Kalla",
    "/map": "Peta",
    "/awards": "Penghargaan",
    "/announcements": "Pengumuman",
    "/info": "Info",
    "/me": "Saya",
}
OPENING_ENTRY = "[data-session=d1-pembukaan]"
READY = """
    return navigator.serviceWorker?.controller != null && document.querySelector('main h1') != null;
"""


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def first_visit(browser: RealBrowser, server: Server) -> Page:
    """Open the app and stay until the worker has everything it needs to do without the server."""
    page = await browser.open(server.origin)
    await expect(page.get_by_role("link", name="Agenda").first).to_be_visible()
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    await expect(
        page.get_by_role("heading", name="Sekarang")
        .or_(page.get_by_text("Berikutnya"))
        .or_(page.get_by_text("Selesai untuk hari ini"))
        .or_(page.get_by_text("Dimulai dalam"))
        .first
    ).to_be_visible()
    return page


async def require_pages(page: Page, origin: str) -> None:
    for path, heading in PAGES.items():
        await page.goto(f"{origin}{path}")
        first = page.get_by_role("heading", name=heading).first
        await expect(first).to_be_attached()


async def test_every_page_opens_with_the_server_gone_and_after_a_restart(
    browser: RealBrowser, server: Server
) -> None:
    page = await first_visit(browser, server)
    await server.stop()
    await require_pages(page, server.origin)

    await browser.restart()
    await require_pages(await browser.open(server.origin), server.origin)


async def test_every_page_opens_with_the_browser_told_offline(
    playwright: Playwright, desktop: Desktop, google: GooglePush, server: Server
) -> None:
    async with open_chromium(playwright, desktop, google, origins=()) as chromium:
        assert isinstance(chromium, Chromium)
        page = await first_visit(chromium, server)
        await chromium.context.set_offline(True)
        await require_pages(page, server.origin)


async def first_visit_by_webkit(webkit: WebKit, server: Server) -> None:
    await webkit.navigate(server.origin)
    await webkit.find("a", text="Agenda")
    await webkit.evaluate("return navigator.serviceWorker.ready.then(() => null)")
    await webkit.reload()
    await webkit.until(READY)


async def test_webkit_opens_page_after_page_while_the_one_before_still_writes(
    webkit: WebKit, server: Server
) -> None:
    await first_visit_by_webkit(webkit, server)
    # Each is left as soon as it shows something: what it has begun to write goes with it into the cache.
    for _ in range(5):
        for path in ("/agenda/d1-pembukaan", "/agenda"):
            await webkit.navigate(f"{server.origin}{path}")
            await webkit.find("h1", text=PAGES[path])


async def test_webkit_shows_on_a_page_it_comes_back_to_what_was_done_meanwhile(
    webkit: WebKit, server: Server
) -> None:
    await first_visit_by_webkit(webkit, server)
    await webkit.navigate(f"{server.origin}/agenda")
    await webkit.find(f"{OPENING_ENTRY} button[aria-pressed=false]")
    # Only a page that was put away still knows of it when it is back.
    await webkit.evaluate("globalThis.wasHere = true")
    await webkit.navigate(f"{server.origin}/agenda/d1-pembukaan")
    await webkit.click(await webkit.find("main button[aria-pressed=false]"))
    await webkit.find("main button[aria-pressed=true]")

    await webkit.back()
    await webkit.find(f"{OPENING_ENTRY} button[aria-pressed=true]")
    assert await webkit.evaluate("return globalThis.wasHere")


async def test_webkit_opens_the_agenda_with_the_server_gone(webkit: WebKit, server: Server) -> None:
    await first_visit_by_webkit(webkit, server)
    await webkit.navigate(f"{server.origin}/agenda/d1-pembukaan")
    await webkit.find("h1", text="Pembukaan IPS Forum 2018")
    await server.stop()

    await webkit.navigate(f"{server.origin}/agenda")
    await webkit.find("a", text="Pembukaan IPS Forum 2018")
    await webkit.navigate(f"{server.origin}/awards")

    assert await webkit.text(await webkit.find("h1")) == "Penghargaan"


async def test_a_page_whose_code_cannot_be_fetched_says_so_and_opens_after_a_reload(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await page.route("**/assets/agenda-*.js", lambda route: route.abort())
    await page.goto(f"{server.origin}/agenda")
    await expect(page.get_by_role("heading", name="Bagian ini gagal dibuka")).to_be_visible()

    await page.unroute("**/assets/agenda-*.js")
    await page.get_by_role("button", name="Muat ulang").click()

    opening = page.get_by_role("link", name=PAGES["/agenda/d1-pembukaan"])
    await expect(opening).to_be_attached()


async def test_a_page_that_cannot_be_fetched_leaves_the_visitor_in_the_app_until_the_server_is_back(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    # As at a first visit that loses the network before the worker is there.
    await page.route("**/sw.js", lambda route: route.abort())
    await page.goto(server.origin)
    awards = page.get_by_role("link", name=PAGES["/awards"]).first
    await expect(awards).to_be_visible()
    await server.stop()
    await awards.click()
    await expect(page.get_by_role("heading", name="Bagian ini gagal dibuka")).to_be_visible()
    await page.get_by_role("button", name="Muat ulang").click()
    await expect(page.get_by_text("Server tidak terjangkau.")).to_be_visible()
    await page.get_by_role("link", name="Beranda").first.click()
    await expect(page.get_by_role("heading", level=1)).to_be_attached()

    await server.start()
    await awards.click()
    await page.get_by_role("button", name="Muat ulang").click()
    await expect(page.get_by_role("heading", level=1, name=PAGES["/awards"])).to_be_attached()


async def test_what_stands_behind_a_page_may_be_missing(browser: RealBrowser, server: Server) -> None:
    page = await browser.context.new_page()
    opened: list[str] = []
    page.on("request", lambda asked: opened.append(asked.url) if asked.is_navigation_request() else None)
    await page.route("**/assets/live-*.js", lambda route: route.abort())
    async with page.expect_event("requestfailed", lambda request: "/assets/live-" in request.url):
        await page.goto(server.origin)
    await page.evaluate("fetch('/healthz').then(() => null)")
    await expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert opened == [f"{server.origin}/"]


async def test_the_worker_leaves_the_network_to_the_event_until_that_is_shown(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    event, shown = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        event.set()
        await shown.wait()
        await route.continue_()

    await page.route("**/api/v1/sync/start", hold)
    await page.goto(server.origin, wait_until="commit")
    await event.wait()
    await expect(page.locator("main").first).to_be_attached()
    # What was asked for at the start would have come within the time of a way there and back.
    await page.evaluate("fetch('/healthz').then(() => null)")
    assert await page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    shown.set()
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
