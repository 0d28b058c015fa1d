"""The table of publications: each revision of the programme with the changes that undo it."""

from tortoise import fields
from tortoise.models import Model


class Publication(Model):
    """One published set of changes."""

    revision = fields.IntField(primary_key=True, generated=False)
    at = fields.DatetimeField()
    actor = fields.CharField(max_length=64)
    note = fields.CharField(max_length=256)
    changes: fields.JSONField[object] = fields.JSONField()
    inverse: fields.JSONField[object] = fields.JSONField()

    class Meta:
        table = "publication"
