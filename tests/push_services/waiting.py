import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

PATIENCE: Final = 60.0


class Changes:
    """Wakes those who wait for a condition, each time that something it depends on has changed."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Event] = set()

    def ring(self) -> None:
        for sleeper in self._sleepers:
            sleeper.set()

    async def until(self, look: Callable[[], T | None], what: str, *, seconds: float = PATIENCE) -> T:
        """Return the first truthy value of `look`; raise TimeoutError that names `what` was awaited."""
        rung = asyncio.Event()
        self._sleepers.add(rung)
        try:
            async with asyncio.timeout(seconds):
                while not (found := look()):
                    await rung.wait()
                    rung.clear()
                return found
        except TimeoutError:
            raise TimeoutError(f"{what}: not within {seconds:g} s") from None
        finally:
            self._sleepers.discard(rung)
