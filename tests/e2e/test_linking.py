"""Two real browsers as the phones of one visitor: linking, moving, and taking or erasing one's data."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.e2e.browsers import RealBrowser, open_chromium, open_firefox
from tests.e2e.held import HELD, KEYS, PLACES, starred, until_starred
from tests.e2e.notifications import Desktop
from tests.e2e.server import Server, open_server, push_environment
from tests.push_services.google import google_push
from tests.push_services.mozilla import mozilla_push
from tests.push_services.waiting import PATIENCE

OPENING, PANEL = "d1-pembukaan", "d1-top-40"

IDENTITY: Final = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('companion');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const db = opening.result;
        const reading = db.transaction('device').objectStore('device').get('identity');
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => { db.close(); resolve(reading.result?.token ?? null); };
    };
})"""
STATUS: Final = """async token => {
    const answer = await fetch('/api/v1/device', { headers: { Authorization: `Bearer ${token}` } });
    return answer.status;
}"""


@dataclass
class Pair:
    """The old phone and the new one, and the server between them."""

    old: RealBrowser
    new: RealBrowser
    server: Server

    async def open(self, browser: RealBrowser, path: str) -> Page:
        return await browser.open(f"{self.server.origin}{path}")


@pytest.fixture(params=[("chromium", "firefox"), ("firefox", "chromium")], ids="-to-".join)
async def pair(
    request: pytest.FixtureRequest, playwright: Playwright, desktop: Desktop
) -> AsyncIterator[Pair]:
    async with AsyncExitStack() as stack:
        google = await stack.enter_async_context(google_push())
        mozilla = await stack.enter_async_context(mozilla_push())
        server = await stack.enter_async_context(
            open_server(push_environment(google) | push_environment(mozilla))
        )
        chromium = await stack.enter_async_context(
            open_chromium(playwright, desktop, google, origins=(server.origin,))
        )
        firefox = await stack.enter_async_context(open_firefox(playwright, desktop, mozilla))
        browsers: dict[str, RealBrowser] = {"chromium": chromium, "firefox": firefox}
        old, new = request.param
        yield Pair(browsers[old], browsers[new], server)


async def star(page: Page, session: str) -> None:
    """Star a session on its own page, and wait until the server has been told."""
    await page.goto(f"{page.url.split('/me')[0]}/agenda/{session}")
    await page.locator("main button[aria-pressed=false]").first.click()
    await until_starred(page, session)


async def offered_code(page: Page) -> str:
    """The code that the old phone shows."""
    shown = page.locator("dd [aria-hidden=true] span")
    await expect(shown).to_have_count(3)
    return "-".join(await shown.all_inner_texts())


async def test_two_phones_are_linked_by_a_typed_code_and_their_stars_meet(pair: Pair) -> None:
    old, new = await pair.open(pair.old, "/me"), await pair.open(pair.new, "/me")
    await star(old, OPENING)
    await star(new, PANEL)
    await old.goto(f"{pair.server.origin}/me")
    await new.goto(f"{pair.server.origin}/me")

    await old.get_by_role("link", name="Hubungkan ponsel lain").click()
    code = await offered_code(old)
    await new.get_by_role("link", name="Punya kode").click()
    await new.get_by_label("Kode 12 huruf dan angka").fill(code.lower())
    await new.get_by_role("button", name="Hubungkan").click()
    name = {"chromium": "Chrome", "firefox": "Firefox"}[pair.new.name]
    asked = old.get_by_role("heading", name=f"{name}, Linux ingin bergabung")
    await expect(asked).to_be_visible()
    await old.get_by_role("button", name="Ya, itu ponsel saya").click()

    await expect(new.get_by_text("Ponsel ini terhubung")).to_be_visible()
    await expect(old.get_by_text("Kedua ponsel terhubung")).to_be_visible()
    await until_starred(new, OPENING, PANEL)
    await old.reload()
    await until_starred(old, OPENING, PANEL)
    said = pair.server.log.read_text()
    assert [secret for secret in (code, code.replace("-", "")) if secret in said] == []


async def test_a_wrong_code_is_told_on_both_phones_and_changes_nothing(pair: Pair) -> None:
    old, new = await pair.open(pair.old, "/me/share"), await pair.open(pair.new, "/me/link")
    code = await offered_code(old)
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    await new.get_by_label("Kode 12 huruf dan angka").fill(slip)
    await new.get_by_role("button", name="Hubungkan").click()

    await expect(old.get_by_text("Kodenya salah")).to_be_visible()
    await expect(new.get_by_text("Belum terhubung")).to_be_visible()
    assert await new.evaluate(IDENTITY) is None


async def test_a_move_empties_the_old_phone_and_the_new_one_is_notified(pair: Pair, desktop: Desktop) -> None:
    old, new = await pair.open(pair.old, "/me"), await pair.open(pair.new, "/me")
    await star(old, OPENING)
    former = await old.evaluate(IDENTITY)
    await old.goto(f"{pair.server.origin}/me/move")
    code = (await offered_code(old)).replace("-", "")

    await new.goto(f"{pair.server.origin}/me/link#code={code}")
    await expect(new.get_by_label("Kode 12 huruf dan angka")).not_to_have_value("")
    await new.get_by_role("button", name="Hubungkan").click()
    await old.get_by_role("button", name="Ya, itu ponsel saya").click()

    await expect(old.get_by_text("Sudah pindah")).to_be_visible()
    await until_starred(new, OPENING)
    assert "code" not in new.url
    assert (await starred(old), await old.evaluate(IDENTITY)) == ([], None)
    assert await new.evaluate(STATUS, former) == 401
    await new.goto(f"{pair.server.origin}/me")
    await new.get_by_role("button", name="Nyalakan notifikasi").click()
    await new.get_by_role("button", name="Uji", exact=True).click()
    await desktop.wait_shown(what="the notification of the test")
    await expect(new.get_by_text("Beres. Notifikasi sampai ke ponsel ini.")).to_be_visible()


async def exported(page: Page, folder: Path) -> dict[str, Any]:
    """What the downloaded file of one's data holds."""
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Unduh data saya").click()
    path = folder / "exported.json"
    await (await download.value).save_as(path)
    held: dict[str, Any] = json.loads(path.read_text())
    return held


async def erase(page: Page) -> None:
    await page.get_by_role("button", name="Hapus data saya").click()
    await page.get_by_role("dialog").get_by_role("button", name="Ya, hapus semuanya").click()


@pytest.fixture
async def phone(playwright: Playwright, desktop: Desktop) -> AsyncIterator[tuple[Page, Server]]:
    """A phone on its page of settings, whose visitor has starred the opening."""
    async with google_push() as google, open_server(push_environment(google)) as server:
        opened = open_chromium(playwright, desktop, google, origins=(server.origin,))
        async with opened as chromium:
            page = await chromium.open(f"{server.origin}/me")
            await star(page, OPENING)
            await page.goto(f"{server.origin}/me")
            yield page, server


async def test_the_exported_file_holds_the_star_and_erasing_leaves_nothing(
    phone: tuple[Page, Server], tmp_path: Path
) -> None:
    page, _ = phone
    token = await page.evaluate(IDENTITY)

    held = await exported(page, tmp_path)
    await erase(page)
    await expect(page.get_by_text("Data Anda sudah dihapus")).to_be_visible()

    kept = (
        [star["session"] for star in held["phone"]["stars"]],
        [s["session"] for s in held["server"]["stars"]],
    )
    assert kept == ([OPENING], [OPENING])
    assert token not in json.dumps(held)
    assert await page.evaluate(STATUS, token) == 401
    stores = ("stars", "outbox", "inbox", "asked", "votes", "ratings")
    assert {name: await page.evaluate(HELD, name) for name in stores} == {name: [] for name in stores}
    assert set(await page.evaluate(KEYS, "device")) <= {PLACES}


async def test_erasing_without_a_network_empties_the_phone_and_the_server_later(
    phone: tuple[Page, Server],
) -> None:
    page, server = phone
    token = await page.evaluate(IDENTITY)
    await server.stop()

    await erase(page)
    await expect(page.get_by_text("Ponsel ini sudah kosong")).to_be_visible()
    assert (await starred(page), await page.evaluate(IDENTITY)) == ([], None)
    await server.start()
    await page.reload()

    async with asyncio.timeout(PATIENCE):
        while await page.evaluate(STATUS, token) != 401:
            # The server hears of it at the page's next exchange, which nothing announces here.
            await asyncio.sleep(0.1)
    assert set(await page.evaluate(KEYS, "device")) <= {PLACES}
