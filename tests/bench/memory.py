"""Benchmark of a worker's memory: `make bench-memory`, or `python -m tests.bench.memory`.

One worker on PostgreSQL and NATS sends announcement after announcement to all subscriptions, 200,000 messages
in all. Its resident memory is read after every announcement, and its peak at the end.
"""

import argparse
import asyncio
import json
import re
import tempfile
import time
from pathlib import Path

from tests.bench.taker import Taker, taking
from tests.chaos.programs import until
from tests.chaos.site import running, shared, site

LIMIT_MB = 200
PATIENCE = 300.0


def resident_mb(pid: int, name: str) -> float:
    """Return a process's memory: `VmRSS` now, `VmHWM` at its most (proc_pid_status(5))."""
    found = re.search(rf"^{name}:\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


async def run(folder: Path, taker: Taker, options: argparse.Namespace) -> tuple[list[float], float, float]:
    """Return the worker's memory after each announcement, its peak, and the messages per second."""
    # More is told to a phone than the limit for one hour admits.
    opened, after = site(folder, [taker.origin], PUSH_HOURLY_CAP="1000"), []
    async with shared(opened):
        await opened.fill(options.phones, [taker.origin])
        worker = opened.worker(1)
        async with running(opened.web(), worker), opened.organizer() as organizer:
            begun = time.perf_counter()
            for turn in range(options.announcements):
                title = f"Announcement {turn}"
                await opened.announce(organizer, title)

                async def is_finished(title: str = title) -> bool:
                    return await opened.is_finished(organizer, title)

                await until(is_finished, f"the end of {title}", seconds=PATIENCE, every=0.25)
                after.append(resident_mb(worker.pid, "VmRSS"))
                print(f"{turn} {taker.taken} messages, {after[-1]:.1f} MB", flush=True)
            took = time.perf_counter() - begun
            peak = resident_mb(worker.pid, "VmHWM")
    return after, peak, taker.taken / took


async def measure(options: argparse.Namespace) -> tuple[list[float], float, float, int]:
    async with taking() as taker:
        with tempfile.TemporaryDirectory() as folder:
            after, peak, rate = await run(Path(folder), taker, options)
    return after, peak, rate, taker.taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=20_000)
    parser.add_argument("--announcements", type=int, default=10)
    options = parser.parse_args()
    after, peak, rate, messages = asyncio.run(measure(options))
    ratio = {"worker_mb_vs_limit": peak / LIMIT_MB, "last_vs_first": after[-1] / after[0]}
    absolute = {
        "peak_mb": round(peak, 1),
        "first_mb": round(after[0], 1),
        "last_mb": round(after[-1], 1),
        "limit_mb": LIMIT_MB,
        "msg_per_s": round(rate),
    }
    rounded = {name: round(value, 3) for name, value in ratio.items()}
    print(json.dumps({"bench": "memory", "ratio": rounded, "absolute": absolute, "n": messages}))


if __name__ == "__main__":
    main()
