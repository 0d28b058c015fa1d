"""Benchmark of the sync route: `make bench-sync`, or `python -m tests.bench.sync`.

The whole application, over the seeded sample event, against a bare ASGI application that answers the same
bodies with the fewest headers; each is one Granian process with the settings of `companion web`. They take
turns under the same load within every round, and the median of the rounds' ratios counts. Latencies are
those under full load. At the end one session moves, for the size and the cost of a delta.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from backend.accounts.rules import SYSTEM
from backend.core.clock import utc_now
from backend.core.database import database
from backend.publishing.catalogue import PROGRAMME, UTC_ZONE
from backend.publishing.publish import publish
from backend.publishing.schemas import Put
from backend.wiring import MODELS
from tests.bench.servers import Server, ask, environment, run_companion, serving
from tests.bench.sync_bare import NOT_MODIFIED
from tests.bench.wrk import Load, provide_wrk, run_wrk
from tests.ports import free_port

SYNC = "/api/v1/sync"
ENCODINGS = ("br", "zstd", "gzip", "identity")
WAYS = ("ours", "bare")


@dataclass(frozen=True)
class Case:
    """What is asked of both, by the same headers; `answer` is the body, or the entity tag for a 304."""

    name: str
    headers: dict[str, str]
    answer: bytes


@dataclass(frozen=True)
class Turn:
    """One way under load in one round; `cpu` is what its processes used meanwhile, in seconds."""

    load: Load
    cpu: float


@dataclass(frozen=True)
class Pair:
    """One case in one round."""

    ours: Turn
    bare: Turn

    @property
    def ratio(self) -> float:
        return self.ours.load.rate / self.bare.load.rate


def read_cases(port: int) -> list[Case]:
    """Return the cases with what our server answers; fails where an answer is not as asked."""
    cases: list[Case] = []
    for encoding in ENCODINGS:
        headers = {"accept-encoding": encoding}
        reply = ask(port, SYNC, headers)
        assert reply.status == 200
        assert reply.headers.get("content-encoding", "identity") == encoding
        cases.append(Case(encoding, headers, reply.body))
    etag = ask(port, SYNC, cases[0].headers).headers["etag"]
    known = {**cases[0].headers, "if-none-match": etag}
    assert ask(port, SYNC, known).status == 304
    return [*cases, Case(NOT_MODIFIED, known, etag.encode())]


@contextmanager
def our_server(folder: Path) -> Iterator[Server]:
    """Yield the whole application over a fresh database with the sample event."""
    port = free_port()
    env = environment(DATA_DIR=str(folder), PORT=str(port), LOG_FORMAT="json")
    run_companion("migrate", folder, env)
    run_companion("seed", folder, env)
    with serving(["backend", "web"], port, folder, env, SYNC) as server:
        yield server


@contextmanager
def bare_server(folder: Path, cases: list[Case]) -> Iterator[Server]:
    """Yield the bare application that answers the same."""
    port, answers = free_port(), folder / "answers"
    answers.mkdir()
    for case in cases:
        (answers / case.name).write_bytes(case.answer)
    command = ["tests.bench.sync_bare", str(port), str(answers)]
    with serving(command, port, folder, environment(), "/identity") as server:
        for case in cases:
            reply = ask(port, f"/{case.name}", case.headers)
            expected = (304, b"") if case.name == NOT_MODIFIED else (200, case.answer)
            assert (reply.status, reply.body) == expected
        yield server


def take_turn(server: Server, path: str, case: Case, options: argparse.Namespace) -> Turn:
    before = server.cpu()
    url = f"http://127.0.0.1:{server.port}{path}"
    load = run_wrk(url, case.headers, connections=options.connections, seconds=options.seconds)
    return Turn(load, server.cpu() - before)


def run_rounds(
    ours: Server, bare: Server, cases: list[Case], options: argparse.Namespace
) -> dict[str, list[Pair]]:
    """Return the pairs of each case; a round before warms up, and who goes first changes by round."""
    pairs: dict[str, list[Pair]] = {case.name: [] for case in cases}
    for turn in range(options.rounds + 1):
        for case in cases:
            ways = {"ours": (ours, SYNC), "bare": (bare, f"/{case.name}")}
            order = WAYS if turn % 2 else WAYS[::-1]
            pair = Pair(**{way: take_turn(*ways[way], case, options) for way in order})
            if turn:
                pairs[case.name].append(pair)
        if turn:
            told = (f"{name} {found[-1].ratio:.2f}" for name, found in pairs.items())
            print(f"round {turn}, ours to bare: {', '.join(told)}", flush=True)
    return pairs


async def move_a_session(folder: Path) -> None:
    """Let one session begin and end five minutes later, from a process other than the server's."""
    later = timedelta(minutes=5)
    async with database(f"sqlite:///{folder / 'companion.sqlite3'}", MODELS):
        session: Any = (await PROGRAMME["sessions"].load(UTC_ZONE))[0]
        moved = msgspec.structs.replace(session, start=session.start + later, end=session.end + later)
        change = Put("sessions", msgspec.to_builtins(moved), base=session.revision)
        await publish(SYSTEM, [change], note="bench", now=utc_now())


def measure_delta(
    port: int, folder: Path, options: argparse.Namespace
) -> tuple[dict[str, float], dict[str, float]]:
    """Return ratios and absolute numbers of the delta after one session has moved."""
    before = json.loads(ask(port, SYNC, {"accept-encoding": "identity"}).body)
    asyncio.run(move_a_session(folder))
    begun = time.perf_counter()
    while f".{before['revision']}." in ask(port, SYNC).headers["etag"]:
        assert time.perf_counter() - begun < 20, "the server did not notice the session's move"
        time.sleep(0.02)
    noticed = time.perf_counter() - begun
    path = f"{SYNC}?since={before['revision']}&epoch={before['epoch']}&schema={before['schema']}"
    absolute: dict[str, float] = {"noticed_s": round(noticed, 2)}
    shares, first_ms = [], []
    for encoding in ENCODINGS:
        headers = {"accept-encoding": encoding}
        delta, snapshot = ask(port, path, headers), ask(port, SYNC, headers)
        shares.append(len(delta.body) / len(snapshot.body))
        first_ms.append(delta.ms)
        absolute[f"{encoding}_snapshot_bytes"] = len(snapshot.body)
        absolute[f"{encoding}_delta_bytes"] = len(delta.body)
    plain = json.loads(ask(port, path, {"accept-encoding": "identity"}).body)
    assert {name: len(found) for name, found in plain["upserts"].items()} == {"sessions": 1}
    load = run_wrk(
        f"http://127.0.0.1:{port}{path}",
        {"accept-encoding": "br"},
        connections=options.connections,
        seconds=options.seconds,
    )
    absolute |= {"delta_first_ms": round(max(first_ms), 2), "delta_per_s": round(load.rate)}
    return {"delta_bytes_vs_snapshot": max(shares)}, absolute


def summary(pairs: dict[str, list[Pair]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return ratios, and absolute numbers by case: each the median of its rounds."""
    by_case = {name: statistics.median(pair.ratio for pair in found) for name, found in pairs.items()}
    ratio = {"vs_bare_asgi": min(by_case[encoding] for encoding in ENCODINGS)}
    ratio |= {f"vs_bare_asgi_{encoding}": by_case[encoding] for encoding in ENCODINGS}
    ratio["not_modified_vs_bare"] = by_case[NOT_MODIFIED]
    absolute: dict[str, float] = {}
    for name, found in pairs.items():
        for way in WAYS:
            turns: list[Turn] = [getattr(pair, way) for pair in found]
            loads = [turn.load for turn in turns]
            absolute[f"{way}_{name}_per_s"] = round(statistics.median(load.rate for load in loads))
            absolute[f"{way}_{name}_p50_ms"] = round(statistics.median(load.p50_ms for load in loads), 2)
            cpu = sum(turn.cpu for turn in turns) / sum(load.requests for load in loads)
            absolute[f"{way}_{name}_cpu_us"] = round(cpu * 1e6, 1)
            absolute[f"{way}_{name}_p99_ms"] = round(statistics.median(load.p99_ms for load in loads), 2)
    shares = [
        turn.load.share for found in pairs.values() for pair in found for turn in (pair.ours, pair.bare)
    ]
    absolute["load_percent_of_core"] = round(100 * statistics.median(shares))
    return ratio, absolute


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.4, help="of load for each case, way and round")
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    provide_wrk()
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with our_server(folder) as ours:
            cases = read_cases(ours.port)
            with bare_server(folder, cases) as bare:
                pairs = run_rounds(ours, bare, cases, options)
            delta_ratio, delta_absolute = measure_delta(ours.port, folder, options)
    ratio, absolute = summary(pairs)
    absolute |= delta_absolute
    absolute |= {"load_average_before": round(load_before, 2), "cores": os.cpu_count() or 0}
    ratio |= delta_ratio
    print(
        json.dumps(
            {
                "bench": "sync",
                "ratio": {name: round(value, 3) for name, value in ratio.items()},
                "absolute": absolute,
                "n": sum(pair.ours.load.requests for found in pairs.values() for pair in found),
            }
        )
    )


if __name__ == "__main__":
    main()
