"""Under any course of moves, failures and time: no late push, no second ring, no reminder forgotten."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from backend.push import sessions
from backend.push.models import Message, Told
from backend.push.transport import Reply
from tests.apps import App
from tests.factories.records import programme, published, put, session
from tests.factories.visitors import Phone, change, phone, star
from tests.fakes import NOW, Posted, StandingClock

MINUTE = timedelta(minutes=1)
LEAD = 15 * MINUTE
LENGTH = 30 * MINUTE
_courses = count(1)

# No wait is longer than the lead, so that no reminder's time passes between two looks.
steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 12)),
        st.tuples(st.just("wait"), st.integers(1, 12)),
        st.tuples(st.just("move"), st.integers(5, 60)),
        st.tuples(st.sampled_from(["cancel", "restore"]), st.just(0)),
        st.tuples(st.just("answer"), st.sampled_from([201, 201, 500, 429, 503])),
    ),
    min_size=1,
    max_size=24,
)


@dataclass
class Service:
    """A push service that answers as told, and knows when it took what for a phone."""

    phone: Phone
    clock: StandingClock
    status: int = 201
    accepted: list[tuple[str, datetime]] = field(default_factory=list)

    def __call__(self, message: Posted) -> Reply:
        if message.url == self.phone.push.endpoint and self.status == 201:
            tag = self.phone.push.read(message.body)["notification"]["tag"]
            self.accepted.append((tag, self.clock()))
        return Reply(self.status)


@dataclass
class Course:
    """One session and its way through time; `owed` are the starts of which a reminder came due."""

    app: App
    service: Service
    session: str
    start: datetime
    status: str = "scheduled"
    owed: set[int] = field(default_factory=set)

    async def step(self, kind: str, value: int) -> None:
        if kind == "answer":
            self.service.status = value
            return
        if kind == "wait":
            self.app.clock.move(value * MINUTE)
        else:
            self.status = {"cancel": "cancelled", "restore": "scheduled"}.get(kind, self.status)
            self.start = self.app.clock() + value * MINUTE if kind == "move" else self.start
            await change(
                self.session,
                now=self.app.clock(),
                status=self.status,
                start=self.start.isoformat(),
                end=(self.start + LENGTH).isoformat(),
            )
        await self.look()

    async def look(self) -> None:
        now = self.app.clock()
        if self.status == "scheduled" and self.start - LEAD <= now < self.start + 2 * MINUTE:
            self.owed.add(int(self.start.timestamp()))
        await sessions.tell_due(now)
        await self.app.deliverer.deliver_due()


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(*programme())


@given(course=steps)
@examples(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_no_course_of_events_rings_late_or_twice_or_forgets(
    app: App, course: list[tuple[str, int]]
) -> None:
    number = next(_courses)
    # Each course has days of its own, for the database is the same.
    app.clock.now = NOW + timedelta(days=3 * number)
    who = await phone(number, reminder_minutes=15)
    app.push.answer = service = Service(who, app.clock)
    one = Course(app, service, f"talk-{number}", app.clock() + 40 * MINUTE)
    times = {"start": one.start.isoformat(), "end": (one.start + LENGTH).isoformat()}
    await published(put("sessions", session(id=one.session, room="hall-a", **times)))
    await star(who, one.session, at=app.clock())

    for kind, value in [*course, ("answer", 201), *[("wait", 12)] * 8]:
        await one.step(kind, value)

    told = await Told.filter(visitor_id=who.visitor_id)
    reminded = [int(row.key.rsplit(":", 1)[1]) for row in told if row.key.startswith("reminder:")]
    expiry = {f"{row.kind}-{row.id}": row.expires_at.astimezone(UTC) for row in await Message.all()}
    assert sorted(reminded) == sorted(one.owed)
    assert [tag for tag, n in Counter(tag for tag, _ in service.accepted).items() if n > 1] == []
    assert [tag for tag, at in service.accepted if at >= expiry[tag]] == []
