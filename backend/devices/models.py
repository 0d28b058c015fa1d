"""Tables of visitors and their devices. A visitor owns what is theirs, a device owns a token."""

from tortoise import fields
from tortoise.models import Model


class Visitor(Model):
    """Somebody with a phone and no account, nothing here says who they are.

    What holds on all their phones is kept here, what one phone wants for itself at the device. Until
    `topics_chosen` they follow the topics that are on by default, later ones included. `reminder_at` is when
    a phone says that the lead was chosen.
    """

    id = fields.CharField(max_length=32, primary_key=True)
    reminder_minutes = fields.IntField(null=True, db_default=15)
    reminder_at = fields.DatetimeField(null=True)
    topics_chosen = fields.BooleanField(db_default=False)
    created_at = fields.DatetimeField()

    class Meta:
        table = "visitor"


class VisitorTopic(Model):
    """That a visitor follows a topic.

    Or that they left it: `at` is when a phone says that either was chosen, null where that is not known.
    """

    id = fields.BigIntField(primary_key=True, generated=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField(
        "companion.Visitor", related_name="topics"
    )
    visitor_id: str
    topic = fields.CharField(max_length=96)
    followed = fields.BooleanField(db_default=True)
    at = fields.DatetimeField(null=True)

    class Meta:
        table = "visitor_topic"
        unique_together = (("visitor", "topic"),)
        indexes = (("topic",),)


class Device(Model):
    """A browser that introduced itself, known by the hash of its token.

    Its language, its clock and its quiet hours are its own, whoever its visitor's other phones are.
    """

    id = fields.CharField(max_length=32, primary_key=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField(
        "companion.Visitor", related_name="devices"
    )
    visitor_id: str
    person: fields.ForeignKeyNullableRelation[Model] = fields.ForeignKeyField(
        "companion.Person", related_name="devices", null=True, on_delete=fields.SET_NULL
    )
    person_id: str | None
    token_hash = fields.CharField(max_length=64, unique=True)
    locale = fields.CharField(max_length=2, db_default="id")
    quiet_from = fields.CharField(max_length=5, null=True)
    quiet_to = fields.CharField(max_length=5, null=True)
    time_zone = fields.CharField(max_length=64, db_default="Asia/Jakarta")
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField(null=True)

    class Meta:
        table = "device"


class Star(Model):
    """That a visitor starred a session, or took the star back, at the time their phone says.

    `reminder_minutes` is this session's own lead when `own_lead`, null for none; else the visitor's holds.
    """

    id = fields.BigIntField(primary_key=True, generated=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField(
        "companion.Visitor", related_name="stars"
    )
    visitor_id: str
    session = fields.CharField(max_length=96, db_index=True)
    starred = fields.BooleanField()
    own_lead = fields.BooleanField(db_default=False)
    reminder_minutes = fields.IntField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "star"
        unique_together = (("visitor", "session"),)


class Snooze(Model):
    """That a visitor wants to be reminded of a session once more, at `due_at`."""

    id = fields.BigIntField(primary_key=True, generated=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField(
        "companion.Visitor", related_name="snoozes"
    )
    visitor_id: str
    session = fields.CharField(max_length=96)
    due_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "snooze"


class AppliedAction(Model):
    """An action of a phone that was answered, so that sending it again changes nothing."""

    id = fields.BigIntField(primary_key=True, generated=True)
    device: fields.ForeignKeyRelation[Device] = fields.ForeignKeyField(
        "companion.Device", related_name="actions"
    )
    device_id: str
    action = fields.CharField(max_length=36)
    refused = fields.CharField(max_length=255, null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "applied_action"
        unique_together = (("device", "action"),)


class CalendarFeed(Model):
    """The secret address of a calendar that follows the stars of a device's visitor, one per device."""

    id = fields.BigIntField(primary_key=True, generated=True)
    device: fields.OneToOneRelation[Device] = fields.OneToOneField("companion.Device", related_name="feed")
    device_id: str
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "calendar_feed"


class DeviceLink(Model):
    """A device's offer that another joins its visitor, or with `move` takes its place.

    Keys, proof and `parcel` are the phones' own: the server hands them on and can read none of them.
    """

    id = fields.CharField(max_length=32, primary_key=True)
    device: fields.ForeignKeyRelation[Device] = fields.ForeignKeyField(
        "companion.Device", related_name="links"
    )
    device_id: str
    code_hash = fields.CharField(max_length=64, unique=True)
    move = fields.BooleanField()
    public_key = fields.CharField(max_length=128)
    expires_at = fields.DatetimeField(db_index=True)
    claim_hash = fields.CharField(max_length=64, unique=True, null=True)
    claim_key = fields.CharField(max_length=128, null=True)
    claim_proof = fields.CharField(max_length=64, null=True)
    claim_name = fields.CharField(max_length=64, null=True)
    confirmed_at = fields.DatetimeField(null=True)
    parcel = fields.TextField(null=True)

    class Meta:
        table = "device_link"
