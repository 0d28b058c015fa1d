"""What push keeps about a visitor beside their subscription: what they were told."""

from typing import Any

import msgspec

from backend.devices.rules import KnownDevice
from backend.event import queries as event
from backend.push import queries


class KeptInbox:
    """A visitor's inbox, for its owner to take; it ends with its visitor."""

    name = "inbox"

    async def export(self, device: KnownDevice) -> Any:
        """Return all of the inbox's messages."""
        found = await queries.inbox(device.visitor_id, 0, await event.zone(), limit=None)
        return msgspec.to_builtins(found.messages)

    async def erase(self, device: KnownDevice) -> None:
        """Leave it to the visitor's other phones; the last one takes the visitor and their inbox with it."""
