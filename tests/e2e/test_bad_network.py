"""A first visit over a network that loses every twentieth packet, and then none at all."""

from playwright.async_api import expect

from tests.e2e.bad_network import bad_network
from tests.e2e.browsers import RealBrowser
from tests.e2e.held import until_starred, until_waiting
from tests.e2e.server import open_server

OPENING = "d1-pembukaan"


async def test_what_a_lossy_network_brought_stays_and_what_was_done_without_one_arrives(
    browser: RealBrowser,
) -> None:
    async with open_server() as server, bad_network(server.port) as network:
        page = await browser.open(f"{network.origin}/agenda")
        await expect(page.get_by_role("article").first).to_be_visible()
        await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        assert network.lost > 0

        network.cut()
        await page.goto(f"{network.origin}/agenda/{OPENING}")
        await page.locator("main button[aria-pressed=false]").first.click()
        await expect(page.locator("main button[aria-pressed=true]").first).to_be_visible()
        await until_waiting(page)

        network.mend()
        await page.goto(f"{network.origin}/agenda")
        await until_starred(page, OPENING)
