"""A browser is asked for permission, and for a subscription, by a tap of the visitor's and never before."""

from typing import Final

from playwright.async_api import expect

from tests.e2e.test_pictures import PAGES
from tests.e2e.test_reach import STATES
from tests.e2e.visitor import Visitor

CONSOLES: Final = {"organizer": "/organizer", "speaker": "/speaker"}
# A phone that has never been asked, whose visitor will say yes; what it is asked outlives the page.
UNASKED: Final = """
    const asked = () => JSON.parse(sessionStorage.getItem('asked') ?? '[]');
    const noted = (name, ask) => function (...given) {
        sessionStorage.setItem('asked', JSON.stringify([...asked(), name]));
        return ask.apply(this, given);
    };
    const permission = () => (asked().includes('permission') ? 'granted' : 'default');
    Object.defineProperty(Notification, 'permission', { get: permission });
    Notification.requestPermission = noted('permission', Notification.requestPermission);
    PushManager.prototype.subscribe = noted('subscription', PushManager.prototype.subscribe);
"""
ASKED: Final = "JSON.parse(sessionStorage.getItem('asked') ?? '[]')"


async def test_nothing_is_asked_on_any_page_until_the_visitor_taps(visitor: Visitor) -> None:
    page = await visitor.browser.context.new_page()
    await page.add_init_script(UNASKED)
    for path in (PAGES | STATES | CONSOLES).values():
        await page.goto(f"{visitor.server.origin}{path}")
        await expect(page.locator("main h1").first).to_be_attached()
        assert (path, await page.evaluate("Notification.permission")) == (path, "default")
        assert (path, await page.evaluate(ASKED)) == (path, [])
    assert visitor.browser.push.subscriptions == {}

    await page.goto(f"{visitor.server.origin}/me")
    await page.get_by_role("button", name="Nyalakan notifikasi").click()
    await expect(page.get_by_text("Notifikasi menyala")).to_be_visible()
    assert await page.evaluate(ASKED) == ["permission", "subscription"]
    await page.reload()
    await expect(page.get_by_text("Notifikasi menyala")).to_be_visible()
    assert await page.evaluate(ASKED) == ["permission", "subscription"]
