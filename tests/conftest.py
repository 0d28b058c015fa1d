from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.core.database import database
from backend.wiring import MODELS
from tests.apps import App, open_app, settings_for
from tests.databases import Databases, open_databases


@pytest.fixture(scope="session")
async def databases(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Databases]:
    async with open_databases(tmp_path_factory.mktemp("databases")) as opened:
        yield opened


@pytest.fixture
async def url(databases: Databases) -> str:
    """A migrated database with no row, not open."""
    return await databases.fresh()


@pytest.fixture
async def db(url: str) -> AsyncIterator[str]:
    """A migrated database with no row, open."""
    async with database(url, MODELS):
        yield url


@pytest.fixture
async def app(url: str, tmp_path: Path) -> AsyncIterator[App]:
    """The application on a database with no row."""
    async with open_app(settings_for(url, tmp_path)) as opened:
        yield opened
