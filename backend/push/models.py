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


class Announcement(Model):
    """An announcement from composing to its end, phones read it once `sent_at` is set."""

    id = fields.CharField(max_length=96, primary_key=True)
    revision = fields.IntField(null=True, db_index=True)
    title: dict[str, str] = fields.JSONField()
    body: dict[str, str] = fields.JSONField()
    path = fields.CharField(max_length=256)
    audience: dict[str, object] = fields.JSONField()
    urgency = fields.CharField(max_length=8)
    send_at = fields.DatetimeField(db_index=True)
    expires_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    recalled_at = fields.DatetimeField(null=True)
    basis = fields.CharField(max_length=16, null=True)
    created_by = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "announcement"


class Delivery(OutboxRow):
    """One announcement on its way to one subscription.

    The subscription is named, not referred to: a count must not change when a phone leaves.
    """

    announcement: fields.ForeignKeyRelation[Announcement] = fields.ForeignKeyField(
        "companion.Announcement", related_name="deliveries"
    )
    announcement_id: str
    subscription_id = fields.BigIntField(db_index=True)
    origin = fields.CharField(max_length=255)
    locale = fields.CharField(max_length=2)
    status = fields.IntField(null=True)

    class Meta:
        table = "delivery"
        unique_together = (("announcement", "subscription_id"),)
        indexes = (("state", "due_at"),)
