"""Tables of the event and its information pages."""

from tortoise import fields

from backend.core.models import RecordModel, SourcedModel


class Event(SourcedModel):
    """The one event of this deployment."""

    name: dict[str, str] = fields.JSONField()
    short_name: dict[str, str] = fields.JSONField()
    theme: dict[str, str] = fields.JSONField()
    summary: dict[str, str] = fields.JSONField()
    organiser: dict[str, str] = fields.JSONField()
    venue: dict[str, object] = fields.JSONField()
    start = fields.DatetimeField()
    end = fields.DatetimeField()
    time_zone = fields.CharField(max_length=64)
    default_language = fields.CharField(max_length=8)
    languages: list[str] = fields.JSONField()
    notice: dict[str, str] = fields.JSONField()

    class Meta:
        table = "event"


class Page(RecordModel):
    """An information page."""

    title: dict[str, str] = fields.JSONField()
    body: dict[str, str] = fields.JSONField()
    icon = fields.CharField(max_length=32)
    order = fields.IntField()
    room = fields.CharField(max_length=96, null=True)

    class Meta:
        table = "page"
