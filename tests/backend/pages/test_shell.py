"""The shell brings a page's own chunk along."""

from pathlib import Path

import pytest

from backend.pages.shell import Shell
from backend.wiring import PWA_FOLDER
from tests.apps import App
from tests.backend.pages.build import write_build
from tests.backend.pages.event import open_event, seen
from tests.backend.pages.exhibition import exhibition

SOURCES = PWA_FOLDER.parent / "src" / "pages"


async def test_a_page_of_its_own_chunk_names_what_the_first_does_not_bring(site: App) -> None:
    await open_event(site, *exhibition())

    booth, agenda = await seen(site, "/booths/a01"), await seen(site, "/agenda")

    assert booth.links("modulepreload") == ["/assets/booth-A1b2C3d4.js", "/assets/place-A1b2C3d4.js"]
    assert booth.links("stylesheet") == ["/assets/booth.css", "/assets/place.css", "/reading.css"]
    assert agenda.links("modulepreload") == ["/assets/agenda-A1b2C3d4.js"]


async def test_a_page_of_the_first_chunk_needs_nothing_more(site: App) -> None:
    await open_event(site)

    assert (await seen(site, "/agenda/opening")).links("modulepreload") == []


async def test_a_first_visit_need_not_wait_for_the_script_to_ask_for_the_document(site: App) -> None:
    await open_event(site)

    assert (await seen(site, "/agenda")).links("preload")[-1] == "/api/v1/sync/start"


def test_without_a_manifest_a_build_has_a_shell_all_the_same(tmp_path: Path) -> None:
    build = write_build(tmp_path / "pwa")
    (build / ".vite" / "manifest.json").unlink()

    shell = Shell.of(build)

    assert shell is not None
    assert shell.manifest == {}


def test_a_folder_without_a_build_has_none(tmp_path: Path) -> None:
    assert Shell.of(tmp_path) is None


@pytest.mark.parametrize(
    "name",
    [
        *("home", "agenda", "session", "speaker", "map", "booth"),
        *("awards", "innovation", "announcements", "announcement", "info", "me"),
    ],
)
def test_pages_are_named_as_their_sources_are(name: str) -> None:
    assert (SOURCES / f"{name}.tsx").exists() or (SOURCES / name / "index.tsx").exists()


def test_the_styles_of_pages_without_scripts_are_part_of_the_app() -> None:
    assert (PWA_FOLDER.parent / "public" / "reading.css").is_file()
