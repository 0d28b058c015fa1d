"""Tables of visitors and their devices. A visitor owns what is theirs, a device owns a token."""

from tortoise import fields
from tortoise.models import Model


class Visitor(Model):
    """Somebody with a phone and no account, nothing here says who they are.

    Until `topics_chosen` they follow the topics that are on by default, later ones included.
    """

    id = fields.CharField(max_length=32, primary_key=True)
    locale = fields.CharField(max_length=2, db_default="id")
    reminder_minutes = fields.IntField(null=True, db_default=15)
    quiet_from = fields.CharField(max_length=5, null=True)
    quiet_to = fields.CharField(max_length=5, null=True)
    time_zone = fields.CharField(max_length=64, db_default="Asia/Jakarta")
    topics_chosen = fields.BooleanField(db_default=False)
    created_at = fields.DatetimeField()

    class Meta:
        table = "visitor"


class VisitorTopic(Model):
    """That a visitor follows a topic."""

    id = fields.BigIntField(primary_key=True, generated=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField(
        "companion.Visitor", related_name="topics"
    )
    visitor_id: str
    topic = fields.CharField(max_length=96)

    class Meta:
        table = "visitor_topic"
        unique_together = (("visitor", "topic"),)
        indexes = (("topic",),)


class Device(Model):
    """A browser that introduced itself, known by the hash of its token."""

    id = fields.CharField(max_length=32, primary_key=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField(
        "companion.Visitor", related_name="devices"
    )
    visitor_id: str
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "device"
