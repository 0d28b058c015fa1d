"""An event of a thousand sessions with long abstracts: its agenda is there before all that is said of it."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import NO_WORKER, RealBrowser
from tests.e2e.server import Server, open_empty_server
from tests.factories.schedule import make_schedule

WHOLE = re.compile(r"/api/v1/sync$")


@pytest.fixture(scope="module")
def schedule(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "schedule.xml"
    path.write_bytes(make_schedule(datetime.now(UTC).date() - timedelta(days=1)))
    return path


@pytest.fixture(scope="module")
async def server(schedule: Path) -> AsyncIterator[Server]:
    async with open_empty_server() as opened:
        await opened.command("import", str(schedule), "--zone", "Asia/Jakarta", "--publish")
        await opened.start()
        yield opened


async def test_the_agenda_is_there_before_the_abstracts_which_come_when_they_can(
    browser: RealBrowser, server: Server, schedule: Path
) -> None:
    page = await browser.context.new_page()
    await page.add_init_script(NO_WORKER)
    await page.route(WHOLE, lambda route: route.abort())
    await page.goto(f"{server.origin}/agenda")
    await page.locator("main article").get_by_role("link").first.click()
    await expect(page.get_by_text("Keterangannya belum sampai di ponsel ini.")).to_be_visible()
    title = await page.get_by_role("heading", level=1).inner_text()
    abstract = abstracts(schedule)[title]

    await page.unroute(WHOLE)
    await page.evaluate("dispatchEvent(new Event('online'))")

    await expect(page.get_by_text(abstract)).to_be_visible()
    words = " ".join(abstract.split()[:4])
    await page.goto(f"{server.origin}/agenda?{urlencode({'q': words})}")
    await expect(page.get_by_role("link", name=title)).to_be_visible()


def abstracts(schedule: Path) -> dict[str, str]:
    """Return each session's abstract by its title."""
    events = ElementTree.parse(schedule).iter("event")
    return {event.findtext("title", ""): event.findtext("abstract", "") for event in events}
