"""The sync document follows the database, whoever writes there."""

import asyncio
import sys
from pathlib import Path

from backend.core import journal
from backend.sync.app import SyncApp
from tests.apps import App, open_app, settings_for
from tests.factories.records import page, programme, published, put

PUBLISH = """
import asyncio, sys
from backend.core.database import database
from backend.wiring import MODELS
from tests.factories.records import page, published, put

async def run():
    async with database(sys.argv[1], MODELS):
        await published(put("pages", page()))

asyncio.run(run())
"""


async def reaches(sync: SyncApp, revision: int) -> int:
    """Return the revision once it is there; the wait ends with the test's patience."""
    async with asyncio.timeout(20):
        while sync.revision < revision:
            await asyncio.sleep(0.01)
    return sync.revision


async def test_what_this_process_publishes_is_there_at_once(app: App) -> None:
    await published(*programme())

    assert await reaches(app.sync, 1) == 1


async def test_what_another_process_publishes_is_noticed(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path)) as app:
        await published(*programme())
        await reaches(app.sync, 1)

        other = await asyncio.create_subprocess_exec(sys.executable, "-c", PUBLISH, url)
        assert await other.wait() == 0

        assert await reaches(app.sync, 2) == 2


async def test_a_new_epoch_is_noticed_too(app: App) -> None:
    await published(*programme())
    await reaches(app.sync, 1)

    await journal.renew_epoch()
    await published(put("pages", page()))
    await reaches(app.sync, 2)

    whole = (await app.client.get("/api/v1/sync")).json()
    assert whole["epoch"] == (await journal.state()).epoch
