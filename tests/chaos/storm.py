"""A run: a crowd is told two things while programs are killed at random moments of the sending.

Moments are marks of progress, drawn from a seed that the result names: how many messages the push services
have taken by then. The second thing is told at the worst moment: while the broker is away, or right before
the process is killed.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import httpx

from tests.chaos.crowd import path_of
from tests.chaos.programs import Program, until
from tests.chaos.services import Moods, PushServices, push_services
from tests.chaos.site import WORKERS, Site, running, shared, site
from tests.chaos.verdict import Verdict, judge

SERVICES: Final = 2
FIRST, SECOND = "First message", "Second message"
# The first and the last share of the messages between which something is killed.
_SPAN: Final = (0.05, 0.8)

Blow = Callable[[httpx.AsyncClient], Awaitable[None]]


@dataclass(frozen=True)
class Plan:
    """How large a run is. `kills` are those of workers, or of the one process with the embedded worker.

    `flight` and `batch` bound what a kill can repeat: what is in flight at all services together, and what
    a worker holds at most while the database takes no results.
    """

    phones: int
    kills: int
    seed: int
    flight: int = 4
    batch: int = 16
    lease_seconds: int = 5
    answer_seconds: float = 0.01
    moods: Moods = field(default_factory=Moods)
    patience: float = 80.0


@dataclass(frozen=True)
class Outcome:
    """What came of a run, and how often its push services answered what."""

    verdict: Verdict
    seed: int
    seconds: float
    answers: Mapping[str, int]


@dataclass
class Storm:
    """A run that is on."""

    plan: Plan
    services: PushServices
    site: Site
    draw: Random

    async def run(self, telling: Blow, others: Sequence[Blow]) -> Outcome:
        """Tell the first thing, strike each blow at a random moment, return what came of it.

        `telling` is the blow that tells the second thing, struck while the first is being sent.
        """
        async with self.site.organizer() as organizer:
            begun = time.monotonic()
            await self.site.announce(organizer, FIRST)
            for mark, blow in self._marked(telling, others):
                await self.services.until_accepted(mark, seconds=self.plan.patience)
                await blow(organizer)

            async def is_finished() -> bool:
                told = [await self.site.is_finished(organizer, title) for title in (FIRST, SECOND)]
                return all(told)

            await until(is_finished, f"the end (seed {self.plan.seed})", seconds=self.plan.patience)
            took = time.monotonic() - begun
            verdict = await self._judged(organizer)
        return Outcome(verdict, self.plan.seed, took, self.services.answers)

    def _marked(self, telling: Blow, others: Sequence[Blow]) -> list[tuple[int, Blow]]:
        one = self.plan.phones * (1 - self.plan.moods.gone)
        marked = [(int(self.draw.uniform(*_SPAN) * one), telling)]
        marked += [(int(self.draw.uniform(*_SPAN) * 2 * one), blow) for blow in others]
        return sorted(marked, key=lambda each: each[0])

    async def _judged(self, organizer: httpx.AsyncClient) -> Verdict:
        counts = [await self.site.counts(organizer, title) for title in (FIRST, SECOND)]
        return judge(
            self.services.accepted,
            paths=map(path_of, range(self.plan.phones)),
            gone=self.services.gone,
            titles=(FIRST, SECOND),
            unfinished=sum(each["pending"] for each in counts),
        )


@asynccontextmanager
async def _storm(plan: Plan, folder: Path) -> AsyncIterator[Storm]:
    async with push_services(SERVICES, plan.moods, seconds=plan.answer_seconds) as services:
        opened = site(
            folder,
            services.origins,
            # Flight is by service.
            PUSH_FLIGHT=str(max(1, plan.flight // SERVICES)),
            PUSH_BATCH=str(plan.batch),
            PUSH_LEASE_SECONDS=str(plan.lease_seconds),
            PUSH_TIMEOUT_SECONDS="2",
            PUSH_RETRY_SECONDS="1",
            PUSH_RETRY_LIMIT_SECONDS="4",
        )
        yield Storm(plan, services, opened, Random(plan.seed))


async def many_machines(plan: Plan, folder: Path) -> Outcome:
    """PostgreSQL, NATS, one web, two workers: workers are killed, the broker once, the database once."""
    async with _storm(plan, folder) as storm, shared(storm.site) as parts:
        await storm.site.fill(plan.phones, storm.services.origins)
        workers = [storm.site.worker(number) for number in WORKERS]
        rising: dict[Program, asyncio.Task[None]] = {}

        async def kill_a_worker(_: httpx.AsyncClient) -> None:
            # One that is not up yet cannot be hit.
            while not (up := [each for each in workers if each not in rising or rising[each].done()]):
                await asyncio.wait(rising.values(), return_when=asyncio.FIRST_COMPLETED)
            victim = storm.draw.choice(up)
            await victim.end()
            rising[victim] = asyncio.create_task(victim.keep_starting())

        async def kill_the_broker(organizer: httpx.AsyncClient) -> None:
            await parts.broker.end()
            await storm.site.announce(organizer, SECOND)
            await parts.broker.start()

        async def restart_the_database(_: httpx.AsyncClient) -> None:
            await parts.database.restart()

        async with running(storm.site.web(), *workers):
            others = [*[kill_a_worker] * plan.kills, restart_the_database]
            try:
                outcome = await storm.run(kill_the_broker, others)
                await asyncio.gather(*rising.values())
            finally:
                for starting in rising.values():
                    starting.cancel()
            ended = [each.name for each in workers if not each.is_running]
        assert not ended, f"ended by themselves: {ended} (seed {plan.seed})"
        return outcome


async def embedded(plan: Plan, folder: Path) -> Outcome:
    """SQLite and the worker inside the one web process, which is killed."""
    async with _storm(plan, folder) as storm:
        await storm.site.fill(plan.phones, storm.services.origins)
        web = storm.site.web()

        async def kill_it(_: httpx.AsyncClient) -> None:
            await web.end()
            await web.start()

        async def tell_and_kill_it(organizer: httpx.AsyncClient) -> None:
            await storm.site.announce(organizer, SECOND)
            await kill_it(organizer)

        async with running(web):
            return await storm.run(tell_and_kill_it, [kill_it] * (plan.kills - 1))
