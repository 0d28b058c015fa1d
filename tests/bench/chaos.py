"""Benchmark of what programs that are killed cost: `make bench-chaos`, or `python -m tests.bench.chaos`.

Two announcements to 10,000 subscriptions. On PostgreSQL and NATS with one web and two workers, workers are
killed five times, the broker once, and the database is stopped at once; on SQLite the one process is killed
three times. Push services answer a share with errors, waits, cut connections, silence, or that the phone is
gone. `lost` and `rang_twice` are messages, `repeats_share` is what push services took beyond the first time.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path
from secrets import randbelow

from tests.chaos.storm import Outcome, Plan, embedded, many_machines

FLIGHT, BATCH = 16, 64
PATIENCE = 300.0


def absolute(outcome: Outcome, plan: Plan) -> dict[str, object]:
    verdict = outcome.verdict
    return {
        "kills": plan.kills,
        "messages": verdict.messages,
        "lost": verdict.lost,
        "repeats": verdict.repeats,
        "repeats_share": round(verdict.repeats_share, 4),
        "rang_twice": verdict.rang_twice,
        "seconds": round(outcome.seconds, 1),
        "answers": dict(outcome.answers),
        "seed": outcome.seed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=10_000)
    parser.add_argument("--worker-kills", type=int, default=5)
    parser.add_argument("--embedded-kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=randbelow(2**32))
    options = parser.parse_args()
    found: dict[str, Outcome] = {}
    told: dict[str, object] = {"flight": FLIGHT, "batch": BATCH}
    for name, run, kills in (
        ("postgres_nats", many_machines, options.worker_kills),
        ("embedded", embedded, options.embedded_kills),
    ):
        plan = Plan(
            phones=options.phones,
            kills=kills,
            seed=options.seed,
            flight=FLIGHT,
            batch=BATCH,
            patience=PATIENCE,
        )
        with tempfile.TemporaryDirectory() as folder:
            found[name] = asyncio.run(run(plan, Path(folder)))
        told[name] = absolute(found[name], plan)
        print(name, told[name], file=sys.stderr, flush=True)
    verdicts = [outcome.verdict for outcome in found.values()]
    ratio = {
        "lost": max(each.lost for each in verdicts),
        "repeats_share": round(max(each.repeats_share for each in verdicts), 4),
        "rang_twice": max(each.rang_twice for each in verdicts),
    }
    messages = sum(each.messages for each in verdicts)
    print(json.dumps({"bench": "chaos", "ratio": ratio, "absolute": told, "n": messages}))


if __name__ == "__main__":
    main()
