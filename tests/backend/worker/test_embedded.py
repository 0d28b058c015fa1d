"""The worker inside `companion web`: what is due goes out by itself, and a stop loses nothing."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from backend.push.models import Delivery, Message
from backend.worker.broker import make_broker
from backend.worker.jobs import BrokerJobs
from backend.worker.run import embedded
from tests.apps import App, open_app, settings_for
from tests.factories.announcements import announcement, composed, sent
from tests.factories.phones import subscribed
from tests.fakes import NOW

PATIENCE = 30.0


async def states() -> list[str]:
    return [row.state for row in await Delivery.all().order_by("subscription_id")]


async def test_an_announcement_goes_out_as_soon_as_it_is_posted(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, tick_seconds=60), background=embedded) as app:
        phones = await subscribed(3)
        organizer = await app.signed_in()
        await organizer.post("/api/v1/organizer/announcements", json=announcement())
        async with asyncio.timeout(PATIENCE):
            await app.push.arrived.wait()

    # The stop waited for what had begun; what had not, a successor finds by looking.
    async with open_app(settings_for(url, tmp_path), clock=app.clock) as successor:
        await successor.deliverer.deliver_due()
        assert await states() == ["accepted"] * 3
    assert sorted([*app.push.urls(), *successor.push.urls()]) == sorted(phone.endpoint for phone in phones)


async def test_what_nobody_was_told_of_is_found_by_looking(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path)) as app:
        await subscribed(1)
        announcement_id = await composed(send_at=(NOW + timedelta(hours=1)).isoformat())
        app.clock.move(timedelta(hours=1))

    async with open_app(settings_for(url, tmp_path), background=embedded, clock=app.clock) as later:
        async with asyncio.timeout(PATIENCE):
            await later.push.arrived.wait()
        (row,) = await Message.filter(id=announcement_id)
        assert row.sent_at == NOW + timedelta(hours=1)


async def test_an_announcement_that_cannot_be_sent_keeps_no_other_back(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    await subscribed(1)
    broken, sound = await composed(), await composed()
    await Message.filter(id=broken).update(audience={"topics": "none"}, send_at=NOW - timedelta(hours=1))
    broker = make_broker(app.settings)

    await BrokerJobs(broker, app.clock, None).look()

    rows = {row.id: row.sent_at for row in await Message.all()}
    assert rows == {broken: None, sound: NOW}
    assert "cannot send an announcement" in capsys.readouterr().out


async def test_stopping_in_the_middle_records_what_went_out(url: str, tmp_path: Path) -> None:
    settings = settings_for(url, tmp_path, push_flight=2)
    async with open_app(settings, background=embedded) as app:
        phones = await subscribed(12)
        app.push.gate.clear()
        await sent()
        await app.services.deliverer.next_due()
        async with asyncio.timeout(PATIENCE):
            await app.push.arrived.wait()
        asyncio.get_running_loop().call_later(0, app.push.gate.set)

    async with open_app(settings, clock=app.clock) as successor:
        await successor.deliverer.deliver_due()
        assert await states() == ["accepted"] * 12
    assert sorted([*app.push.urls(), *successor.push.urls()]) == sorted(phone.endpoint for phone in phones)
