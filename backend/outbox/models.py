"""What every outbox row has: when it is due, until when it may go out, and who holds it."""

from tortoise import fields
from tortoise.models import Model


class OutboxRow(Model):
    """A message on its way, channels add what they send. `state` is an `outbox.rules.State`."""

    id = fields.BigIntField(primary_key=True, generated=True)
    state = fields.CharField(max_length=12, db_default="due")
    due_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    attempts = fields.IntField(db_default=0)
    lease_by = fields.CharField(max_length=32, null=True)
    lease_until = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        abstract = True
