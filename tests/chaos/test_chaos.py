"""Nothing is lost or rings twice, whatever is killed: small here, full size by `make bench-chaos`."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from secrets import randbelow

import pytest

from tests.chaos.storm import Outcome, Plan, embedded, many_machines

PHONES, KILLS = 1000, 2
MOST_REPEATED = 0.02


@pytest.mark.parametrize("run", [many_machines, embedded], ids=["PostgreSQL and NATS", "embedded"])
async def test_nothing_is_lost_and_repeats_replace_themselves(
    run: Callable[[Plan, Path], Awaitable[Outcome]], tmp_path: Path
) -> None:
    outcome = await run(Plan(phones=PHONES, kills=KILLS, seed=randbelow(2**32)), tmp_path)

    verdict = outcome.verdict
    assert (verdict.lost, verdict.rang_twice) == (0, 0), outcome
    assert verdict.repeats_share <= MOST_REPEATED, outcome
    # Every mood was met, else the run showed less than it says.
    assert {"created", "gone", "error", "busy", "cut", "silent"} <= set(outcome.answers), outcome
