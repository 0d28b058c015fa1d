"""A new version waits beside the old one until the visitor lets it take over, in all tabs at once."""

import re
import shutil
from pathlib import Path
from typing import Final

from playwright.async_api import Page, Playwright, expect

from backend.wiring import PWA_FOLDER
from tests.e2e.browsers import open_firefox
from tests.e2e.notifications import Desktop
from tests.e2e.server import PWA, open_server
from tests.push_services.mozilla import MozillaPush

FIRST: Final = re.compile(r"index-([A-Za-z0-9_-]{8})\.js")


def write_next_build(folder: Path) -> str:
    """Write a build that differs in the name of its first script, and return that name's new hash."""
    shutil.copytree(PWA_FOLDER, folder)
    found = FIRST.search((folder / "index.html").read_text())
    assert found is not None
    (folder / "assets" / f"index-{found[1]}.js").rename(folder / "assets" / "index-NEXTNEXT.js")
    for name in (
        "index.html",
        "sw.js",
        *(f"assets/{path.name}" for path in (folder / "assets").glob("*.js")),
    ):
        path = folder / name
        path.write_text(path.read_text().replace(f"index-{found[1]}.js", "index-NEXTNEXT.js"))
    # The precache knows the shell by its content's hash, which has changed with the name in it.
    worker = folder / "sw.js"
    told, count = re.subn(r'"[0-9a-f]{32}"(,"url":"index\.html")', r'"next"\1', worker.read_text())
    assert count == 1
    worker.write_text(told)
    return "NEXTNEXT"


async def version(page: Page) -> str:
    """The hash in the name of the script that the page runs."""
    source = str(await page.evaluate("document.querySelector('script[type=module]').src"))
    found = FIRST.search(source)
    assert found is not None
    return found[1]


async def test_an_update_never_mixes_two_versions(
    playwright: Playwright, desktop: Desktop, mozilla: MozillaPush, tmp_path: Path
) -> None:
    # In Firefox: driven over its debugger Chromium left the new worker waiting in about one run of eight.
    new = write_next_build(tmp_path / "next")
    async with open_server() as server, open_firefox(playwright, desktop, mozilla) as firefox:
        first, second = [await firefox.open(f"{server.origin}{path}") for path in ("/", "/awards")]
        await first.evaluate("navigator.serviceWorker.ready.then(() => null)")
        old = await version(first)
        await server.stop()
        server.environment[PWA] = str(tmp_path / "next")
        await server.start()

        await first.evaluate(
            "navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => null)"
        )
        offer = first.get_by_role("button", name="Muat ulang")
        await expect(offer).to_be_visible()
        await second.reload()
        still = [await version(first), await version(second)]
        await offer.click()
        for page in (first, second):
            script = page.locator(f"script[src*='{new}']")
            await expect(script).to_be_attached()

        assert still == [old, old]
        assert [await version(first), await version(second)] == [new, new]
