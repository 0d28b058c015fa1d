"""`python -m backend.worker.check`: whether a worker here could work, for supervisors.

A worker has no address that could be asked. Exits 0 when database and broker answer, else 1 with a sentence.
"""

import asyncio
import sys

import asyncpg
import nats

from backend.core.database import configuration
from backend.settings import Settings, SettingsError, load_settings

_PATIENCE = 5


async def check(settings: Settings) -> None:
    """Raise what the database or the broker answers instead of its greeting."""
    credentials = configuration(settings.database, [])["connections"]["default"]["credentials"]
    wanted = ("host", "port", "user", "password", "database")
    # The clients would try again and again, and an answer that comes late is none.
    async with asyncio.timeout(_PATIENCE):
        connection = await asyncpg.connect(**{key: credentials[key] for key in wanted})
        await connection.close()
        client = await nats.connect(settings.broker_url, max_reconnect_attempts=0)
        await client.close()


def main() -> None:
    """Run the check as a program."""
    try:
        asyncio.run(check(load_settings()))
    except (OSError, asyncpg.PostgresError, nats.errors.Error, SettingsError) as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
