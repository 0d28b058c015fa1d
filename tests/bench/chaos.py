"""Benchmark of what programs that are killed cost: `make bench-chaos`, or `python -m tests.bench.chaos`.

Two announcements to 10,000 subscriptions. On PostgreSQL and NATS with one web and two workers, workers are
killed five times, the broker once, and the database is stopped at once; on SQLite the one process is killed
three times. Push services answer a share with errors, waits, cut connections, silence, or that the phone is
gone. `lost` and `rang_twice` are messages, `repeats_share` is what push services took beyond the first time.

What a kill repeats hangs on what is in flight and not on how many phones there are: flight and batch are
those that a deployment has by itself. Only the lease is shorter, so that what a killed worker held is taken
by another before patience ends.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from secrets import randbelow
from typing import Any, Final

from backend.settings import Settings
from tests.chaos.storm import SERVICES, Outcome, Plan, embedded, many_machines

PATIENCE: Final = 300.0
LEASE_SECONDS: Final = 20
SET_UPS: Final[Mapping[str, Callable[[Plan, Path], Coroutine[Any, Any, Outcome]]]] = {
    "postgres_nats": many_machines,
    "embedded": embedded,
}


def absolute(outcome: Outcome, plan: Plan) -> dict[str, object]:
    verdict = outcome.verdict
    return {
        "flight": plan.flight,
        "batch": plan.batch,
        "lease_seconds": plan.lease_seconds,
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
    parser.add_argument("--only", choices=SET_UPS, nargs="+", default=list(SET_UPS))
    options = parser.parse_args()
    found: dict[str, Outcome] = {}
    told: dict[str, object] = {}
    for name in options.only:
        run = SET_UPS[name]
        plan = Plan(
            phones=options.phones,
            kills=options.embedded_kills if run is embedded else options.worker_kills,
            seed=options.seed,
            flight=SERVICES * Settings().push_flight,
            batch=Settings().push_batch,
            lease_seconds=LEASE_SECONDS,
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
