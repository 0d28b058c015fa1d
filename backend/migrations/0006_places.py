from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "0005_photos")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Places",
            fields=[
                ("session", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("state", fields.CharField(max_length=8)),
                ("room", fields.CharField(null=True, max_length=96)),
                ("start", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "places",
                "app": "companion",
                "pk_attr": "session",
                "table_description": "What the crew last said at a session's door, and the room and start it had then.",
            },
            bases=["Model"],
        ),
    ]
