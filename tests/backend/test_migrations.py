import importlib.resources
from pathlib import Path

import pytest
from tortoise import Tortoise
from tortoise.cli.cli import tortoise_cli_context
from tortoise.connection import get_connection
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget

from backend.core.database import APP, CONNECTION, configuration, database, migrate
from backend.core.ids import new_id
from backend.devices.models import Device, Visitor
from backend.devices.queries import chosen_topics
from backend.push.models import Delivery, Message
from backend.wiring import MODELS
from tests.databases import DIALECT
from tests.fakes import NOW

REBUILDS_THE_PARENT = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "{newest}")]
    operations = [
        ops.AlterField(model_name="Visitor", name="reminder_minutes", field=fields.SmallIntField(null=True)),
        ops.AlterField(model_name="Session", name="room", field=fields.CharField(max_length=80, null=True)),
    ]
"""


async def test_the_models_need_no_further_migration(tmp_path: Path) -> None:
    config = configuration(f"sqlite:///{tmp_path / 'unused.sqlite3'}", MODELS)

    async with tortoise_cli_context(config) as context:
        assert context.apps is not None
        writers = await MigrationAutodetector(context.apps, config["apps"]).changes()
        found = [type(step).__name__ for writer in writers for step in writer.operations]

    assert found == []


async def indexes() -> set[tuple[str, str]]:
    """The table and the columns of each index; a restored one may bear another name."""
    rows = await get_connection(CONNECTION).execute_query_dict(
        """
        SELECT DISTINCT t.name AS place,
            (SELECT group_concat(c.name) FROM pragma_index_info(i.name) c) AS columns
        FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table'
        """
    )
    return {(row["place"], row["columns"]) for row in rows}


def copy_migrations(package: Path, upto: str = "9999") -> list[str]:
    """Put the migrations before `upto` into a package and return their names in order."""
    found = [Path(str(each)) for each in importlib.resources.files("backend.migrations").iterdir()]
    wanted = sorted(each for each in found if each.suffix == ".py" and each.name < upto)
    (package / "__init__.py").touch()
    for each in wanted:
        (package / each.name).write_text(each.read_text())
    return [each.stem for each in wanted]


async def check_a_rebuilt_table_keeps_its_children_and_its_indexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'rebuilt.sqlite3'}"
    package = tmp_path / "later_migrations"
    package.mkdir()
    newest = copy_migrations(package)[-1]
    (package / "9999_rebuild.py").write_text(REBUILDS_THE_PARENT.format(newest=newest))
    monkeypatch.syspath_prepend(str(tmp_path))
    await migrate(url, MODELS)
    async with database(url, MODELS):
        before = await indexes()
        visitor = await Visitor.create(id=new_id(), created_at=NOW)
        await Device.create(id=new_id(), visitor_id=visitor.id, token_hash="hash", created_at=NOW)

    await migrate(url, MODELS, migrations="later_migrations")

    async with database(url, MODELS):
        schema = await get_connection(CONNECTION).execute_query_dict(
            "SELECT sql FROM sqlite_master WHERE name = 'visitor'"
        )
        assert "SMALLINT" in schema[0]["sql"]
        assert (await Device.all().count(), await indexes()) == (1, before)


FIRST_MESSAGES = (
    """
    INSERT INTO announcement (id, revision, title, body, path, audience, urgency, send_at, sent_at,
        created_by, created_at)
    VALUES ('gate', 3, '{"id": "Gerbang", "en": "Gate"}', '{"id": "", "en": ""}', '/map',
        '{"everyone": true}', 'high', '2018-11-07 02:00:00+00:00', '2018-11-07 02:00:00+00:00',
        'system', '2018-11-07 02:00:00+00:00')
    """,
    """
    INSERT INTO delivery (state, due_at, expires_at, announcement_id, subscription_id, origin, locale)
    VALUES ('due', '2018-11-07 02:00:00+00:00', '2018-11-08 02:00:00+00:00', 'gate', 7, 'https://push', 'id')
    """,
)


async def make_older(url: str, package: str, rows: tuple[str, ...]) -> None:
    """Make the database that the migrations of a package made, and put some rows into it."""
    config = configuration(url, MODELS, foreign_keys=False, migrations=package)
    await Tortoise.init(config=config, _enable_global_fallback=True)
    connection = get_connection(CONNECTION)
    try:
        executor = MigrationExecutor(connection, config["apps"])
        await executor.migrate([MigrationTarget(app_label=APP, name="__latest__")])
        for statement in rows:
            await connection.execute_query(statement)
    finally:
        await Tortoise.close_connections()


async def check_an_update_keeps_what_was_announced_and_what_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'older.sqlite3'}"
    package = tmp_path / "first_migrations"
    package.mkdir()
    copy_migrations(package, upto="0002")
    monkeypatch.syspath_prepend(str(tmp_path))
    await make_older(url, "first_migrations", FIRST_MESSAGES)

    await migrate(url, MODELS)

    async with database(url, MODELS):
        message, delivery = await Message.get(), await Delivery.get()
        assert (message.id, message.kind, message.revision, message.title["en"]) == (
            "gate",
            "announcement",
            3,
            "Gate",
        )
        assert (delivery.message_id, delivery.subscription_id, delivery.state) == ("gate", 7, "due")


ONE_PHONE = (
    """
    INSERT INTO visitor (id, locale, reminder_minutes, quiet_from, quiet_to, time_zone, topics_chosen,
        created_at)
    VALUES ('ayu', 'en', 30, '22:00', '06:00', 'Asia/Makassar', 1, '2018-11-07 02:00:00+00:00')
    """,
    """
    INSERT INTO device (id, visitor_id, token_hash, created_at)
    VALUES ('phone', 'ayu', 'hash', '2018-11-07 02:00:00+00:00')
    """,
    "INSERT INTO visitor_topic (visitor_id, topic) VALUES ('ayu', 'press')",
)


async def check_an_update_leaves_each_phone_what_its_visitor_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'one_phone.sqlite3'}"
    package = tmp_path / "third_migrations"
    package.mkdir()
    copy_migrations(package, upto="0004")
    monkeypatch.syspath_prepend(str(tmp_path))
    await make_older(url, "third_migrations", ONE_PHONE)

    await migrate(url, MODELS)

    async with database(url, MODELS):
        phone, visitor = await Device.get(), await Visitor.get()
        assert (phone.locale, phone.quiet_from, phone.quiet_to, phone.time_zone) == (
            "en",
            "22:00",
            "06:00",
            "Asia/Makassar",
        )
        assert (visitor.reminder_minutes, await chosen_topics(visitor)) == (30, ["press"])


if DIALECT == "sqlite":
    # One process speaks one dialect; on PostgreSQL no table is rebuilt.
    test_a_rebuilt_table_keeps_its_children_and_its_indexes = (
        check_a_rebuilt_table_keeps_its_children_and_its_indexes
    )
    test_an_update_keeps_what_was_announced_and_what_is_on_its_way = (
        check_an_update_keeps_what_was_announced_and_what_is_on_its_way
    )
    test_an_update_leaves_each_phone_what_its_visitor_wanted = (
        check_an_update_leaves_each_phone_what_its_visitor_wanted
    )
