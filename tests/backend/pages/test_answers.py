"""How pages are answered: from memory, as they were built where there is no page, and not sent twice."""

import gzip
from pathlib import Path

import brotli
import httpx
import pytest
from starlette.applications import Starlette

from backend.pages.routes import Pages
from backend.web.pwa import Pwa
from tests.apps import App, open_app, settings_for
from tests.backend.pages.build import SHELL
from tests.backend.pages.event import ORIGIN, open_event
from tests.backend.pages.exhibition import exhibition
from tests.backend.pages.seen import Seen
from tests.factories.records import page, published, put
from tests.factories.statements import counted


@pytest.mark.parametrize("path", ["/agenda/none", "/speakers/none", "/booths/none", "/awards/none"])
async def test_an_address_of_nothing_gets_the_plain_shell_and_404(site: App, path: str) -> None:
    await open_event(site)

    answer = await site.client.get(path)

    assert (answer.status_code, answer.content) == (404, SHELL)


@pytest.mark.parametrize("path", ["/index.html", "/organizer", "/speaker", "/nobody-knows"])
async def test_what_phones_keep_and_consoles_are_the_shell_as_it_was_built(site: App, path: str) -> None:
    await open_event(site)

    assert (await site.client.get(path)).content == SHELL


@pytest.mark.parametrize("path", ["/", "/agenda", "/agenda/opening"])
async def test_before_there_is_an_event_pages_are_the_shell(site: App, path: str) -> None:
    answer = await site.client.get(path)

    assert (answer.status_code, answer.content) == (200, SHELL)


async def test_a_page_that_is_known_is_not_sent_again_even_after_other_changes(site: App) -> None:
    await open_event(site)
    first = await site.client.get("/agenda/opening")

    await published(put("pages", page()))
    await site.sync.refresh()
    again = await site.client.get("/agenda/opening", headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "no-cache"
    assert {again.headers[name] == first.headers[name] for name in ("etag", "vary", "cache-control")} == {
        True
    }


async def test_entity_tags_differ_by_language_and_encoding(site: App) -> None:
    await open_event(site)

    tags = {
        (
            await site.client.get("/agenda", headers={"accept-encoding": packed, "accept-language": language})
        ).headers["etag"]
        for packed in ("br", "gzip", "identity")
        for language in ("id", "en")
    }

    assert len(tags) == 6


async def test_pages_come_packed_as_the_browser_takes_them(site: App) -> None:
    await open_event(site)

    async def body(accepted: str) -> bytes:
        request = site.client.build_request("GET", "/agenda", headers={"accept-encoding": accepted})
        answer: httpx.Response = await site.client.send(request, stream=True)
        return b"".join([chunk async for chunk in answer.aiter_raw()])

    plain = await body("identity")

    assert [brotli.decompress(await body("br")), gzip.decompress(await body("gzip"))] == [plain, plain]


@pytest.mark.parametrize("path", ["/agenda/opening", "/robots.txt", "/sitemap.xml", "/index.html"])
async def test_head_gives_the_headers_alone(site: App, path: str) -> None:
    await open_event(site)

    whole, head = await site.client.get(path), await site.client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in ("content-length", "etag")] == [
        whole.headers[name] for name in ("content-length", "etag")
    ]


async def test_pages_ask_the_database_for_nothing(site: App) -> None:
    await open_event(site, *exhibition())

    with counted() as statements:
        for path in ("/", "/agenda", "/agenda/opening", "/speakers/moderator", "/map", "/sitemap.xml"):
            assert (await site.client.get(path)).status_code == 200

    assert statements == []


async def test_a_shell_without_places_is_served_as_it_is(url: str, tmp_path: Path) -> None:
    (tmp_path / "pwa").mkdir()
    (tmp_path / "pwa" / "index.html").write_text("<!doctype html><title>Old</title>")
    async with open_app(settings_for(url, tmp_path)) as app:
        await open_event(app)

        assert (await app.client.get("/agenda/opening")).text == "<!doctype html><title>Old</title>"


async def test_more_pages_can_be_read_than_are_kept(site: App) -> None:
    await open_event(site, *exhibition())
    build = site.settings.data_path / "pwa"
    pages = Pages(Pwa(build), build, origin=ORIGIN, document=lambda: site.sync.document, kept=2)
    transport = httpx.ASGITransport(Starlette(routes=pages.routes))

    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        read = [Seen((await client.get(path)).text).texts("h1") for path in ("/map", "/awards", "/me") * 2]

    assert read == [["Peta"], ["Penghargaan"], ["Saya"]] * 2
