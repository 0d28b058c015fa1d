"""The VAPID key phones are told to subscribe with, and how many still hold a former one."""

from datetime import datetime

from tortoise.functions import Count

from backend.core import journal
from backend.push.models import SigningKey, Subscription


async def note_current(public_key: str, *, now: datetime) -> None:
    """Note which key is the current one; a new one reaches every phone by a new epoch.

    A phone learns the key with the whole document only: without a new epoch it would ask for changes, and
    a rotated key would never come to it.
    """
    newest = await SigningKey.all().order_by("-since").first()
    if newest is not None and newest.public_key == public_key:
        return
    await SigningKey.update_or_create(defaults={"since": now}, public_key=public_key)
    if newest is not None:
        await journal.renew_epoch()


async def subscriptions_by_key() -> dict[str, int]:
    """Return how many subscriptions were made with each key."""
    rows = await Subscription.all().annotate(n=Count("id")).group_by("vapid_key").values("vapid_key", "n")
    return {str(row["vapid_key"]): int(row["n"]) for row in rows}
