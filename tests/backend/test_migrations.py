import importlib.resources
from pathlib import Path

import pytest
from tortoise.cli.cli import tortoise_cli_context
from tortoise.connection import get_connection
from tortoise.migrations.autodetector import MigrationAutodetector

from backend.core.database import CONNECTION, configuration, database, migrate
from backend.core.ids import new_id
from backend.devices.models import Device, Visitor
from backend.wiring import MODELS
from tests.databases import DIALECT
from tests.fakes import NOW

REBUILDS_THE_PARENT = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "{newest}")]
    operations = [
        ops.AlterField(model_name="Visitor", name="time_zone", field=fields.CharField(max_length=80)),
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
        assert "VARCHAR(80)" in schema[0]["sql"]
        assert (await Device.all().count(), await indexes()) == (1, before)


if DIALECT == "sqlite":
    # One process speaks one dialect; on PostgreSQL no table is rebuilt.
    test_a_rebuilt_table_keeps_its_children_and_its_indexes = (
        check_a_rebuilt_table_keeps_its_children_and_its_indexes
    )
