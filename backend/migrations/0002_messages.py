import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AppliedAction",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "device",
                    fields.ForeignKeyField(
                        "companion.Device",
                        source_field="device_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="actions",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("action", fields.CharField(max_length=36)),
                ("refused", fields.CharField(null=True, max_length=255)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "applied_action",
                "app": "companion",
                "unique_together": (("device", "action"),),
                "pk_attr": "id",
                "table_description": "An action of a phone that was answered, so that sending it again changes nothing.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="KeyAlarm",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("origin", fields.CharField(max_length=255)),
                ("vapid_key", fields.CharField(max_length=96)),
                ("reason", fields.CharField(max_length=255)),
                ("since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "key_alarm",
                "app": "companion",
                "unique_together": (("origin", "vapid_key"),),
                "pk_attr": "id",
                "table_description": "That a push service refuses one of our keys, until it accepts a message again.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Message",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("kind", fields.CharField(db_default="announcement", max_length=16)),
                ("subject", fields.CharField(db_index=True, db_default="", max_length=128)),
                ("revision", fields.IntField(null=True, db_index=True)),
                (
                    "title",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "body",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("path", fields.CharField(max_length=256)),
                (
                    "audience",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("urgency", fields.CharField(max_length=8)),
                ("send_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("recalled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("spread_after", fields.BigIntField(null=True, db_index=True)),
                ("basis", fields.CharField(null=True, max_length=16)),
                ("created_by", fields.CharField(max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "message",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "What is told to people, from composing to its end: announcements, reminders, changes and the rest.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SigningKey",
            fields=[
                ("public_key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_key",
                "app": "companion",
                "pk_attr": "public_key",
                "table_description": "A VAPID key that phones were told to subscribe with, the newest `since` is the current one.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SlotChange",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("session", fields.CharField(max_length=96)),
                ("speaker", fields.CharField(db_index=True, max_length=96)),
                ("revision", fields.IntField()),
                (
                    "old",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "new",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("acknowledged_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "slot_change",
                "app": "companion",
                "unique_together": (("speaker", "session", "revision"),),
                "pk_attr": "id",
                "table_description": "That a speaker's slot changed, from `old` to `new`, and when they said that they know.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Snooze",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="snoozes",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("session", fields.CharField(max_length=96)),
                ("due_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "snooze",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "That a visitor wants to be reminded of a session once more, at `due_at`.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Star",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="stars",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("session", fields.CharField(db_index=True, max_length=96)),
                ("starred", fields.BooleanField()),
                ("own_lead", fields.BooleanField(db_default=False)),
                ("reminder_minutes", fields.IntField(null=True)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "star",
                "app": "companion",
                "unique_together": (("visitor", "session"),),
                "pk_attr": "id",
                "table_description": "That a visitor starred a session, or took the star back, at the time their phone says.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Told",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="told",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "message",
                    fields.ForeignKeyField(
                        "companion.Message",
                        source_field="message_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="told",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("key", fields.CharField(max_length=160)),
                ("sequence", fields.IntField(db_index=True)),
            ],
            options={
                "table": "told",
                "app": "companion",
                "unique_together": (("visitor", "key"),),
                "indexes": [Index(fields=["visitor_id", "sequence"])],
                "pk_attr": "id",
                "table_description": "That a message was told to one visitor alone, an entry of their inbox.",
            },
            bases=["Model"],
        ),
        # The copy keeps what was on its way: a queue is no place to lose a message at an update.
        ops.RunSQL("CREATE TABLE delivery_kept AS SELECT * FROM delivery"),
        ops.DeleteModel(name="Delivery"),
        ops.CreateModel(
            name="Delivery",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("state", fields.CharField(db_default="due", max_length=12)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("attempts", fields.IntField(db_default=0)),
                ("lease_by", fields.CharField(null=True, max_length=32)),
                ("lease_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("finished_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "message",
                    fields.ForeignKeyField(
                        "companion.Message",
                        source_field="message_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="deliveries",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("subscription_id", fields.BigIntField(db_index=True)),
                ("origin", fields.CharField(max_length=255)),
                ("locale", fields.CharField(max_length=2)),
                ("status", fields.IntField(null=True)),
                ("shown_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("opened_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "delivery",
                "app": "companion",
                "unique_together": (("message", "subscription_id"),),
                "indexes": [Index(fields=["state", "due_at"])],
                "pk_attr": "id",
                "table_description": "One message on its way to one subscription.",
            },
            bases=["OutboxRow"],
        ),
        ops.RunSQL(
            [
                """
                INSERT INTO message (id, revision, title, body, path, audience, urgency, send_at, expires_at,
                    sent_at, recalled_at, basis, created_by, created_at)
                SELECT id, revision, title, body, path, audience, urgency, send_at,
                    COALESCE(expires_at, send_at), sent_at, recalled_at, basis, created_by, created_at
                FROM announcement
                """,
                """
                INSERT INTO delivery (state, due_at, expires_at, attempts, lease_by, lease_until, finished_at,
                    message_id, subscription_id, origin, locale, status)
                SELECT state, due_at, expires_at, attempts, lease_by, lease_until, finished_at,
                    announcement_id, subscription_id, origin, locale, status
                FROM delivery_kept
                """,
                "DROP TABLE delivery_kept",
            ]
        ),
        ops.AddField(
            model_name="Device",
            name="person",
            field=fields.ForeignKeyField(
                "companion.Person",
                source_field="person_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="devices",
                on_delete=OnDelete.SET_NULL,
            ),
        ),
        ops.AddField(
            model_name="Device",
            name="seen_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AlterField(
            model_name="Person",
            name="email",
            field=fields.CharField(null=True, unique=True, max_length=254),
        ),
        ops.AddField(
            model_name="Person",
            name="speaker",
            field=fields.CharField(null=True, unique=True, max_length=96),
        ),
        ops.DeleteModel(name="Announcement"),
    ]
