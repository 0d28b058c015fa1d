"""Alarms to organizers: a push service refuses one of our keys, and phones there hear nothing."""

from collections.abc import Collection, Mapping
from datetime import datetime

from backend.push.models import KeyAlarm


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

        It ends once a message was `accepted` there, whoever raised it: until then nobody knows better.
        """
        for place in refused.keys() - self._raised:
            origin, key = place
            await KeyAlarm.bulk_create(
                [KeyAlarm(origin=origin, vapid_key=key, reason=refused[place][:255], since=now)],
                ignore_conflicts=True,
            )
        self._raised = set(refused)
        for row in await KeyAlarm.all() if accepted else []:
            if (row.origin, row.vapid_key) in accepted and (row.origin, row.vapid_key) not in refused:
                await KeyAlarm.filter(id=row.id).delete()
