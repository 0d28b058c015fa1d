"""Ports of this machine: one that is free, and whether somebody listens on one."""

import asyncio
import socket
from contextlib import suppress


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def is_listening(port: int) -> bool:
    """Tell whether somebody takes connections at a loopback port now."""
    with suppress(OSError):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        await writer.wait_closed()
        return True
    return False
