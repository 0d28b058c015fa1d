import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "0004_two_phones")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Photo",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ("body", fields.BinaryField()),
            ],
            options={
                "table": "photo",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A picture that speakers have, under the hash of its bytes.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Speaker",
            name="photo",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
