"""The loop that every end-to-end test of push stands on, in Debian's Firefox and Chromium."""

from datetime import timedelta
from typing import Final

from playwright.async_api import Playwright

from tests.e2e.browsers import Device, RealBrowser, open_chromium, open_firefox
from tests.e2e.notifications import Desktop
from tests.e2e.webkit import WebKit
from tests.push_services.conftest import Site
from tests.push_services.google import GooglePush
from tests.push_services.mozilla import MozillaPush
from tests.push_services.sender import Sender, open_sender

TITLE: Final = "Ruang berpindah"
FIRST: Final = "Sesi 3 kini di Cendrawasih 2"
ENGLISH: Final = Device(locale="en-US")
SECOND: Final = "Sesi 3 kini di Ruang Utama"


def news(body: str) -> dict[str, object]:
    return {
        "title": TITLE,
        "body": body,
        "tag": "session-3",
        "data": {"path": "/agenda/session-3"},
        "actions": [{"action": "map", "title": "Peta"}],
    }


async def test_push_shows_a_notification_and_a_click_opens_its_page(
    browser: RealBrowser, desktop: Desktop, site: Site, sender: Sender
) -> None:
    page = await browser.open(site.origin)
    subscription = await page.evaluate("key => subscribe(key)", sender.public_key)

    answer = await sender.send(subscription, news(FIRST))
    shown = await desktop.wait_shown()
    desktop.click(shown)
    await site.wait_visited("/agenda/session-3")

    assert answer.status_code == 201
    assert (shown.title, shown.text) == (TITLE, FIRST)
    assert browser.push.violations == []


async def test_a_button_of_the_notification_reaches_the_worker(
    browser: RealBrowser, desktop: Desktop, site: Site, sender: Sender
) -> None:
    page = await browser.open(site.origin)
    subscription = await page.evaluate("key => subscribe(key)", sender.public_key)

    await sender.send(subscription, news(FIRST))
    desktop.click(await desktop.wait_shown(), button="Peta")

    await site.wait_visited("/action/map")


async def test_a_tag_replaces_the_notification_on_the_screen(
    browser: RealBrowser, desktop: Desktop, site: Site, sender: Sender
) -> None:
    page = await browser.open(site.origin)
    subscription = await page.evaluate("key => subscribe(key)", sender.public_key)

    await sender.send(subscription, news(FIRST))
    await desktop.wait_shown(lambda shown: shown.text == FIRST)
    await sender.send(subscription, news(SECOND))
    await desktop.wait_shown(lambda shown: shown.text == SECOND)
    await desktop.changes.until(lambda: len(desktop.visible) == 1, "one notification")

    assert [shown.text for shown in desktop.visible] == [SECOND]


async def test_push_while_closed_is_shown_after_the_restart(
    browser: RealBrowser, desktop: Desktop, site: Site, sender: Sender
) -> None:
    page = await browser.open(site.origin)
    subscription = await page.evaluate("key => subscribe(key)", sender.public_key)
    await browser.close()

    await sender.send(subscription, news(FIRST), topic="session-3")
    await sender.send(subscription, news(SECOND), topic="session-3")
    await browser.start()
    shown = await desktop.wait_shown()
    await browser.push.wait_acknowledged(1)

    assert (shown.title, shown.text) == (TITLE, SECOND)
    assert [one.text for one in desktop.shown] == [SECOND]


async def test_the_subscription_and_the_permission_outlive_a_restart(
    browser: RealBrowser, site: Site, sender: Sender
) -> None:
    page = await browser.open(site.origin)
    subscription = await page.evaluate("key => subscribe(key)", sender.public_key)
    await browser.restart()
    page = await browser.open(site.origin)

    assert await page.evaluate("current()") == subscription
    assert await page.evaluate("Notification.permission") == "granted"


async def test_post_after_unsubscribing_answers_410(browser: RealBrowser, site: Site, sender: Sender) -> None:
    page = await browser.open(site.origin)
    subscription = await page.evaluate("key => subscribe(key)", sender.public_key)

    assert await page.evaluate("unsubscribe()")
    await browser.push.wait_unsubscribed(subscription["endpoint"])
    answer = await sender.send(subscription, news(FIRST), ttl=timedelta(minutes=1))

    assert answer.status_code == 410


async def test_page_opens_after_a_restart_with_the_server_gone(browser: RealBrowser, site: Site) -> None:
    page = await browser.open(site.origin)
    await page.evaluate("register().then(() => null)")
    await browser.close()
    await site.stop()
    await browser.start()
    page = await browser.open(f"{site.origin}/agenda/session-3")

    assert await page.title() == "Push test page"


async def test_chromium_opens_the_page_when_told_offline(
    playwright: Playwright, desktop: Desktop, google: GooglePush, site: Site
) -> None:
    async with open_chromium(playwright, desktop, google, origins=(site.origin,)) as chromium:
        page = await chromium.open(site.origin)
        await page.evaluate("register().then(() => null)")
        await chromium.context.set_offline(True)
        await page.goto(f"{site.origin}/agenda/session-3")

        assert await page.evaluate("[navigator.onLine, document.title]") == [False, "Push test page"]
        assert "/agenda/session-3" not in site.visited


async def test_browser_is_a_phone_in_indonesian(browser: RealBrowser, site: Site) -> None:
    page = await browser.open(site.origin)

    assert await page.evaluate("[innerWidth, innerHeight]") == [360, 740]
    assert await page.evaluate("navigator.language") == "id-ID"
    assert await page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Jakarta"


async def test_firefox_reports_a_lost_subscription(
    playwright: Playwright, desktop: Desktop, mozilla: MozillaPush, site: Site
) -> None:
    async with open_sender(mozilla) as sender, open_firefox(playwright, desktop, mozilla) as firefox:
        page = await firefox.open(site.origin)
        await page.evaluate("key => subscribe(key)", sender.public_key)
        await mozilla.forget_phones()

        await site.wait_visited("/changed")


async def test_chromium_speaks_english_if_asked(
    playwright: Playwright, desktop: Desktop, google: GooglePush, site: Site
) -> None:
    async with open_chromium(playwright, desktop, google, origins=(site.origin,), device=ENGLISH) as chromium:
        page = await chromium.open(site.origin)

        assert await page.evaluate("navigator.language") == "en-US"


async def test_firefox_speaks_english_if_asked(
    playwright: Playwright, desktop: Desktop, mozilla: MozillaPush, site: Site
) -> None:
    async with open_firefox(playwright, desktop, mozilla, device=ENGLISH) as firefox:
        page = await firefox.open(site.origin)

        assert await page.evaluate("navigator.language") == "en-US"


async def test_webkit_opens_the_page_with_the_server_gone(webkit: WebKit, site: Site) -> None:
    await webkit.navigate(site.origin)
    await webkit.evaluate("return register().then(() => null)")
    await webkit.until("return navigator.serviceWorker.controller !== null")
    await site.stop()
    await webkit.navigate(f"{site.origin}/agenda/session-3")
    heading = await webkit.find("h1", text="test page")

    assert await webkit.text(heading) == "Push test page"
    assert await webkit.evaluate("return [innerWidth, innerHeight]") == [360, 740]
