"""Hearing that the process is asked to stop before the server tells the application."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def at_stop(act: Callable[[], None]) -> Iterator[None]:
    """Have the running loop call `act` when SIGTERM or SIGINT comes, beside the server's own handler.

    A server ends the application's lifespan after its last open answer: one that has no end must be ended
    before. Where nobody handles a signal, or outside the main thread, which alone may, nothing is changed.
    """
    loop = asyncio.get_running_loop()
    is_main = threading.current_thread() is threading.main_thread()
    numbers = (signal.SIGTERM, signal.SIGINT) if is_main else ()
    former = {number: handler for number in numbers if callable(handler := signal.getsignal(number))}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(act)
        former[signal.Signals(number)](number, frame)

    for number in former:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
