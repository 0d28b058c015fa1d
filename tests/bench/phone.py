"""Benchmark of the app on a phone: `make bench-phone`, or `python -m tests.bench.phone`.

Lighthouse as on a phone: the median of several runs, the lower one of the start page and the agenda;
`performance_1007` is the same on an event of 1,007 sessions, or on the schedule file that the environment
variable COMPANION_BENCH_SCHEDULE names. Accessibility, best practices and SEO are the lowest of all pages.
`js_gzip_kb` is what the build counts for the first page. `offline_start_ms` and `longest_frame_ms` are
measured on the large event with the processor four times slower: see `phone_frames`.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.bench import phone_lighthouse as lighthouse
from tests.bench.phone_frames import SLOWDOWN, Scroll, offline_start, phone, scroll, visit
from tests.bench.phone_lighthouse import Scores
from tests.bench.phone_site import large_event, read_days, sample_event
from tests.e2e.programs import find_program
from tests.e2e.server import Server

PWA: Final = Path(__file__).parents[2] / "pwa"
MEASURED: Final = {"home": "/", "agenda": "/agenda"}
# Every other page of a visitor: what does not depend on the machine's mood is judged once.
JUDGED: Final = {
    "session": "/agenda/d1-pembukaan",
    "speaker": "/speakers/jusuf-kalla",
    "map": "/map",
    "booth": "/booths/stan-a01",
    "awards": "/awards",
    "innovation": "/awards/kelas-perahu",
    "announcements": "/announcements",
    "info": "/info",
    "me": "/me",
}
QUALITIES: Final = ("accessibility", "best_practices", "seo")
# It asks to stay out of search engines, which SEO counts as a fault.
PRIVATE: Final = {"me"}


class Found:
    """What was found so far: medians by page, the audits that failed, and how many runs there were."""

    def __init__(self) -> None:
        self.medians: dict[str, dict[str, float]] = {}
        self.failed: dict[str, list[str]] = {}
        self.runs = 0

    def add(self, name: str, runs: list[Scores]) -> None:
        self.runs += len(runs)
        self.medians[name] = lighthouse.medians(run.categories | run.metrics for run in runs)
        if failed := sorted({audit for run in runs for audit in run.failed}):
            self.failed[name] = failed
        print(
            f"{name}: {_rounded(self.medians[name])} {self.failed.get(name, '')}", file=sys.stderr, flush=True
        )

    def least(self, category: str, pages: list[str]) -> float:
        """Return the lowest median of a category among those of the pages that were judged by it."""
        return min(self.medians[page][category] for page in pages if category in self.medians[page])


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3 if name == "cls" else 1) for name, value in values.items()}


def count_javascript() -> float:
    """Return the kilobytes of gzip JavaScript that the first page needs, as the build counts them."""
    # A build beyond its budget ends this with 1, and still says by how much.
    said = subprocess.run(
        [find_program("node", package="nodejs"), "build/size.mjs"],
        cwd=PWA,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    first = re.search(r"([\d.]+) KB  first page in all", said)
    if first is None:
        sys.exit("the app is not built: run `make setup`")
    return float(first[1])


async def measure_sample(found: Found, runs: int) -> None:
    async with sample_event() as server:
        for name, path in MEASURED.items():
            found.add(name, [await lighthouse.run(server.origin + path) for _ in range(runs)])
        for name, path in JUDGED.items():
            judged = QUALITIES[:2] if name in PRIVATE else QUALITIES
            only = [quality.replace("_", "-") for quality in judged]
            found.add(name, [await lighthouse.run(server.origin + path, only)])


async def measure_large(found: Found, runs: int) -> tuple[int, list[float], dict[str, list[Scroll]]]:
    """Return the number of sessions, the offline starts, and by day the ways down its list."""
    async with large_event() as server:
        days = await read_days(server)
        for name, path in MEASURED.items():
            found.add(f"{name}_1007", [await lighthouse.run(server.origin + path) for _ in range(runs)])
        scrolls = await scroll_days(server, days, runs)
        async with phone() as context:
            await visit(context, server)
            await server.stop()
            starts = [await offline_start(context, server) for _ in range(runs)]
    print(f"offline starts: {[round(each) for each in starts]}", file=sys.stderr, flush=True)
    return sum(days.values()), starts, scrolls


async def scroll_days(server: Server, days: dict[str, int], runs: int) -> dict[str, list[Scroll]]:
    """Return the ways down each day's list, and as `plain` as many down the first day's as bare text."""
    first = next(iter(days))
    found: dict[str, list[Scroll]] = {day: [] for day in [*days, "plain"]}
    async with phone() as context:
        await visit(context, server)
        for _ in range(runs):
            for day, ways in found.items():
                if day == "plain":
                    ways.append(await scroll(context, server, first, plain=days[first]))
                else:
                    ways.append(await scroll(context, server, day))
                told = ways[-1]
                slow = sorted(told.long, key=lambda frame: -frame["ms"])[:3]
                print(
                    f"scrolled {day}: on screen {max(told.shown):.0f} ms, {told.blank} blank, long {slow}",
                    file=sys.stderr,
                    flush=True,
                )
    return found


async def measure(runs: int) -> dict[str, Any]:
    await lighthouse.install()
    found, load_before = Found(), os.getloadavg()[0]
    javascript = count_javascript()
    await measure_sample(found, runs)
    sessions, starts, scrolls = await measure_large(found, runs)
    plain = scrolls.pop("plain")
    # Of each way down the whole event the longest frame, of those the median: one hiccup of a busy machine
    # is not the list's.
    whole = list(zip(*scrolls.values(), strict=True))
    longest = [max(way.longest for way in ways) for ways in whole]
    longest_shown = [max(max(way.shown) for way in ways) for ways in whole]
    ways = [way for ways in scrolls.values() for way in ways]
    shown = [ms for way in ways for ms in way.shown]
    small, large = [*MEASURED], [f"{name}_1007" for name in MEASURED]
    ratio = {
        "performance": found.least("performance", small),
        **{quality: found.least(quality, [*found.medians]) for quality in QUALITIES},
        "performance_1007": found.least("performance", large),
        "js_gzip_kb": javascript,
        "offline_start_ms": statistics.median(starts),
        "longest_frame_ms": statistics.median(longest),
    }
    absolute = {
        "pages": {name: _rounded(values) for name, values in found.medians.items()},
        "failed_audits": found.failed,
        "sessions": sessions,
        "slowdown": SLOWDOWN,
        "offline_starts_ms": [round(each) for each in starts],
        "longest_frames_ms": [round(each) for each in longest],
        "longest_plain_frames_ms": [round(each.longest) for each in plain],
        "frames_on_screen": len(shown),
        "frame_on_screen_p99_ms": round(statistics.quantiles(shown, n=100)[98], 1),
        "long_animation_frames_ms": sorted(frame["ms"] for way in ways for frame in way.long),
        "longest_on_screen_ms": [round(each) for each in longest_shown],
        "blank_frames": sum(way.blank for way in ways),
        "load_average_before": round(load_before, 2),
        "cores": os.cpu_count() or 0,
    }
    n = found.runs + len(starts) + sum(map(len, scrolls.values()))
    return {"bench": "phone", "ratio": _rounded(ratio), "absolute": absolute, "n": n}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of each measurement, of which the median counts")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(measure(options.runs))))


if __name__ == "__main__":
    main()
