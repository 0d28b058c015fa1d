import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "0002_messages")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "device",
                    fields.OneToOneField(
                        "companion.Device",
                        source_field="device_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="feed",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "calendar_feed",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "The secret address of a calendar that follows the stars of a device's visitor, one per device.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DeviceLink",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                (
                    "device",
                    fields.ForeignKeyField(
                        "companion.Device",
                        source_field="device_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="links",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("code_hash", fields.CharField(unique=True, max_length=64)),
                ("move", fields.BooleanField()),
                ("public_key", fields.CharField(max_length=128)),
                ("expires_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("claim_hash", fields.CharField(null=True, unique=True, max_length=64)),
                ("claim_key", fields.CharField(null=True, max_length=128)),
                ("claim_proof", fields.CharField(null=True, max_length=64)),
                ("claim_name", fields.CharField(null=True, max_length=64)),
                ("confirmed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("parcel", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "device_link",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A device's offer that another joins its visitor, or with `move` takes its place.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Question",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=36)),
                ("session", fields.CharField(db_index=True, max_length=96)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="questions",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("text", fields.CharField(max_length=500)),
                ("locale", fields.CharField(max_length=2)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("hidden_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "question",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A question to the speakers of a session, under the id of the phone's action that asked it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Rating",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("session", fields.CharField(db_index=True, max_length=96)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="ratings",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("score", fields.IntField()),
                ("comment", fields.CharField(db_default="", max_length=500)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "rating",
                "app": "companion",
                "unique_together": (("visitor", "session"),),
                "pk_attr": "id",
                "table_description": "What a visitor thought of a session, from 1 to 5.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Vote",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "question",
                    fields.ForeignKeyField(
                        "companion.Question",
                        source_field="question_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="votes",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="votes",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("up", fields.BooleanField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "vote",
                "app": "companion",
                "unique_together": (("question", "visitor"),),
                "pk_attr": "id",
                "table_description": "That a visitor is for a question, or took that back, at the time their phone says.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Walks",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                (
                    "nodes",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "edges",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "walks",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "The walking graph.",
            },
            bases=["RecordModel"],
        ),
        ops.AddField(
            model_name="Session",
            name="materials",
            field=fields.JSONField(
                db_default="[]", encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
