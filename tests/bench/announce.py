"""Benchmark of an announcement to everyone: `make bench-announce`, or `python -m tests.bench.announce`.

With 50,000 subscriptions in the database, on SQLite with the embedded worker and on PostgreSQL with NATS and
two workers: from the organizer's POST to the first message that a push service takes; how long the 50,000
deliveries take to be made; and the 99th percentile of the sync route's answers in the seconds that follow the
POST against the same load at rest. Every announcement is to everyone and expires after a moment, so that the
next one finds nothing waiting. The push service is a double on loopback, without TLS.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec

from backend.accounts.rules import SYSTEM
from backend.core.clock import utc_now
from backend.core.database import database
from backend.push import announce, spread
from backend.push.models import Delivery
from backend.push.schemas import AnnouncementBody
from backend.settings import load_settings
from backend.wiring import MODELS
from tests.bench.taker import Taker, taking
from tests.bench.wrk import Load, provide_wrk, run_wrk
from tests.chaos import programs
from tests.chaos.programs import until
from tests.chaos.site import WORKERS, Site, running, shared, site

SYNC = "/api/v1/sync"
LASTS: Final = timedelta(seconds=4)
PATIENCE: Final = 120.0
# The sample event on other days, so that nothing of its own is announced meanwhile.
_DAY = "2030-11-24"


@dataclass(frozen=True)
class Measured:
    """One set-up's rounds: milliseconds to the first message, seconds of a fan-out, loads (at rest, then)."""

    first_ms: list[float]
    create_s: list[float]
    loads: list[tuple[Load, Load]]

    @property
    def sync_ratio(self) -> float:
        return statistics.median(then.p99_ms / rest.p99_ms for rest, then in self.loads)

    def absolute(self, name: str) -> dict[str, float]:
        return {
            f"first_accept_ms_{name}": round(statistics.median(self.first_ms), 1),
            f"first_accept_worst_ms_{name}": round(max(self.first_ms), 1),
            f"sync_p99_vs_rest_{name}": round(self.sync_ratio, 2),
            f"sync_rest_p99_ms_{name}": round(statistics.median(rest.p99_ms for rest, _ in self.loads), 2),
            f"sync_then_p99_ms_{name}": round(statistics.median(then.p99_ms for _, then in self.loads), 2),
        }


async def first_message(site: Site, organizer: httpx.AsyncClient, taker: Taker, title: str) -> float:
    """Return the milliseconds from the POST to the first message taken, once the rest has expired."""
    before = taker.taken
    posted = time.perf_counter()
    telling = asyncio.create_task(tell(site, organizer, title))
    took = (await taker.until_taken(before + 1, seconds=PATIENCE) - posted) * 1000
    await telling
    await _over(site, organizer, title)
    return took


async def loaded(
    site: Site, organizer: httpx.AsyncClient, title: str, options: argparse.Namespace
) -> tuple[Load, Load]:
    """Return the sync route's load at rest, and the same from the POST on."""

    def run() -> Load:
        headers = {"accept-encoding": "br"}
        return run_wrk(site.origin + SYNC, headers, connections=options.connections, seconds=options.seconds)

    rest = await asyncio.to_thread(run)
    then = asyncio.create_task(asyncio.to_thread(run))
    await tell(site, organizer, title)
    found = await then
    await _over(site, organizer, title)
    return rest, found


async def tell(site: Site, organizer: httpx.AsyncClient, title: str) -> None:
    await site.announce(organizer, title, expires_at=(utc_now() + LASTS).isoformat())


async def _over(site: Site, organizer: httpx.AsyncClient, title: str) -> None:
    async def is_finished() -> bool:
        return await site.is_finished(organizer, title)

    await until(is_finished, f"the end of {title}", seconds=PATIENCE, every=0.25)


async def measure(site: Site, taker: Taker, options: argparse.Namespace) -> Measured:
    """Fill the site, time fan-outs in a process of their own, then announce to its running processes."""
    await site.fill(options.phones, [taker.origin])
    await site.command("seed", "--shift-to", _DAY)
    told = await programs.python(
        site.folder, site.settings, "tests.bench.announce", "--fan-out", str(options.rounds)
    )
    create_s: list[float] = json.loads(told.splitlines()[-1])
    first_ms, loads = [], []
    workers = [] if "BROKER_URL" not in site.settings else [site.worker(number) for number in WORKERS]
    async with running(site.web(), *workers), site.organizer() as organizer:
        # The first one opens connections and warms up.
        for turn in range(options.rounds + 1):
            took = await first_message(site, organizer, taker, f"Announcement {turn}")
            if turn:
                first_ms.append(took)
        for turn in range(options.rounds):
            loads.append(await loaded(site, organizer, f"Loaded {turn}", options))
            rest, then = loads[-1]
            print(
                f"{turn} first {first_ms[turn]:.0f} ms, created in {create_s[turn]:.2f} s, "
                f"sync p99 {rest.p99_ms:.1f} then {then.p99_ms:.1f} ms",
                flush=True,
            )
    return Measured(first_ms, create_s, loads)


async def time_fan_outs(rounds: int) -> list[float]:
    """Return the seconds that fan-outs to everyone took, in the database that the settings name."""
    said = {"id": "A", "en": "A"}
    body: dict[str, Any] = {"title": said, "body": said, "path": "/info", "audience": {"everyone": True}}
    took = []
    async with database(load_settings().database, MODELS):
        for turn in range(rounds + 1):
            made = await announce.compose(SYSTEM, msgspec.convert(body, AnnouncementBody), now=utc_now())
            begun = time.perf_counter()
            assert await announce.fan_out(made, now=utc_now())
            while await spread.next_slice(made, now=utc_now()):
                pass
            if turn:
                took.append(time.perf_counter() - begun)
            await Delivery.all().delete()
    return took


def _site(folder: str, origins: list[str]) -> Site:
    # More is told to a phone than the limit for one hour admits.
    return site(Path(folder), origins, PUSH_HOURLY_CAP="1000")


async def run(options: argparse.Namespace) -> dict[str, Measured]:
    found = {}
    async with taking() as taker:
        origins = [taker.origin]
        with tempfile.TemporaryDirectory() as folder:
            found["sqlite"] = await measure(_site(folder, origins), taker, options)
        with tempfile.TemporaryDirectory() as folder:
            many = _site(folder, origins)
            async with shared(many):
                found["postgres"] = await measure(many, taker, options)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of load on the sync route")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--fan-out", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fan_out is not None:
        print(json.dumps(asyncio.run(time_fan_outs(options.fan_out))))
        return
    provide_wrk()
    load_before = os.getloadavg()[0]
    found = asyncio.run(run(options))
    first = {name: statistics.median(each.first_ms) for name, each in found.items()}
    ratio = {"first_accept_ms": max(first.values())}
    ratio |= {f"create_50000_s_{name}": statistics.median(each.create_s) for name, each in found.items()}
    ratio["sync_p99_vs_rest"] = max(each.sync_ratio for each in found.values())
    absolute = {key: value for name, each in found.items() for key, value in each.absolute(name).items()}
    absolute |= {"phones": options.phones, "load_average_before": round(load_before, 2)}
    print(
        json.dumps(
            {
                "bench": "announce",
                "ratio": {name: round(value, 3) for name, value in ratio.items()},
                "absolute": absolute,
                "n": options.rounds * len(found),
            }
        )
    )


if __name__ == "__main__":
    main()
