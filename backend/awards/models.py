"""Tables of the catalogue and the award lists."""

from tortoise import fields

from backend.core.models import RecordModel, SourcedModel


class Innovation(SourcedModel):
    """An innovation of the catalogue."""

    name: dict[str, str] = fields.JSONField()
    institution: dict[str, str] = fields.JSONField()
    unit: dict[str, str] | None = fields.JSONField(null=True)
    institution_kind = fields.CharField(max_length=32)
    province = fields.CharField(max_length=64, null=True)
    theme = fields.CharField(max_length=64)
    summary: dict[str, str] = fields.JSONField()
    exhibitor = fields.CharField(max_length=96, null=True)
    list = fields.CharField(max_length=96)

    class Meta:
        table = "innovation"


class Awards(RecordModel):
    """The award lists: which there are, never who stands on them."""

    lists: fields.JSONField[object] = fields.JSONField()

    class Meta:
        table = "awards"
