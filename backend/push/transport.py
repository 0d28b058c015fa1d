"""The wire to the push services: one POST, its status and the little of its answer that matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Final, Protocol, Self

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import PyreqwestError, RequestTimeoutError
from pyreqwest.response import Response

from backend.push.outcomes import Unreachable

MAX_ANSWER: Final = 2048
CONNECT_TIMEOUT: Final = timedelta(seconds=5)
TOTAL_TIMEOUT: Final = timedelta(seconds=15)
USER_AGENT: Final = "ips-forum-companion"


@dataclass(frozen=True, slots=True)
class Reply:
    """A push service's answer; `body` holds at most 2,048 bytes and is empty for a success."""

    status: int
    retry_after: str | None = None
    body: bytes = b""


class PushTransport(Protocol):
    """Posts one encrypted message; that no answer came is a value, not an exception."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | Unreachable: ...


class ReqwestTransport:
    """HTTP/1.1 over kept connections, with no redirect followed and no proxy, cookie or decompression.

    Of the clients measured side by side (pyreqwest, aiohttp, httpcore) pyreqwest's own interface costs the
    least: with encryption it is as fast as raw sockets, since TLS runs beside Python.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    @classmethod
    def open(
        cls,
        *,
        trust: bytes | None = None,
        resolve: Mapping[str, tuple[str, int]] | None = None,
        connect_timeout: timedelta = CONNECT_TIMEOUT,
        total_timeout: timedelta = TOTAL_TIMEOUT,
    ) -> Self:
        """Return a transport with no connection yet.

        `trust` is a further authority as PEM; `resolve` maps a host to the address and port its connections
        go to, while the name in the certificate and in Host stays as it is.
        """
        builder = (
            ClientBuilder()
            .follow_redirects(False)
            .no_proxy()
            .referer(False)
            .gzip(False)
            .brotli(False)
            .zstd(False)
            .deflate(False)
            .user_agent(USER_AGENT)
            .connect_timeout(connect_timeout)
            .timeout(total_timeout)
        )
        if trust is not None:
            builder = builder.add_root_certificate_pem(trust)
        for host, (address, port) in (resolve or {}).items():
            builder = builder.resolve(host, address, port)
        return cls(builder.build())

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | Unreachable:
        request = (
            self._client.post(url)
            .headers(headers)
            .body_bytes(body)
            .streamed_read_buffer_limit(MAX_ANSWER)
            .build_streamed()
        )
        try:
            async with request as response:
                if 200 <= response.status < 300:
                    return Reply(response.status)
                retry_after = response.get_header("retry-after")
                return Reply(response.status, retry_after, await _read_some(response))
        except RequestTimeoutError:
            return Unreachable("time-out")
        except PyreqwestError as error:
            return Unreachable(type(error).__name__)

    async def close(self) -> None:
        await self._client.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def _read_some(response: Response) -> bytes:
    """Return the first bytes of the answer; what exceeds the limit is dropped with its connection."""
    read = b""
    while len(read) < MAX_ANSWER:
        piece = await response.body_reader.read(MAX_ANSWER - len(read))
        if piece is None:
            break
        read += bytes(piece)
    return read
