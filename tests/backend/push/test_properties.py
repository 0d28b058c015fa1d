"""Under any course of moves, failures and time: no late push, no second ring, no reminder forgotten."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from backend.push import sessions
from backend.push.models import Message
from backend.push.transport import Reply
from tests.apps import App, open_app, settings_for
from tests.factories.records import programme, published, put, room, session, text
from tests.factories.visitors import Phone, change, phone, star
from tests.fakes import NOW, Posted, StandingClock

MINUTE = timedelta(minutes=1)
LEAD = 15 * MINUTE
GRACE = 2 * MINUTE
VENUE = ZoneInfo("Asia/Jakarta")
ROOMS = ("hall-a", "hall-b")
NAMES = {"hall-a": "Hall A (id)", "hall-b": "Hall B (id)"}
_courses = count(1)

Step = tuple[str, int]

# No wait is longer than the lead, so that no reminder's time passes between two looks.
steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 12)),
        st.tuples(st.just("wait"), st.integers(1, 12)),
        st.tuples(st.just("move"), st.integers(5, 60)),
        st.tuples(st.just("room"), st.sampled_from([0, 1])),
        st.tuples(st.just("end"), st.integers(10, 50)),
        st.tuples(st.sampled_from(["cancel", "restore"]), st.just(0)),
        st.tuples(st.just("answer"), st.sampled_from([201, 201, 500, 429, 503])),
    ),
    min_size=1,
    max_size=24,
)


@dataclass(frozen=True)
class Taken:
    """A push as the phone's service took it."""

    tag: str
    kind: str
    body: str
    at: datetime


@dataclass
class Service:
    """A push service that answers as told, and knows when it took what for a phone."""

    phone: Phone
    clock: StandingClock
    status: int = 201
    accepted: list[Taken] = field(default_factory=list)

    def __call__(self, message: Posted) -> Reply:
        if message.url == self.phone.push.endpoint and self.status == 201:
            notification = self.phone.push.read(message.body)["notification"]
            kind, body = notification["data"]["kind"], notification["body"]
            self.accepted.append(Taken(notification["tag"], kind, body, self.clock()))
        return Reply(self.status)


@dataclass
class Course:
    """One session and its way through time.

    `rang` counts the reminders taken since it is when it is.
    """

    app: App
    service: Service
    session: str
    start: datetime
    minutes: int = 30
    room: str = "hall-a"
    status: str = "scheduled"
    rang: int = 0

    @property
    def times(self) -> dict[str, Any]:
        end = self.start + self.minutes * MINUTE
        return {"start": self.start.isoformat(), "end": end.isoformat(), "room": self.room}

    @property
    def is_near(self) -> bool:
        """Whether now is the time to be reminded of the session."""
        now = self.app.clock()
        return self.status == "scheduled" and self.start - LEAD <= now < self.start + GRACE

    async def step(self, kind: str, value: int) -> None:
        if kind == "answer":
            self.service.status = value
            return
        if kind == "wait":
            self.app.clock.move(value * MINUTE)
        else:
            await self.replan(kind, value)
        await self.look()
        # A minute is longer than what failed waits to be tried again.
        if kind == "wait" and self.service.status == 201 and self.is_near:
            assert self.rang == 1, f"of {self.start} at {self.app.clock()}"

    async def replan(self, kind: str, value: int) -> None:
        former = self.start, self.status
        match kind:
            case "move":
                self.start = self.app.clock() + value * MINUTE
            case "room":
                self.room = ROOMS[value]
            case "end":
                self.minutes = value
            case _:
                self.status = {"cancel": "cancelled", "restore": "scheduled"}[kind]
        if former != (self.start, self.status):
            self.rang = 0
        await change(self.session, now=self.app.clock(), status=self.status, **self.times)

    async def look(self) -> None:
        """Have told and sent what is due; a reminder that is taken names the place and time of now."""
        earlier = len(self.service.accepted)
        await sessions.tell_due(self.app.clock())
        await self.app.deliverer.deliver_due()
        taken = [each.body for each in self.service.accepted[earlier:] if each.kind == "reminder"]
        said = f"Mulai pukul {self.start.astimezone(VENUE):%H.%M} di {NAMES[self.room]}."
        assert taken in ([], [said] if self.is_near else [])
        self.rang += len(taken)
        assert self.rang <= 1, f"of {self.start} at {self.app.clock()}"


@pytest.fixture
async def app(url: str, tmp_path: Path) -> AsyncIterator[App]:
    """The application with the programme; what failed is tried again within half a minute."""
    async with open_app(settings_for(url, tmp_path, push_retry_limit_seconds=30)) as opened:
        await published(*programme(), put("rooms", room(id="hall-b", name=text("Hall B"))))
        yield opened


@given(course=steps)
# While its reminder waits for the push service, a session changes its room or its end.
@example(course=[("wait", 12), ("answer", 500), ("wait", 12), ("wait", 2), ("room", 1)])
@example(course=[("wait", 12), ("answer", 500), ("wait", 12), ("wait", 2), ("end", 50)])
# And while it waits, the session is cancelled and restored to the same time.
@example(course=[("wait", 12), ("answer", 500), ("wait", 12), ("wait", 2), ("cancel", 0), ("restore", 0)])
@examples(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_no_course_of_events_rings_late_or_twice_or_forgets(app: App, course: list[Step]) -> None:
    number = next(_courses)
    # Each course has days of its own, for the database is the same.
    app.clock.now = NOW + timedelta(days=3 * number)
    who = await phone(number, reminder_minutes=15)
    app.push.answer = service = Service(who, app.clock)
    one = Course(app, service, f"talk-{number}", app.clock() + 40 * MINUTE)
    await published(put("sessions", session(id=one.session, **one.times)))
    await star(who, one.session, at=app.clock())

    for kind, value in [*course, ("answer", 201), ("wait", 1), *[("wait", 12)] * 8]:
        await one.step(kind, value)

    expiry = {f"{row.kind}-{row.id}": row.expires_at.astimezone(UTC) for row in await Message.all()}
    assert [tag for tag, times in Counter(each.tag for each in service.accepted).items() if times > 1] == []
    assert [each.tag for each in service.accepted if each.at >= expiry[each.tag]] == []
