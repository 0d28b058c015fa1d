"""A name server on loopback that knows one name, as a container engine's knows a service's containers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import IPv4Address
from typing import cast

_HEADER = 12
_ADDRESS, _INTERNET = 1, 1
_NO_ERROR, _NO_SUCH_NAME = 0x8180, 0x8183


@asynccontextmanager
async def name_server(name: str, addresses: Sequence[str]) -> AsyncIterator[int]:
    """Yield the UDP port of a server that answers `name` with `addresses` as they then are (RFC 1035, 4)."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _Names(name, addresses), local_addr=("127.0.0.1", 0)
    )
    try:
        yield transport.get_extra_info("sockname")[1]
    finally:
        transport.close()


class _Names(asyncio.DatagramProtocol):
    def __init__(self, name: str, addresses: Sequence[str]) -> None:
        self._name = b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"
        self._addresses = addresses
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        end = data.index(b"\0", _HEADER) + 1
        question, kind = data[_HEADER : end + 4], int.from_bytes(data[end : end + 2])
        is_known = question[:-4].lower() == self._name
        addresses = [IPv4Address(text).packed for text in self._addresses if is_known and kind == _ADDRESS]
        flags = _NO_ERROR if is_known else _NO_SUCH_NAME
        counts = b"".join(count.to_bytes(2) for count in (flags, 1, len(addresses), 0, 0))
        # A pointer to the question's name, type, class, no time to live, four bytes.
        start = b"\xc0\x0c" + _ADDRESS.to_bytes(2) + _INTERNET.to_bytes(2) + bytes(4) + (4).to_bytes(2)
        answers = b"".join(start + address for address in addresses)
        if self._transport is not None:
            self._transport.sendto(data[:2] + counts + question + answers, addr)
