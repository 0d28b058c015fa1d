"""Alarms to organizers: a push service refuses one of our keys, or it is lost, and phones hear nothing."""

from collections.abc import Collection, Mapping
from datetime import datetime

from backend.push.models import KeyAlarm, Subscription


class KeyAlarms:
    """Keeps the table of alarms as one process sees its circuits."""

    def __init__(self) -> None:
        self._raised: set[tuple[str, str]] = set()

    async def follow(
        self,
        refused: Mapping[tuple[str, str], str],
        accepted: Collection[tuple[str, str]],
        *,
        now: datetime,
    ) -> None:
        """Raise an alarm for each (origin, key) that is refused, with the reason.

        It ends once a message was `accepted` there, whoever raised it, or no phone there has the key any
        more: until then nobody knows better.
        """
        for place in refused.keys() - self._raised:
            origin, key = place
            await KeyAlarm.bulk_create(
                [KeyAlarm(origin=origin, vapid_key=key, reason=refused[place][:255], since=now)],
                ignore_conflicts=True,
            )
        self._raised = set(refused)
        for row in await KeyAlarm.all():
            place = (row.origin, row.vapid_key)
            is_well = place in accepted and place not in refused
            if is_well or not await Subscription.exists(origin=row.origin, vapid_key=row.vapid_key):
                await KeyAlarm.filter(id=row.id).delete()
