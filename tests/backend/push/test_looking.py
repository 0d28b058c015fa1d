"""Looking for what sessions have to say costs the same for one session and for many."""

from datetime import UTC, datetime, timedelta

from backend.push import sessions
from tests.factories.records import programme, published, put, session, speaker
from tests.factories.statements import counted
from tests.factories.visitors import is_speaker, phone, star

START = datetime(2018, 11, 7, 2, 0, tzinfo=UTC)


async def test_looking_costs_the_same_for_one_session_and_for_many(db: str) -> None:
    await published(*programme(), put("speakers", speaker()))
    who = await phone()
    await star(who)
    await is_speaker(who)

    async def cost() -> int:
        with counted() as statements:
            assert not await sessions.tell_due(START - timedelta(days=2))
            assert not await sessions.tell_due(START - timedelta(hours=2))
        return len(statements)

    one = await cost()
    more = (session(id=f"talk-{n}", speakers=[]) for n in range(30))
    await published(*(put("sessions", each) for each in more))

    assert await cost() == one
