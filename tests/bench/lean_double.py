"""The push benchmark's other end: answers every POST over TLS with 201, at the least cost that Python allows.

A program of one thread on bare sockets: an event loop would cost nearly twice as much, and take that from
the clients, who have two cores to share with it. It prints its port, answers each request at once or
`--latency-ms` later, and ends when its input does.
"""

import argparse
import gc
import re
import select
import socket
import ssl
import sys
import time
from collections import deque
from pathlib import Path
from typing import Final

from tests.bench.tls import TlsFiles

CREATED: Final = b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n"
# What a record of TLS holds at most (RFC 8446, section 5.1): a read returns one, and leaves nothing behind.
RECORD: Final = 16_384
LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Double:
    """Its connections, and the answers that are not due yet."""

    def __init__(self, tls: ssl.SSLContext, latency: float) -> None:
        self._tls = tls
        self._latency = latency
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._poll = select.epoll()
        self._wires: dict[int, ssl.SSLSocket] = {}
        # By file descriptor: what came of a request that is not whole.
        self._begun: dict[int, bytes] = {}
        # The latency is the same for all, so that they are due in the order in which they came.
        self._later: deque[tuple[float, ssl.SSLSocket]] = deque()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def serve_until(self, end: int) -> None:
        """Answer until there is something to read at a file descriptor, or its other side is closed."""
        listener = self._listener.fileno()
        for descriptor in (listener, end):
            self._poll.register(descriptor, select.EPOLLIN)
        while True:
            for descriptor, _ in self._poll.poll(self._patience()):
                if descriptor == end:
                    return
                if descriptor == listener:
                    self._accept()
                else:
                    self._read(descriptor)
            self._answer_late()

    def _patience(self) -> float | None:
        return max(0.0, self._later[0][0] - time.monotonic()) if self._later else None

    def _answer_late(self) -> None:
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            self._later.popleft()[1].write(CREATED)

    def _accept(self) -> None:
        plain, _ = self._listener.accept()
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # The handshake in one go: nobody is measured while connections are made.
        try:
            wire = self._tls.wrap_socket(plain, server_side=True)
        except OSError:
            # A client that finds another connection free gives up the one it was making.
            plain.close()
            return
        wire.setblocking(False)
        self._wires[wire.fileno()] = wire
        self._poll.register(wire.fileno(), select.EPOLLIN)

    def _read(self, descriptor: int) -> None:
        wire = self._wires[descriptor]
        try:
            data = wire.read(RECORD)
        except ssl.SSLWantReadError:
            return
        except OSError:
            data = b""
        if not data:
            self._poll.unregister(descriptor)
            self._begun.pop(descriptor, None)
            self._wires.pop(descriptor).close()
            return
        if descriptor in self._begun:
            data = self._begun.pop(descriptor) + data
        while stop := whole(data):
            data = data[stop:]
            if self._latency:
                self._later.append((time.monotonic() + self._latency, wire))
            else:
                wire.write(CREATED)
        if data:
            self._begun[descriptor] = data


def whole(data: bytes) -> int:
    """Return where the first request ends by its Content-Length, zero while it is not whole."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return 0
    length = LENGTH.search(data, 0, end)
    stop = end + 4 + (int(length[1]) if length else 0)
    return stop if len(data) >= stop else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chain", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--latency-ms", type=float, default=0)
    options = parser.parse_args()
    tls = TlsFiles(options.chain, options.chain, options.key).server_context()
    double = Double(tls, options.latency_ms / 1000)
    print(double.port, flush=True)
    gc.disable()
    double.serve_until(sys.stdin.fileno())


if __name__ == "__main__":
    main()
