"""The built app: its files by their addresses, the shell for every page."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import brotli
import httpx
import pytest

from tests.apps import open_app, settings_for

SHELL = b"<!doctype html><title>Companion</title>" + b"<p>" * 100


@pytest.fixture
async def client(url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    build = tmp_path / "pwa"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_bytes(SHELL)
    (build / "sw.js").write_text("self.skipWaiting()")
    (build / "assets" / "main-A1b2C3d4.js").write_text("export {}")
    (build / "assets" / "main-A1b2C3d4.js.map").write_text("{}")
    (build / "manifest.webmanifest").write_text('{"lang": "id"}')
    (build / "manifest.en.webmanifest").write_text('{"lang": "en"}')
    async with open_app(settings_for(url, tmp_path)) as app:
        yield app.client


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/index.html", 200),
        ("/agenda", 200),
        ("/agenda/opening", 200),
        ("/speakers/moderator", 200),
        ("/organizer/announcements/new", 200),
        ("/me", 200),
        ("/speakers", 404),
        ("/nobody-knows", 404),
        ("/agenda/opening/more", 404),
    ],
)
async def test_the_shell_answers_for_pages_and_says_404_for_others(
    client: httpx.AsyncClient, path: str, status: int
) -> None:
    answer = await client.get(path)

    assert (answer.status_code, answer.content) == (status, SHELL)


@pytest.mark.parametrize(
    ("path", "status"), [("/assets/../../keys", 404), ("/assets/main-A1b2C3d4.js.map", 404)]
)
async def test_only_what_was_built_for_browsers_is_served(
    client: httpx.AsyncClient, path: str, status: int
) -> None:
    assert (await client.get(path)).status_code == status


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/assets/main-A1b2C3d4.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ],
)
async def test_files_say_their_type_and_how_long_they_keep(
    client: httpx.AsyncClient, path: str, kind: str, cache: str
) -> None:
    headers = (await client.get(path)).headers

    assert (headers["content-type"], headers["cache-control"]) == (kind, cache)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "id"), ("en-GB,en;q=0.9,id;q=0.8", "en"), ("id-ID,id;q=0.9,en;q=0.8", "id"), ("fr", "id")],
)
async def test_the_manifest_speaks_the_language_of_the_browser(
    client: httpx.AsyncClient, accepted: str, language: str
) -> None:
    answer = await client.get("/manifest.webmanifest", headers={"accept-language": accepted})

    assert answer.json() == {"lang": language}
    assert answer.headers["vary"] == "accept-encoding, accept-language"


async def test_what_one_language_has_is_not_taken_for_the_other(client: httpx.AsyncClient) -> None:
    tag = (await client.get("/manifest.webmanifest", headers={"accept-language": "id"})).headers["etag"]

    other = await client.get("/manifest.webmanifest", headers={"accept-language": "en", "if-none-match": tag})

    assert (other.status_code, other.json()) == (200, {"lang": "en"})


async def test_a_file_that_is_known_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await client.get("/sw.js")

    again = await client.get("/sw.js", headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


async def test_encodings_are_those_the_browser_takes(client: httpx.AsyncClient) -> None:
    async def sent(accepted: str) -> tuple[str, bytes]:
        request = client.build_request("GET", "/", headers={"accept-encoding": accepted})
        answer = await client.send(request, stream=True)
        body = b"".join([chunk async for chunk in answer.aiter_raw()])
        return answer.headers.get("content-encoding", ""), body

    packed, zipped, plain = await sent("gzip, br"), await sent("gzip"), await sent("identity")

    assert (packed[0], brotli.decompress(packed[1])) == ("br", SHELL)
    assert (zipped[0], gzip.decompress(zipped[1])) == ("gzip", SHELL)
    assert plain == ("", SHELL)


async def test_without_a_build_the_answer_says_how_to_make_one(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path)) as app:
        answer = await app.client.get("/")

    assert (answer.status_code, answer.text) == (503, "The app has not been built: run `make setup`.\n")
