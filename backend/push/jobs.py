"""What push asks of the workers; how the word reaches them is the broker's matter."""

from typing import Protocol


class Jobs(Protocol):
    """Wakes workers. A lost word costs time and no message: what is due is also found by looking."""

    async def check(self) -> None:
        """Raise where the workers cannot be called now."""

    async def announcement_due(self, announcement_id: str) -> None:
        """An announcement's time has come."""

    async def deliveries_due(self) -> None:
        """Deliveries wait."""
