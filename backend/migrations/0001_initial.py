import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Announcement",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
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
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("urgency", fields.CharField(max_length=8)),
                ("send_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("recalled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("basis", fields.CharField(null=True, max_length=16)),
                ("created_by", fields.CharField(max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "announcement",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "An announcement from composing to its end, phones read it once `sent_at` is set.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("actor", fields.CharField(max_length=64)),
                ("action", fields.CharField(max_length=48)),
                ("subject", fields.CharField(max_length=96)),
                (
                    "detail",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
            ],
            options={
                "table": "audit_entry",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "Who did what, in one sentence's parts.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Awards",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                (
                    "lists",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "awards",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "The award lists: which there are, never who stands on them.",
            },
            bases=["RecordModel"],
        ),
        ops.CreateModel(
            name="Booth",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("code", fields.CharField(max_length=16)),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("floor", fields.CharField(max_length=96)),
                ("category", fields.CharField(max_length=32)),
                ("exhibitor", fields.CharField(null=True, max_length=96)),
                (
                    "geometry",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "display_point",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("node_id", fields.CharField(null=True, max_length=96)),
                ("size", fields.CharField(null=True, max_length=32)),
                (
                    "accessibility",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "booth",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A stand on a floor's plan.",
            },
            bases=["RecordModel"],
        ),
        ops.CreateModel(
            name="Day",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("date", fields.DateField()),
                ("number", fields.IntField()),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "headline",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("start", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("end", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "prayer_times",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "day",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A day of the event.",
            },
            bases=["SourcedModel"],
        ),
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
                    "announcement",
                    fields.ForeignKeyField(
                        "companion.Announcement",
                        source_field="announcement_id",
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
            ],
            options={
                "table": "delivery",
                "app": "companion",
                "unique_together": (("announcement", "subscription_id"),),
                "indexes": [Index(fields=["state", "due_at"])],
                "pk_attr": "id",
                "table_description": "One announcement on its way to one subscription.",
            },
            bases=["OutboxRow"],
        ),
        ops.CreateModel(
            name="Event",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "short_name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "theme",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "summary",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "organiser",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "venue",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("start", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("end", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("time_zone", fields.CharField(max_length=64)),
                ("default_language", fields.CharField(max_length=8)),
                (
                    "languages",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "notice",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "event",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "The one event of this deployment.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Exhibitor",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "short_name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("kind", fields.CharField(max_length=32)),
                ("province", fields.CharField(null=True, max_length=64)),
                (
                    "summary",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "booths",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "counters",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "innovations",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "services",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "meet",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "exhibitor",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "Who shows something.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Floor",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "short_name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("ordinal", fields.IntField()),
                (
                    "notice",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "plan",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "floor",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A level of the venue with its plan.",
            },
            bases=["RecordModel"],
        ),
        ops.CreateModel(
            name="Innovation",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "institution",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "unit",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("institution_kind", fields.CharField(max_length=32)),
                ("province", fields.CharField(null=True, max_length=64)),
                ("theme", fields.CharField(max_length=64)),
                (
                    "summary",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("exhibitor", fields.CharField(null=True, max_length=96)),
                ("list", fields.CharField(max_length=96)),
            ],
            options={
                "table": "innovation",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "An innovation of the catalogue.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="JournalState",
            fields=[
                ("id", fields.IntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ("epoch", fields.CharField(max_length=32)),
                ("revision", fields.IntField(db_default=0)),
                ("sequence", fields.IntField(db_default=0)),
            ],
            options={
                "table": "journal_state",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "The one row (id 1) whose lock gives revisions and sequences their order.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Page",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                (
                    "title",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "body",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("icon", fields.CharField(max_length=32)),
                ("order", fields.IntField()),
                ("room", fields.CharField(null=True, max_length=96)),
            ],
            options={
                "table": "page",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "An information page.",
            },
            bases=["RecordModel"],
        ),
        ops.CreateModel(
            name="Person",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ("email", fields.CharField(unique=True, max_length=254)),
                ("password_hash", fields.CharField(null=True, max_length=256)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "person",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "Somebody with a sign-in: organizers, speakers, crew, booth staff. Attendees have none.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PersonRole",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "companion.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="roles",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("role", fields.CharField(max_length=16)),
            ],
            options={
                "table": "person_role",
                "app": "companion",
                "unique_together": (("person", "role"),),
                "pk_attr": "id",
                "table_description": "One role of a person.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PrivateEntry",
            fields=[
                ("sequence", fields.IntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=48)),
                ("subject", fields.CharField(max_length=96)),
                (
                    "data",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "journal_private",
                "app": "companion",
                "pk_attr": "sequence",
                "table_description": "One thing that happened which phones must not learn from the revision.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PublicEntry",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("revision", fields.IntField(db_index=True)),
                ("collection", fields.CharField(max_length=32)),
                ("record_id", fields.CharField(max_length=96)),
                ("deleted", fields.BooleanField(db_default=False)),
            ],
            options={
                "table": "journal_public",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "One public record that a revision wrote or deleted.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Publication",
            fields=[
                ("revision", fields.IntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("actor", fields.CharField(max_length=64)),
                ("note", fields.CharField(max_length=256)),
                (
                    "changes",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "inverse",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "publication",
                "app": "companion",
                "pk_attr": "revision",
                "table_description": "One published set of changes.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Room",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("floor", fields.CharField(null=True, max_length=96)),
                (
                    "unit_ids",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("node_id", fields.CharField(null=True, max_length=96)),
                ("capacity", fields.IntField(null=True)),
                ("kind", fields.CharField(max_length=32)),
                ("step_free", fields.BooleanField()),
            ],
            options={
                "table": "room",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A place sessions are held in.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Service",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("exhibitor", fields.CharField(max_length=96)),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "summary",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "documents",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "steps",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "fee",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("documents_basis", fields.CharField(max_length=16)),
                (
                    "documents_source",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("as_of", fields.CharField(null=True, max_length=64)),
                (
                    "hours",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("daily_quota", fields.IntField(null=True)),
                ("minutes_per_visitor", fields.IntField(null=True)),
                (
                    "places",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "disclaimer",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
            ],
            options={
                "table": "service",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A public service given at the venue.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Session",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("day", fields.CharField(db_index=True, max_length=96)),
                ("track", fields.CharField(null=True, max_length=96)),
                ("room", fields.CharField(null=True, db_index=True, max_length=96)),
                ("kind", fields.CharField(max_length=16)),
                (
                    "title",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "abstract",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("start", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("end", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("capacity", fields.IntField(null=True)),
                (
                    "languages",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "interpretation",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("sign_language", fields.BooleanField()),
                (
                    "tags",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("booking_required", fields.BooleanField()),
                (
                    "speakers",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "lineup_note",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("status", fields.CharField(max_length=16)),
            ],
            options={
                "table": "session",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A slot of the programme.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="SignInLink",
            fields=[
                ("token_hash", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "companion.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="links",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "sign_in_link",
                "app": "companion",
                "pk_attr": "token_hash",
                "table_description": "A one-time way in, kept as the hash of its token.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SignedIn",
            fields=[
                ("token_hash", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "companion.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="signed_in",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signed_in",
                "app": "companion",
                "pk_attr": "token_hash",
                "table_description": "A browser that is signed in, kept as the hash of its cookie.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Speaker",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("placeholder", fields.BooleanField()),
                (
                    "title",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "organisation",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("country", fields.CharField(null=True, max_length=2)),
                (
                    "bio",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("status", fields.CharField(max_length=16)),
            ],
            options={
                "table": "speaker",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A person on stage, or a placeholder for one.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Tag",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "tag",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A subject that sessions share.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Topic",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "description",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("default_on", fields.BooleanField()),
                ("color", fields.CharField(null=True, max_length=7)),
            ],
            options={
                "table": "topic",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A subject visitors may follow.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Track",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=96)),
                ("revision", fields.IntField(db_index=True)),
                ("basis", fields.CharField(db_default="sample", max_length=16)),
                (
                    "source",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "name",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "description",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("color", fields.CharField(max_length=7)),
                ("theme", fields.CharField(null=True, max_length=96)),
            ],
            options={
                "table": "track",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A thread of sessions.",
            },
            bases=["SourcedModel"],
        ),
        ops.CreateModel(
            name="Visitor",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ("locale", fields.CharField(db_default="id", max_length=2)),
                ("reminder_minutes", fields.IntField(null=True, db_default=15)),
                ("quiet_from", fields.CharField(null=True, max_length=5)),
                ("quiet_to", fields.CharField(null=True, max_length=5)),
                ("time_zone", fields.CharField(db_default="Asia/Jakarta", max_length=64)),
                ("topics_chosen", fields.BooleanField(db_default=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "visitor",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "Somebody with a phone and no account, nothing here says who they are.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Device",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="devices",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "device",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A browser that introduced itself, known by the hash of its token.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Subscription",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "device",
                    fields.OneToOneField(
                        "companion.Device",
                        source_field="device_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="subscription",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("endpoint", fields.CharField(unique=True, max_length=2048)),
                ("origin", fields.CharField(max_length=255)),
                ("p256dh", fields.CharField(max_length=96)),
                ("auth", fields.CharField(max_length=32)),
                ("vapid_key", fields.CharField(max_length=96)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "subscription",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "A device's address at its browser's push service. `vapid_key` is the public key it subscribed with.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Rejection",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "subscription",
                    fields.ForeignKeyField(
                        "companion.Subscription",
                        source_field="subscription_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="rejections",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("status", fields.IntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "rejection",
                "app": "companion",
                "pk_attr": "id",
                "table_description": "That a push service refused a message to a subscription, three within a day retire it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="VisitorTopic",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "visitor",
                    fields.ForeignKeyField(
                        "companion.Visitor",
                        source_field="visitor_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="topics",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("topic", fields.CharField(max_length=96)),
            ],
            options={
                "table": "visitor_topic",
                "app": "companion",
                "unique_together": (("visitor", "topic"),),
                "indexes": [Index(fields=["topic"])],
                "pk_attr": "id",
                "table_description": "That a visitor follows a topic.",
            },
            bases=["Model"],
        ),
    ]
