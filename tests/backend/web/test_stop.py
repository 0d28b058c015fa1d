"""Whoever has an answer without an end hears of a stop, and the server too."""

import asyncio
import os
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from backend.web.stop import at_stop

Heard = list[str]


@pytest.fixture
def server() -> Iterator[Heard]:
    """A server's own handler of SIGTERM, and what it heard."""
    heard: Heard = []

    def handle(number: int, frame: FrameType | None) -> None:
        heard.append(signal.Signals(number).name)

    former = signal.signal(signal.SIGTERM, handle)
    yield heard
    signal.signal(signal.SIGTERM, former)


async def test_both_hear_of_a_stop(server: Heard) -> None:
    asked = asyncio.Event()

    with at_stop(asked.set):
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(20):
            await asked.wait()

    assert server == ["SIGTERM"]


async def test_afterwards_the_server_hears_alone(server: Heard) -> None:
    handler = signal.getsignal(signal.SIGTERM)
    asked = asyncio.Event()

    with at_stop(asked.set):
        assert signal.getsignal(signal.SIGTERM) is not handler

    assert signal.getsignal(signal.SIGTERM) is handler
    assert not asked.is_set()


async def test_a_signal_that_nobody_handles_keeps_its_meaning() -> None:
    former = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with at_stop(lambda: None):
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, former)


async def test_outside_the_main_thread_nothing_changes() -> None:
    handler = signal.getsignal(signal.SIGINT)

    def elsewhere() -> bool:
        async def run() -> bool:
            with at_stop(lambda: None):
                return signal.getsignal(signal.SIGINT) is handler

        return asyncio.run(run())

    assert await asyncio.to_thread(elsewhere)
