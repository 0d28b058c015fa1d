from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from backend.core.database import database
from backend.wiring import MODELS
from tests.apps import App, open_app, settings_for
from tests.databases import Databases, open_databases


@pytest.fixture(scope="session", autouse=True)
def _plain_log() -> None:
    """Logs go to whatever standard output is at that moment, without the colours and locals of a terminal."""
    processors: list[structlog.typing.Processor] = [
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(),
    ]
    structlog.configure(processors=processors, logger_factory=structlog.PrintLoggerFactory())


@pytest.fixture(scope="session")
async def databases() -> AsyncIterator[Databases]:
    async with open_databases() as opened:
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
