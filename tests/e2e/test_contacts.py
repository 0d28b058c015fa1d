"""The visitor's contact card and the people they met: kept on the phone, found again without the server."""

from collections.abc import AsyncIterator
from typing import Final

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.e2e.axe import find_violations
from tests.e2e.browsers import PHONE, RealBrowser, open_chromium
from tests.e2e.held import HELD
from tests.e2e.keyboard import Keyboard
from tests.e2e.notifications import Desktop
from tests.e2e.reach import find_cut_text, find_overflow, find_small_targets
from tests.e2e.server import Server, open_server
from tests.e2e.test_pictures import NARROWEST
from tests.push_services.google import GooglePush

BUDI: Final = "\r\n".join(
    [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;Budi Santoso;;;",
        "FN:Budi Santoso",
        "ORG:Pemerintah Kota Semarang",
        "EMAIL:budi.santoso@semarang.example",
        "TEL:+62 812 3456 7890",
        "END:VCARD",
        "",
    ]
)
SITI: Final = "\r\n".join(
    [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;Siti Rahmawati;;;",
        "FN:Siti Rahmawati",
        "ORG:Dinas Kesehatan\\; Banyuwangi",
        "EMAIL:siti@banyuwangi.example",
        "END:VCARD",
    ]
)
# A share sheet, which browsers on a desk lack; Playwright sees no downloads of Firefox.
SHEET: Final = """() => {
    globalThis.handed = new Promise(resolve => {
        const share = async ({ files }) => resolve(await files[0].text());
        Object.defineProperty(navigator, 'canShare', { value: () => true, configurable: true });
        Object.defineProperty(navigator, 'share', { value: share, configurable: true });
    });
}"""
# A camera and a reader of codes, which browsers on a desk lack: the reader finds what it is given.
CAMERA: Final = """text => {
    globalThis.shown = text;
    navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream();
    globalThis.BarcodeDetector = class {
        static async getSupportedFormats() { return ['qr_code']; }
        async detect(video) { return video.srcObject ? [{ rawValue: shown }] : []; }
    };
}"""
# The dark modules of the code that is shown, and its ground.
CODE: Final = """code => [getComputedStyle(code).fill, getComputedStyle(code).backgroundColor]"""


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def make_card(page: Page, server: Server) -> None:
    """Fill in the visitor's own card, on the way that leads there from their own page."""
    await page.goto(f"{server.origin}/me")
    await page.get_by_role("link", name="Kartu dan kontak").click()
    await page.get_by_role("textbox", name="Nama").fill("Siti Rahmawati")
    await page.get_by_role("textbox", name="Instansi").fill("Dinas Kesehatan; Banyuwangi")
    await page.get_by_role("textbox", name="Email").fill("siti@banyuwangi.example")
    await page.get_by_role("button", name="Simpan kartu").click()
    await expect(page.get_by_role("img", name="Kode QR kartu Siti Rahmawati")).to_be_visible()


async def add_budi(page: Page, server: Server) -> None:
    """Paste a card, look at it and keep it with a note."""
    await page.goto(f"{server.origin}/me/contacts?view=people")
    await page.get_by_role("link", name="Tambah kontak").click()
    await page.get_by_label("Tempel kartu atau tautannya").fill(BUDI)
    await page.get_by_role("button", name="Baca").click()
    await page.get_by_role("button", name="Simpan kontak").click()
    await page.get_by_label("Catatan saya").fill("Stan A12")
    await page.get_by_role("button", name="Simpan catatan").click()
    await expect(page.get_by_text("Tersimpan.")).to_be_visible()


async def shared(page: Page, button: str) -> str:
    """What a button hands to the phone's share sheet."""
    await page.evaluate(SHEET)
    await page.get_by_role("button", name=button).click()
    return str(await page.evaluate("handed"))


async def test_the_own_card_is_a_code_that_is_there_again_without_the_server(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await make_card(page, server)
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    await page.emulate_media(color_scheme="dark")
    await server.stop()
    await page.reload()

    code = page.get_by_role("img", name="Kode QR kartu Siti Rahmawati")
    await expect(code).to_be_visible()
    assert await code.evaluate(CODE) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    await page.get_by_text("Isi kode sebagai teks").click()
    assert (await page.locator("pre").inner_text()).splitlines() == SITI.splitlines()
    assert await shared(page, "Simpan .vcf") == f"{SITI}\r\n"
    assert await page.evaluate(HELD, "outbox") == []


async def test_a_pasted_contact_is_found_again_without_the_server_saved_and_deleted(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await add_budi(page, server)
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    await server.stop()
    await page.goto(f"{server.origin}/me/contacts?view=people")

    person = page.get_by_role("link", name="Budi Santoso")
    await expect(person).to_contain_text("Stan A12")
    assert await shared(page, "Simpan semua (.vcf)") == BUDI
    await person.click()
    call = page.get_by_role("link", name="+62 812 3456 7890")
    mail = page.get_by_role("link", name="budi.santoso@semarang.example")
    assert [await link.get_attribute("href") for link in (call, mail)] == [
        "tel:+6281234567890",
        "mailto:budi.santoso@semarang.example",
    ]
    await page.get_by_role("button", name="Hapus kontak").click()
    await expect(page.get_by_role("status").get_by_text("Budi Santoso dihapus.")).to_be_visible()
    await expect(person).to_have_count(0)
    await page.get_by_role("button", name="Urungkan").click()
    await person.click()
    await expect(page.get_by_label("Catatan saya")).to_have_value("Stan A12")
    await page.get_by_role("button", name="Hapus kontak").click()
    await expect(page.get_by_role("heading", name="Belum ada kontak")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Belum ada kontak")).to_be_visible()
    held = await page.evaluate(HELD, "contacts")
    assert [(each["card"], each["note"]) for each in held] == [(None, "")]


async def test_a_card_comes_by_its_link_which_the_server_never_sees(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await make_card(page, server)
    await page.evaluate(
        """() => {
            Object.defineProperty(navigator, 'share', { value: undefined });
            const clipboard = { writeText: async text => { globalThis.copied = text; } };
            Object.defineProperty(navigator, 'clipboard', { value: clipboard });
        }"""
    )
    await page.get_by_role("button", name="Bagikan tautan").click()
    await expect(page.get_by_text("Tautan disalin.")).to_be_visible()
    link = await page.evaluate("copied")

    other = await browser.open(link)
    await other.get_by_role("button", name="Simpan kontak").click()
    await expect(other.get_by_role("heading", level=1, name="Siti Rahmawati")).to_be_visible()
    await other.goto(link)
    await expect(other.get_by_text("Kontak ini sudah Anda simpan.")).to_be_visible()
    assert "#" not in other.url
    said = server.log.read_text()
    assert [secret for secret in (link.split("#card=")[1], "Rahmawati") if secret in said] == []


async def test_what_is_no_card_is_told_and_what_is_missing_is_named(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.open(f"{server.origin}/me/contacts?view=add")
    await expect(page.get_by_role("heading", name="Browser ini tidak bisa memindai")).to_be_visible()
    await page.get_by_label("Tempel kartu atau tautannya").fill("https://evil.example/")
    await page.get_by_role("button", name="Baca").click()
    await expect(page.get_by_role("alert")).to_have_text(
        "Ini bukan kartu kontak. Kartu dimulai dengan BEGIN:VCARD atau MECARD."
    )
    await page.get_by_role("link", name="Isi sendiri").click()
    await page.get_by_role("button", name="Simpan kontak").click()
    await expect(page.get_by_role("alert")).to_have_text("Tulis nama dahulu.")
    await expect(page.get_by_role("textbox", name="Nama")).to_be_focused()
    await page.get_by_role("textbox", name="Nama").fill("Ani")
    await page.get_by_role("textbox", name="Email").fill("ani")
    await page.get_by_role("button", name="Simpan kontak").click()
    await expect(page.get_by_role("textbox", name="Email")).to_be_focused()
    await page.get_by_role("textbox", name="Email").fill("")
    await page.get_by_role("button", name="Simpan kontak").click()
    await expect(page.get_by_role("heading", level=1, name="Ani")).to_be_visible()


async def test_a_card_before_the_camera_is_read_once_the_camera_was_asked_for(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await page.goto(f"{server.origin}/me")
    await page.evaluate(CAMERA, "WIFI:S:forum;;")
    await page.get_by_role("link", name="Kartu dan kontak").click()
    await page.get_by_role("radio", name="Kontak").check()
    await page.get_by_role("link", name="Tambah kontak").click()
    await expect(page.get_by_text("Gambarnya tidak disimpan dan tidak dikirim.")).to_be_visible()
    await page.get_by_role("button", name="Nyalakan kamera").click()
    await expect(page.get_by_role("alert")).to_contain_text("Ini bukan kartu kontak.")
    await page.evaluate("text => { globalThis.shown = text; }", BUDI)

    await expect(page.get_by_role("heading", level=1, name="Simpan kontak ini?")).to_be_visible()
    await expect(page.get_by_role("heading", level=2, name="Budi Santoso")).to_be_visible()


async def test_without_a_share_sheet_a_card_is_saved_as_a_file(
    playwright: Playwright, desktop: Desktop, google: GooglePush, server: Server
) -> None:
    async with open_chromium(playwright, desktop, google, origins=()) as chromium:
        page = await chromium.context.new_page()
        await make_card(page, server)
        async with page.expect_download() as downloading:
            await page.get_by_role("button", name="Simpan .vcf").click()
        download = await downloading.value
        assert download.suggested_filename == "siti-rahmawati.vcf"
        assert (await download.path()).read_bytes().decode() == f"{SITI}\r\n"


async def test_filled_screens_hold_for_everyone(
    playwright: Playwright, desktop: Desktop, google: GooglePush, server: Server
) -> None:
    async with open_chromium(playwright, desktop, google, origins=()) as chromium:
        page = await chromium.context.new_page()
        await make_card(page, server)
        await add_budi(page, server)
        person = page.url.removeprefix(server.origin)
        found: list[str] = []
        for theme in ("light", "dark"):
            await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for path in ("/me/contacts", "/me/contacts?view=edit", "/me/contacts?view=people", person):
                await page.set_viewport_size(PHONE)
                await page.goto(f"{server.origin}{path}")
                await expect(page.get_by_role("main")).to_contain_text("Simpan")
                found += [f"{path}: {each}" for each in await find_violations(page)]
                found += [f"{path}: {each}" for each in await find_small_targets(page)]
                await page.set_viewport_size(NARROWEST)
                await page.evaluate("document.documentElement.style.fontSize = '200%'")
                wide = await find_overflow(page)
                found += [f"{path}: {each}" for each in await find_cut_text(page)]
                found += [f"{path}: {wide} px wider than the screen"] if wide else []
        assert found == []


async def test_the_keyboard_makes_a_card_and_changes_between_card_and_contacts(
    browser: RealBrowser, server: Server
) -> None:
    page = await browser.context.new_page()
    await make_card(page, server)
    keyboard = Keyboard(page)
    await keyboard.require_heading("Kartu dan kontak")
    await keyboard.reach("radio", "Kartu saya")
    await keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="Kontak")).to_be_focused()
    await keyboard.follow("Tambah kontak")
    await keyboard.require_heading("Tambah kontak")
    await keyboard.follow("Isi sendiri")
    await keyboard.require_heading("Isi sendiri")
