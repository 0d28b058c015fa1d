from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.apps import App, open_app, settings_for
from tests.backend.pages.build import write_build


@pytest.fixture
async def site(url: str, tmp_path: Path) -> AsyncIterator[App]:
    """The application with a build whose shell has places for pages, on a database with no row."""
    write_build(tmp_path / "pwa")
    async with open_app(settings_for(url, tmp_path)) as opened:
        yield opened
