"""What is kept of a visitor's opinions, for its owner to take."""

from typing import Any

import msgspec

from backend.devices.rules import KnownDevice
from backend.event import queries as event
from backend.participation import queries


class KeptOpinions:
    """A visitor's questions, votes and ratings; they end with their visitor."""

    name = "opinions"

    async def export(self, device: KnownDevice) -> Any:
        """Return them all."""
        return msgspec.to_builtins(await queries.opinions(device.visitor_id, await event.zone()))

    async def erase(self, device: KnownDevice) -> None:
        """Leave them to the visitor's other phones; the last one takes visitor and words with it."""
