"""A rotated key reaches every phone, and the former one is served until the last phone has left it."""

import json
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from typer.testing import CliRunner

from backend.__main__ import cli
from backend.core import journal
from backend.core.database import database
from backend.push import keys
from backend.push.models import Delivery, KeyAlarm, SigningKey, Subscription
from backend.push.outcomes import KeyMissing
from backend.push.vapid import load_private_key, write_public_key
from backend.wiring import MODELS
from tests.apps import VAPID_PRIVATE_KEY, App, open_app, settings_for
from tests.factories.announcements import sent
from tests.factories.phones import PushPhone, subscribed
from tests.fakes import NOW

NEXT_KEY = "A" * 42 + "Q"
SECOND = timedelta(seconds=1)
# The least and the most seconds until another attempt, after the first failures.
BACK_OFF = [(2.5, 5), (5, 10), (10, 20)]


async def test_a_new_key_brings_a_new_epoch_and_the_same_key_none(db: str) -> None:
    epochs = []
    for minute, key in enumerate(("first", "first", "second", "second", "first")):
        await keys.note_current(key, now=NOW + timedelta(minutes=minute))
        epochs.append((await journal.state()).epoch)

    same = [later == earlier for earlier, later in pairwise(epochs)]
    assert same == [True, False, True, False]


async def test_phones_of_both_keys_are_reached_and_new_ones_take_the_new(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path)) as before:
        (old,) = await subscribed(1)
        epoch = (await before.client.get("/api/v1/sync")).json()["epoch"]

    rotated = settings_for(
        url, tmp_path, vapid_private_key=NEXT_KEY, vapid_previous_private_key=VAPID_PRIVATE_KEY
    )
    async with open_app(rotated) as after:
        document = (await after.client.get("/api/v1/sync")).json()
        phone, new = await after.phone(), PushPhone(2)
        kept = await phone.put("/api/v1/device/subscription", json=new.body())
        await sent()
        await after.deliverer.deliver_due()

        assert document["vapid_public_key"] == after.services.vapid_keys[0]
        assert document["epoch"] != epoch
        assert kept.json()["vapid_public_key"] == after.services.vapid_keys[0]
        assert after.push.urls() == sorted([old.endpoint, new.endpoint])
        signed = {message.url: message.headers["authorization"] for message in after.push.posted}
        assert [
            signed[each.endpoint].endswith(f"k={key}")
            for each, key in zip((new, old), after.services.vapid_keys, strict=True)
        ] == [True, True]


async def test_a_worker_without_the_new_key_rejects_nothing_and_one_with_it_delivers(
    url: str, tmp_path: Path
) -> None:
    async with open_app(settings_for(url, tmp_path)) as before:
        await subscribed(1)
        await Subscription.all().update(vapid_key=write_public_key(load_private_key(NEXT_KEY)))
        await sent()
        organizer = await before.signed_in()
        dues = []
        for _ in range(3):
            await before.deliverer.deliver_due()
            dues.append((await Delivery.get()).due_at - before.clock.now)
            before.clock.now = await before.deliverer.next_due() or before.clock.now
        (alert,) = (await organizer.get("/api/v1/organizer/alerts")).json()
        row = await Delivery.get()

    rotated = settings_for(
        url, tmp_path, vapid_private_key=NEXT_KEY, vapid_previous_private_key=VAPID_PRIVATE_KEY
    )
    async with open_app(rotated, clock=before.clock) as after:
        await after.deliverer.deliver_due()
        organizer = await after.signed_in(email="second@forum.example.org")

        assert (row.state, row.attempts, before.push.posted) == ("due", 3, [])
        assert all(
            SECOND * least <= due <= SECOND * most for due, (least, most) in zip(dues, BACK_OFF, strict=True)
        )
        assert (alert["service"], alert["reason"]) == ("mozilla", KeyMissing().reason)
        assert (await Delivery.get()).state == "accepted"
        assert (await organizer.get("/api/v1/organizer/alerts")).json() == []


async def test_the_alarm_about_a_key_ends_with_the_last_phone_that_has_it(app: App) -> None:
    await subscribed(2)
    await Subscription.filter(endpoint=PushPhone(1).endpoint).update(vapid_key="lost")
    await sent()
    await app.deliverer.deliver_due()
    raised = await KeyAlarm.all().count()

    await Subscription.filter(vapid_key="lost").delete()
    app.clock.move(10 * SECOND)
    await app.deliverer.deliver_due()

    assert (raised, await KeyAlarm.all().count()) == (1, 0)


async def test_a_key_that_nobody_holds_ends_with_the_messages_time(app: App) -> None:
    await subscribed(1)
    await Subscription.all().update(vapid_key="lost")
    await sent(expires_at=(NOW + 2 * SECOND).isoformat())
    await app.deliverer.deliver_due()

    app.clock.now = await app.deliverer.next_due() or app.clock.now
    await app.deliverer.deliver_due()

    assert (app.clock.now, (await Delivery.get()).state) == (NOW + 2 * SECOND, "expired")


async def test_the_current_key_is_remembered(app: App) -> None:
    assert [row.public_key for row in await SigningKey.all()] == [app.services.vapid_keys[0]]


def test_rotating_prints_both_keys_where_they_are_given(url: str, tmp_path: Path) -> None:
    environment = {
        "COMPANION_DATABASE_URL": url,
        "COMPANION_DATA_DIR": str(tmp_path),
        "COMPANION_SECRET_KEY": "secret",
        "COMPANION_VAPID_PRIVATE_KEY": VAPID_PRIVATE_KEY,
    }

    ended = CliRunner().invoke(cli, ["vapid", "rotate"], env=environment)

    told = dict(line.split("=", 1) for line in ended.stdout.splitlines() if "=" in line)
    assert ended.exit_code == 0, json.dumps(ended.output)
    assert told["COMPANION_VAPID_PREVIOUS_PRIVATE_KEY"] == VAPID_PRIVATE_KEY
    assert told["COMPANION_VAPID_PRIVATE_KEY"] != VAPID_PRIVATE_KEY


async def test_the_database_counts_who_still_holds_which_key(url: str) -> None:
    async with database(url, MODELS):
        await subscribed(3)
        assert list((await keys.subscriptions_by_key()).values()) == [3]
