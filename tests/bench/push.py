"""Benchmark of the sending lane: `make bench-push`, or `python -m tests.bench.push`.

Every way sends the same messages over TLS to the same double, which runs in a process of its own. The ways
take turns in every round, over connections open by then, and the median of the rounds' ratios counts. The
double's share of a core is printed beside each, so that a reader sees whether it was the limit. Peers:
`webpush()` with one requests.Session, `webpush_async` with one aiohttp session, and the floor, which is
pywebpush's encryption and ready-made bytes on raw sockets. The whole engine then sends from a database.
Two workers are compared with one, which uses more than one core alone; processes beside each other, the
floor's too, have a worker's priority.
At last two processes of ours meet two of the floor at a double that answers after 50 ms, over more
connections, since as many messages are on their way as the rate times the latency.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from backend.worker.priority import give_way
from tests.bench.push_engine import engine_rates
from tests.bench.push_peers import Load, Run, Way, floor, ours, webpush_async_session, webpush_session
from tests.bench.tls import TlsFiles, write_tls_files

WAYS: dict[str, Way] = {
    "ours": ours,
    "webpush_session": webpush_session,
    "webpush_async": webpush_async_session,
    "floor": floor,
}


LATENCY_MS = 50


@dataclass(frozen=True)
class Round:
    """Messages per second of one way in one round, and what both sides used of a core meanwhile."""

    rate: float
    client_us: float
    double_share: float


@contextmanager
def running_double(tls: TlsFiles, *, latency_ms: float = 0) -> Iterator[tuple[int, int]]:
    """Yield the port and the process id of a double that ends with the block."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.lean_double",
        "--chain",
        str(tls.chain),
        "--key",
        str(tls.key),
        "--latency-ms",
        str(latency_ms),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process.pid
        process.communicate("")


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process has used (proc_pid_stat(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(run: Run, count: int, double: int) -> Round:
    double_before, own_before, start = cpu_of(double), _own_cpu(), time.perf_counter()
    run(count)
    took = time.perf_counter() - start
    own = _own_cpu() - own_before
    return Round(count / took, own / count * 1e6, (cpu_of(double) - double_before) / took)


def _own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


@dataclass(frozen=True)
class Together:
    """Messages per second of some processes together, and the seconds of CPU that they used for each."""

    rate: float
    cpu: float


def rate_of_workers(load: Load, workers: int, way: str = "ours") -> Together:
    """Return what `workers` processes do that send in one way at the same time.

    Each says when it is ready and starts at a word, so that neither start-up nor handshakes are counted.
    """
    command = [sys.executable, "-m", "tests.bench.push", "--worker", load.to_json(), "--way", way]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(workers)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    before, start = sum(cpu_of(process.pid) for process in processes), time.perf_counter()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
    took = time.perf_counter() - start
    used = sum(cpu_of(process.pid) for process in processes) - before
    for process in processes:
        process.communicate()
    messages = workers * load.count
    return Together(messages / took, used / messages)


def compare_workers(load: Load, turn: int) -> float:
    """Return how many times what one worker sends two do."""
    one, two = (rate_of_workers(load, workers) for workers in (1, 2))
    print(
        f"{turn} workers          one {one.rate:.0f}, two {two.rate:.0f} msg/s: {two.rate / one.rate:.2f}; "
        f"{one.cpu * 1e6:.0f} and {two.cpu * 1e6:.0f} us CPU each",
        flush=True,
    )
    return two.rate / one.rate


def work(load: Load, way: str) -> None:
    # The peers as well: what the machine's scheduler gives is nobody's merit.
    give_way()
    with WAYS[way](load) as run:
        run(load.warm_up)
        print("ready", flush=True)
        sys.stdin.readline()
        run(load.count)
        print("done", flush=True)


def run_rounds(
    load: Load, double: int, rounds: int, workers: Load
) -> tuple[dict[str, list[Round]], list[float]]:
    """Return each way's rounds, and each round's two workers over one; a round before warms up.

    Each of the `workers` has that load, long enough that who ends last counts for little.
    """
    results: dict[str, list[Round]] = {name: [] for name in WAYS}
    pairs: list[float] = []
    for turn in range(rounds + 1):
        for name, way in WAYS.items():
            with way(load) as run:
                run(load.warm_up)
                result = measure(run, load.count, double)
            if turn:
                results[name].append(result)
                print(
                    f"{turn} {name:16} {result.rate:7.0f} msg/s {result.client_us:6.0f} us CPU each, "
                    f"double {result.double_share:4.0%} of a core",
                    flush=True,
                )
        if turn:
            pairs.append(compare_workers(workers, turn))
    return results, pairs


def run_late_rounds(load: Load, double: int, rounds: int) -> dict[str, list[float]]:
    """Return the rates of two processes of ours and of the floor, against a double that answers late."""
    rates: dict[str, list[float]] = {"ours": [], "floor": []}
    for turn in range(rounds):
        before = cpu_of(double), time.perf_counter()
        # Who goes first changes by round.
        for way in sorted(rates, reverse=turn % 2 == 0):
            rates[way].append(rate_of_workers(load, 2, way).rate)
        share = (cpu_of(double) - before[0]) / (time.perf_counter() - before[1])
        print(
            f"{turn + 1} late             ours {rates['ours'][-1]:.0f}, "
            f"floor {rates['floor'][-1]:.0f} msg/s, double {share:.0%}",
            flush=True,
        )
    return rates


def _median_ratio(ours_by_round: list[Round], peers_by_round: list[Round]) -> float:
    """Return the median of the rounds' own ratios: within a round the machine is equally busy for both."""
    pairs = zip(ours_by_round, peers_by_round, strict=True)
    return statistics.median(own.rate / peer.rate for own, peer in pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1500, help="messages per way and round")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--lanes", type=int, default=32, help="connections, the same for every way")
    parser.add_argument("--worker-count", type=int, default=6000, help="messages of each worker")
    parser.add_argument("--late-lanes", type=int, default=128, help="connections to the late double")
    parser.add_argument("--late-count", type=int, default=4000, help="messages of each process to it")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        work(Load.from_json(options.worker), options.way)
        return
    with tempfile.TemporaryDirectory() as folder:
        tls = write_tls_files(Path(folder), ())
        with running_double(tls) as (port, double):
            load = Load(port, str(tls.authority), options.count, options.lanes)
            workers = replace(load, count=options.worker_count)
            results, pairs = run_rounds(load, double, options.rounds, workers)
            engine = engine_rates(load, options.rounds)
        with running_double(tls, latency_ms=LATENCY_MS) as (port, double):
            load = Load(port, str(tls.authority), options.late_count, options.late_lanes)
            late = run_late_rounds(load, double, options.rounds)
    print(json.dumps(summary(results, pairs, late, engine, options)))


def summary(
    results: dict[str, list[Round]],
    pairs: list[float],
    late: dict[str, list[float]],
    engine: dict[str, float],
    options: argparse.Namespace,
) -> dict[str, object]:
    """Return what the last line says."""
    rate = {name: statistics.median(each.rate for each in rounds) for name, rounds in results.items()}
    ratio = {f"vs_{name}": _median_ratio(results["ours"], results[name]) for name in WAYS if name != "ours"}
    ratio["two_workers_vs_one"] = statistics.median(pairs)
    ratio["latency_50ms_vs_floor"] = statistics.median(
        own / floor for own, floor in zip(late["ours"], late["floor"], strict=True)
    )
    absolute: dict[str, float] = {f"{name}_msg_per_s": round(value) for name, value in rate.items()}
    absolute |= {
        f"{name}_double_percent": round(100 * statistics.median(each.double_share for each in rounds))
        for name, rounds in results.items()
    }
    absolute |= {f"late_{name}_msg_per_s": round(statistics.median(found)) for name, found in late.items()}
    absolute |= {"worker_msg_per_s": round(engine["postgres"])}
    absolute |= {"worker_msg_per_s_sqlite": round(engine["sqlite"])}
    return {
        "bench": "push",
        "ratio": {name: round(value, 2) for name, value in ratio.items()},
        "absolute": absolute,
        "n": options.count * options.rounds,
    }


if __name__ == "__main__":
    main()
