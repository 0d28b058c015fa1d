"""The whole engine for the push benchmark: deliveries claimed, encrypted, sent, and their outcomes written.

As a program it is one worker without a broker, on the database that the settings name: it fills it, makes an
announcement's deliveries due, and times how long they take to be sent and recorded.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from backend.accounts.rules import SYSTEM
from backend.core.clock import utc_now
from backend.push import announce, spread
from backend.push.models import Delivery
from backend.push.schemas import AnnouncementBody
from backend.push.transport import ReqwestTransport
from backend.settings import load_settings
from backend.wiring import Services, services
from tests.bench.push_peers import Load
from tests.chaos import programs
from tests.chaos.crowd import put_crowd
from tests.chaos.site import Site, shared, site


def engine_rates(load: Load, rounds: int) -> dict[str, float]:
    """Return the messages per second of one worker on each database, the median of its rounds."""
    return asyncio.run(_engine_rates(load, rounds))


async def _engine_rates(load: Load, rounds: int) -> dict[str, float]:
    found = {}
    for name, opened in (("sqlite", _on_sqlite), ("postgres", _on_postgres)):
        with tempfile.TemporaryDirectory() as folder:
            async with opened(Path(folder), load) as place:
                found[name] = await _rate(place, load, rounds)
    return found


@asynccontextmanager
async def _on_sqlite(folder: Path, load: Load) -> AsyncIterator[Site]:
    # More is told to a phone than the limit for one hour admits.
    yield site(folder, [load.origin], PUSH_FLIGHT=str(load.lanes), PUSH_HOURLY_CAP="1000")


@asynccontextmanager
async def _on_postgres(folder: Path, load: Load) -> AsyncIterator[Site]:
    async with _on_sqlite(folder, load) as place, shared(place):
        yield place


async def _rate(place: Site, load: Load, rounds: int) -> float:
    await place.command("migrate")
    given = ("--load", load.to_json(), "--rounds", str(rounds))
    said = await programs.python(place.folder, place.settings, "tests.bench.push_engine", *given)
    rates: list[float] = json.loads(said.splitlines()[-1])
    return statistics.median(rates)


async def time_rounds(load: Load, trust: bytes, rounds: int) -> list[float]:
    """Return the messages per second of each round; one before opens connections and is not counted."""
    transport = ReqwestTransport.open(trust=trust)
    async with transport, services(load_settings(), transport=transport) as parts:
        await put_crowd(load.count, [load.origin], vapid_key=parts.vapid_keys[0])
        return [await _round(parts, load.count) for _ in range(rounds + 1)][1:]


async def _round(parts: Services, count: int) -> float:
    said = {"id": "Hall A is full", "en": "Hall A is full"}
    body: dict[str, Any] = {"title": said, "body": said, "path": "/map", "audience": {"everyone": True}}
    made = await announce.compose(SYSTEM, msgspec.convert(body, AnnouncementBody), now=utc_now())
    assert await announce.fan_out(made, now=utc_now())
    while await spread.next_slice(made, now=utc_now()):
        pass
    begun = time.perf_counter()
    sent = await parts.deliverer.deliver_due()
    took = time.perf_counter() - begun
    accepted = await Delivery.filter(state="accepted").count()
    assert (sent, accepted) == (count, count)
    await Delivery.all().delete()
    return count / took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--load", required=True)
    parser.add_argument("--rounds", type=int, required=True)
    options = parser.parse_args()
    load = Load.from_json(options.load)
    print(json.dumps(uvloop.run(time_rounds(load, Path(load.authority).read_bytes(), options.rounds))))


if __name__ == "__main__":
    main()
