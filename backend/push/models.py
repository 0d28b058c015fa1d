"""Tables of topics, subscriptions, announcements and their deliveries."""

from tortoise import fields
from tortoise.models import Model

from backend.core.models import SourcedModel
from backend.outbox.models import OutboxRow


class Topic(SourcedModel):
    """A subject visitors may follow."""

    name: dict[str, str] = fields.JSONField()
    description: dict[str, str] = fields.JSONField()
    default_on = fields.BooleanField()
    color = fields.CharField(max_length=7, null=True)

    class Meta:
        table = "topic"


class Subscription(Model):
    """A device's address at its browser's push service. `vapid_key` is the public key it subscribed with."""

    id = fields.BigIntField(primary_key=True, generated=True)
    device: fields.OneToOneRelation[Model] = fields.OneToOneField(
        "companion.Device", related_name="subscription"
    )
    device_id: str
    endpoint = fields.CharField(max_length=2048, unique=True)
    origin = fields.CharField(max_length=255)
    p256dh = fields.CharField(max_length=96)
    auth = fields.CharField(max_length=32)
    vapid_key = fields.CharField(max_length=96)
    created_at = fields.DatetimeField()

    class Meta:
        table = "subscription"


class Rejection(Model):
    """That a push service refused a message to a subscription, three within a day retire it."""

    id = fields.BigIntField(primary_key=True, generated=True)
    subscription: fields.ForeignKeyRelation[Subscription] = fields.ForeignKeyField(
        "companion.Subscription", related_name="rejections"
    )
    subscription_id: int
    status = fields.IntField()
    at = fields.DatetimeField()

    class Meta:
        table = "rejection"


class Message(Model):
    """What is told to people, from composing to its end: announcements, reminders, changes and the rest.

    Phones read those with a `revision` in the sync document, the others in their visitor's inbox. `subject`
    names what it is about, such as `sessions/opening`. While the deliveries of a public one are being made,
    `spread_after` is the last subscription that has its own.
    """

    id = fields.CharField(max_length=96, primary_key=True)
    kind = fields.CharField(max_length=16, db_default="announcement")
    subject = fields.CharField(max_length=128, db_default="", db_index=True)
    revision = fields.IntField(null=True, db_index=True)
    title: dict[str, str] = fields.JSONField()
    body: dict[str, str] = fields.JSONField()
    path = fields.CharField(max_length=256)
    audience: dict[str, object] | None = fields.JSONField(null=True)
    urgency = fields.CharField(max_length=8)
    send_at = fields.DatetimeField(db_index=True)
    expires_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    recalled_at = fields.DatetimeField(null=True)
    spread_after = fields.BigIntField(null=True, db_index=True)
    basis = fields.CharField(max_length=16, null=True)
    created_by = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "message"


class Told(Model):
    """That a message was told to one visitor alone, an entry of their inbox.

    `key` names the occasion, so that nobody is told of one twice. `sequence` is the private journal's.
    """

    id = fields.BigIntField(primary_key=True, generated=True)
    visitor: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "companion.Visitor", related_name="told"
    )
    visitor_id: str
    message: fields.ForeignKeyRelation[Message] = fields.ForeignKeyField(
        "companion.Message", related_name="told"
    )
    message_id: str
    key = fields.CharField(max_length=160)
    sequence = fields.IntField(db_index=True)

    class Meta:
        table = "told"
        unique_together = (("visitor", "key"),)
        indexes = (("visitor_id", "sequence"),)


class Delivery(OutboxRow):
    """One message on its way to one subscription.

    The subscription is named, not referred to: a count must not change when a phone leaves.
    """

    message: fields.ForeignKeyRelation[Message] = fields.ForeignKeyField(
        "companion.Message", related_name="deliveries"
    )
    message_id: str
    subscription_id = fields.BigIntField(db_index=True)
    origin = fields.CharField(max_length=255)
    locale = fields.CharField(max_length=2)
    status = fields.IntField(null=True)
    shown_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)

    class Meta:
        table = "delivery"
        unique_together = (("message", "subscription_id"),)
        indexes = (("state", "due_at"),)


class SigningKey(Model):
    """A VAPID key that phones were told to subscribe with, the newest `since` is the current one."""

    public_key = fields.CharField(max_length=96, primary_key=True)
    since = fields.DatetimeField()

    class Meta:
        table = "signing_key"


class KeyAlarm(Model):
    """That a push service refuses one of our keys, until it accepts a message again."""

    id = fields.BigIntField(primary_key=True, generated=True)
    origin = fields.CharField(max_length=255)
    vapid_key = fields.CharField(max_length=96)
    reason = fields.CharField(max_length=255)
    since = fields.DatetimeField()

    class Meta:
        table = "key_alarm"
        unique_together = (("origin", "vapid_key"),)
