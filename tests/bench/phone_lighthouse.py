"""Lighthouse on a page, as its own command line runs it for a phone: slow 4G, a processor four times slower.

Its packages are pinned in the folder `lighthouse` beside this file and are installed by the first run.
"""

import asyncio
import json
import os
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.e2e.programs import find_program

FOLDER: Final = Path(__file__).parent / "lighthouse"
COMMAND: Final = FOLDER / "node_modules" / ".bin" / "lighthouse"
PATIENCE: Final = 180.0
AT_MOST: Final = 3
# Lighthouse's own metrics, as keys of `absolute`.
METRICS: Final = {
    "first-contentful-paint": "fcp_ms",
    "largest-contentful-paint": "lcp_ms",
    "speed-index": "speed_index_ms",
    "total-blocking-time": "tbt_ms",
    "cumulative-layout-shift": "cls",
}


@dataclass(frozen=True)
class Scores:
    """One run: the categories' scores from 0 to 100, the metrics, and the audits that do not pass."""

    categories: dict[str, float]
    metrics: dict[str, float]
    failed: list[str]


async def install() -> None:
    """Install what the lock pins, where that has not been done."""
    lock = FOLDER / "package-lock.json"
    stamp = FOLDER / "node_modules" / ".installed"
    if stamp.exists() and COMMAND.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("installing Lighthouse", file=sys.stderr, flush=True)
    npm = find_program("npm", package="npm")
    process = await asyncio.create_subprocess_exec(
        npm, "install", "--no-save", "--loglevel=error", cwd=FOLDER, stdout=sys.stderr
    )
    if await process.wait():
        sys.exit("Lighthouse could not be installed")
    stamp.touch()


async def run(url: str, categories: Sequence[str] = ()) -> Scores:
    """Return the scores of one run in a browser of its own, only of `categories` if any are named.

    A run that a busy machine spoils is repeated; ends the program where none succeeds.
    """
    for _ in range(AT_MOST):
        report = await _report(url, categories)
        if report and not report.get("runtimeError"):
            return _scores(report)
        why = report.get("runtimeError", {}).get("message") if report else "no report"
        print(f"{url}: again, because {why}", file=sys.stderr, flush=True)
    sys.exit(f"Lighthouse failed {AT_MOST} times on {url}")


async def _report(url: str, categories: Sequence[str]) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory(prefix="lighthouse-", ignore_cleanup_errors=True) as folder:
        output = Path(folder) / "report.json"
        command = [
            str(COMMAND),
            url,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={output}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run --disable-dev-shm-usage",
        ]
        if categories:
            command.append(f"--only-categories={','.join(categories)}")
        env = os.environ | {"CHROME_PATH": find_program("chromium", package="chromium"), "TMPDIR": folder}
        process = await asyncio.create_subprocess_exec(
            *command, env=env, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(PATIENCE):
                _, complaint = await process.communicate()
        except TimeoutError:
            # At this signal it also ends the browser that it started.
            process.send_signal(signal.SIGINT)
            await process.wait()
            return None
        if not output.exists():
            print(complaint.decode()[-2000:], file=sys.stderr, flush=True)
            return None
        found: dict[str, Any] = json.loads(output.read_bytes())
        return found


def _scores(report: dict[str, Any]) -> Scores:
    audits: dict[str, dict[str, Any]] = report["audits"]
    categories = {
        name.replace("-", "_"): 100.0 * float(category["score"] or 0)
        for name, category in report["categories"].items()
    }
    weighty = {
        each["id"]
        for category in report["categories"].values()
        for each in category["auditRefs"]
        if each["weight"] > 0
    }
    failed = [
        f"{name}: {audit['title']}" if name not in METRICS else f"{name}: {audit.get('displayValue', '')}"
        for name, audit in audits.items()
        if name in weighty and audit["score"] is not None and audit["score"] < 0.9
    ]
    metrics = {key: audits[name]["numericValue"] for name, key in METRICS.items() if name in audits}
    # Lighthouse's own measure of the machine, without which the other numbers say little.
    metrics["benchmark_index"] = report["environment"]["benchmarkIndex"]
    return Scores(categories, metrics, failed)


def medians(runs: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return for each key the median of its values."""
    found: dict[str, list[float]] = {}
    for run_ in runs:
        for name, value in run_.items():
            found.setdefault(name, []).append(value)
    return {name: statistics.median(values) for name, values in found.items()}
