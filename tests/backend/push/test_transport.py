"""The wire, against a real server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from backend.push.outcomes import Unreachable
from backend.push.transport import MAX_ANSWER, Reply, ReqwestTransport
from tests.bench.push_double import Answer, PushDouble, push_double
from tests.bench.tls import TlsFiles, write_tls_files

HOST = "fcm.googleapis.com"
SHORT = timedelta(milliseconds=150)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    return write_tls_files(tmp_path_factory.mktemp("tls"), (HOST,))


@pytest.fixture
async def double() -> AsyncIterator[PushDouble]:
    async with push_double() as running:
        yield running


@pytest.fixture
async def wire() -> AsyncIterator[ReqwestTransport]:
    async with ReqwestTransport.open() as transport:
        yield transport


async def test_a_success_is_a_status_and_its_body_is_not_read(
    double: PushDouble, wire: ReqwestTransport
) -> None:
    double.answer("/p", Answer(201, body=b"created"))

    assert await wire.post(f"http://127.0.0.1:{double.port}/p", {"ttl": "5"}, b"body") == Reply(201)
    assert double.received[0].body == b"body"
    assert double.received[0].headers["ttl"] == "5"


async def test_a_refusal_brings_its_body_and_its_wait(double: PushDouble, wire: ReqwestTransport) -> None:
    double.answer("/p", Answer(503, (("Retry-After", "7"),), b"busy"))

    assert await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x") == Reply(503, "7", b"busy")


async def test_a_redirect_is_not_followed(double: PushDouble, wire: ReqwestTransport) -> None:
    double.answer("/p", Answer(307, (("Location", f"http://127.0.0.1:{double.port}/elsewhere"),)))

    assert await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x") == Reply(307)
    assert [request.path for request in double.received] == ["/p"]


async def test_a_huge_answer_is_read_to_its_limit(double: PushDouble, wire: ReqwestTransport) -> None:
    double.answer("/p", Answer(400, body=b"x" * 5_000_000))

    reply = await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x")

    assert reply == Reply(400, None, b"x" * MAX_ANSWER)


async def test_a_compressed_answer_is_not_inflated(double: PushDouble, wire: ReqwestTransport) -> None:
    double.answer("/p", Answer(400, (("Content-Encoding", "gzip"),), b"\x1f\x8b"))

    assert await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x") == Reply(400, None, b"\x1f\x8b")
    assert "accept-encoding" not in double.received[0].headers


async def test_connections_are_kept_over_successes_and_refusals(
    double: PushDouble, wire: ReqwestTransport
) -> None:
    double.answer("/p", Answer(201), Answer(410, body=b"gone"), Answer(201, body=b"x" * 500), Answer(429))

    for _ in range(8):
        await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x")

    assert (len(double.received), double.connections) == (8, 1)


async def test_no_answer_in_time_is_a_time_out(double: PushDouble) -> None:
    double.answer("/p", Answer(until=asyncio.Event()))

    async with ReqwestTransport.open(total_timeout=SHORT) as wire:
        assert await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x") == Unreachable("time-out")


async def test_a_cut_connection_is_unreachable(double: PushDouble, wire: ReqwestTransport) -> None:
    double.answer("/p", Answer(cut=True))

    assert isinstance(await wire.post(f"http://127.0.0.1:{double.port}/p", {}, b"x"), Unreachable)


async def test_a_closed_port_is_unreachable(double: PushDouble, wire: ReqwestTransport) -> None:
    async with push_double() as other:
        port = other.port

    assert isinstance(await wire.post(f"http://127.0.0.1:{port}/p", {}, b"x"), Unreachable)


async def test_a_mapped_host_keeps_its_name_and_is_verified(tls: TlsFiles) -> None:
    async with (
        push_double(tls.server_context()) as double,
        ReqwestTransport.open(
            trust=tls.authority.read_bytes(), resolve={HOST: ("127.0.0.1", double.port)}
        ) as wire,
    ):
        assert await wire.post(f"https://{HOST}/fcm/send/1", {}, b"x") == Reply(201)
        assert double.received[0].headers["host"] == HOST


async def test_an_unknown_authority_is_refused(tls: TlsFiles) -> None:
    async with (
        push_double(tls.server_context()) as double,
        ReqwestTransport.open(resolve={HOST: ("127.0.0.1", double.port)}) as wire,
    ):
        assert isinstance(await wire.post(f"https://{HOST}/fcm/send/1", {}, b"x"), Unreachable)
        assert double.received == []


async def test_a_certificate_for_another_name_is_refused(tls: TlsFiles) -> None:
    async with (
        push_double(tls.server_context()) as double,
        ReqwestTransport.open(
            trust=tls.authority.read_bytes(), resolve={"web.push.apple.com": ("127.0.0.1", double.port)}
        ) as wire,
    ):
        assert isinstance(await wire.post("https://web.push.apple.com/1", {}, b"x"), Unreachable)
        assert double.received == []
