"""The change journal's tables, and what every record that phones read has in common."""

from tortoise import fields
from tortoise.models import Model


class JournalState(Model):
    """The one row (id 1) whose lock gives revisions and sequences their order."""

    id = fields.IntField(primary_key=True, generated=False)
    epoch = fields.CharField(max_length=32)
    revision = fields.IntField(db_default=0)
    sequence = fields.IntField(db_default=0)

    class Meta:
        table = "journal_state"


class PublicEntry(Model):
    """One public record that a revision wrote or deleted."""

    id = fields.BigIntField(primary_key=True, generated=True)
    revision = fields.IntField(db_index=True)
    collection = fields.CharField(max_length=32)
    record_id = fields.CharField(max_length=96)
    deleted = fields.BooleanField(db_default=False)

    class Meta:
        table = "journal_public"


class PrivateEntry(Model):
    """One thing that happened which phones must not learn from the revision."""

    sequence = fields.IntField(primary_key=True, generated=False)
    kind = fields.CharField(max_length=48)
    subject = fields.CharField(max_length=96)
    data: dict[str, object] = fields.JSONField(default=dict)
    at = fields.DatetimeField()

    class Meta:
        table = "journal_private"


class RecordModel(Model):
    """A public record: its slug and the revision that last wrote it."""

    id = fields.CharField(max_length=96, primary_key=True)
    revision = fields.IntField(db_index=True)

    class Meta:
        abstract = True


class SourcedModel(RecordModel):
    """A public record that says whether it is a fact or a sample, and by what source."""

    basis = fields.CharField(max_length=16, db_default="sample")
    source: list[str] = fields.JSONField(default=list)

    class Meta:
        abstract = True
