"""The compose file's processes at work: an edge, two webs, two workers, a database and a broker."""

import asyncio
import json
import os
import socket
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.web.headers import SECURITY_HEADERS
from tests.backend.worker.processes import until
from tests.bench.push_double import Answer
from tests.deployment.compose import ROOT
from tests.deployment.machines import METRICS_TOKEN, Machines, machines
from tests.deployment.processes import PATIENCE, Running, run
from tests.factories.announcements import announcement
from tests.factories.phones import PushPhone

PHONES = 200
IN_FLIGHT = 8

HEADERS = {name.decode(): value.decode() for name, value in SECURITY_HEADERS} | {
    "strict-transport-security": "max-age=31536000"
}
BANNERS = ("server", "via", "x-powered-by")


@pytest.fixture(scope="module")
async def deployed(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Machines]:
    async with machines(tmp_path_factory.mktemp("machines")) as opened:
        yield opened


@pytest.fixture
async def visitor(deployed: Machines) -> AsyncIterator[httpx.AsyncClient]:
    async with deployed.visitor() as client:
        yield client


def lines(running: Running) -> list[dict[str, Any]]:
    """The structured lines of a process's log; the server's own few lines are no JSON."""
    return [json.loads(line) for line in running.log.read_text().splitlines() if line.startswith("{")]


def asked(running: Running) -> int:
    """How many requests a web has logged, its own health checks left out."""
    return sum(line["event"] == "request" and line["path"] != "/readyz" for line in lines(running))


def security(answer: httpx.Response) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in HEADERS}


async def counts(organizer: httpx.AsyncClient, announcement_id: str) -> dict[str, int]:
    answer = await organizer.get(f"/api/v1/organizer/announcements/{announcement_id}")
    found: dict[str, int] = answer.json()["counts"]
    return found


async def all_accepted(organizer: httpx.AsyncClient, announcement_id: str, audience: int) -> None:
    async def holds() -> bool:
        return (await counts(organizer, announcement_id))["accepted"] == audience

    await until(holds)


async def test_the_shell_comes_with_security_headers(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/agenda")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["content-encoding"] == "br"
    assert security(answer) == HEADERS
    assert [name for name in BANNERS if name in answer.headers] == []


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
async def test_the_edge_serves_hashed_assets_itself_for_ever(
    deployed: Machines, visitor: httpx.AsyncClient, accepted: str, encoding: str | None
) -> None:
    asset = next((ROOT / "pwa" / "dist" / "assets").glob("index-*.js"))
    before = sum(map(asked, deployed.webs.values()))

    answer = await visitor.get(f"/assets/{asset.name}", headers={"accept-encoding": accepted})

    assert (answer.status_code, answer.content) == (200, asset.read_bytes())
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers.get("content-encoding") == encoding
    assert encoding is None or "accept-encoding" in answer.headers["vary"].lower()
    assert security(answer) == HEADERS
    assert [name for name in BANNERS if name in answer.headers] == []
    assert sum(map(asked, deployed.webs.values())) == before


async def test_an_asset_of_another_release_is_asked_of_the_webs(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/assets/index-ofanother.js")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers["cache-control"]


async def test_what_bears_no_hash_is_looked_up_again(visitor: httpx.AsyncClient) -> None:
    worker = await visitor.get("/sw.js")
    again = await visitor.get("/sw.js", headers={"if-none-match": worker.headers["etag"]})

    assert (worker.status_code, worker.headers["cache-control"]) == (200, "no-cache")
    assert again.status_code == 304


async def test_every_web_knows_the_others_entity_tag(deployed: Machines, visitor: httpx.AsyncClient) -> None:
    first = await visitor.get("/api/v1/sync", headers={"accept-encoding": "br"})
    known = {"accept-encoding": "br", "if-none-match": first.headers["etag"]}
    before = {number: asked(web) for number, web in deployed.webs.items()}

    again = [await visitor.get("/api/v1/sync", headers=known) for _ in range(4)]
    health = [await visitor.get("/healthz") for _ in range(4)]

    assert first.json()["event"][0]["id"]
    assert first.headers["content-encoding"] == "br"
    assert [answer.status_code for answer in again] == [304] * 4
    assert [(answer.status_code, answer.text) for answer in health] == [(200, "ok\n")] * 4
    # Asked in turns, and the sync route is not logged.
    assert {number: asked(web) - before[number] for number, web in deployed.webs.items()} == dict.fromkeys(
        deployed.webs, 2
    )


async def test_http_leads_to_https(deployed: Machines) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"http://localhost:{deployed.ports['http']}/map?floor=1")

    assert (answer.status_code, answer.headers["location"]) == (308, f"{deployed.origin}/map?floor=1")


async def test_http_2_is_spoken(deployed: Machines) -> None:
    context = deployed.tls
    context.set_alpn_protocols(["h2", "http/1.1"])
    _, writer = await asyncio.open_connection("localhost", deployed.ports["https"], ssl=context)
    spoken = writer.get_extra_info("ssl_object").selected_alpn_protocol()
    writer.transport.abort()

    assert spoken == "h2"


async def test_http_3_is_offered_and_answers(deployed: Machines, visitor: httpx.AsyncClient) -> None:
    offered = (await visitor.get("/healthz")).headers["alt-svc"]

    assert f'h3=":{deployed.ports["https"]}"' in offered
    assert (1).to_bytes(4) in await asyncio.to_thread(quic_versions, deployed.ports["https"])


def quic_versions(port: int) -> list[bytes]:
    """Return the QUIC versions a server names to who comes with an unknown one (RFC 9000, section 17.2.1)."""
    ours, unknown = os.urandom(8), b"\x1a\x2a\x3a\x4a"
    packet = b"\xc0" + unknown + bytes([8]) + os.urandom(8) + bytes([8]) + ours
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(PATIENCE)
        # Shorter ones are dropped (section 14.1).
        client.sendto(packet.ljust(1200, b"\0"), ("127.0.0.1", port))
        answer = client.recv(1500)
    assert (answer[1:5], answer[6:14]) == (bytes(4), ours)
    versions = answer[6 + 8 + 1 + 8 :]
    return [versions[at : at + 4] for at in range(0, len(versions), 4)]


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/%6detrics", "//metrics", "/x/../metrics"])
async def test_metrics_are_refused_through_the_edge_even_with_their_token(
    deployed: Machines, path: str
) -> None:
    async with deployed.visitor(authorization=f"Bearer {METRICS_TOKEN}") as client:
        answer = await client.get(httpx.URL(deployed.origin).copy_with(raw_path=path.encode()))

    assert answer.status_code in (403, 404)
    assert "companion_http_requests" not in answer.text


async def test_metrics_are_had_inside_with_their_token(deployed: Machines) -> None:
    web = f"http://127.0.0.2:{deployed.ports['web']}"
    async with httpx.AsyncClient(headers={"authorization": f"Bearer {METRICS_TOKEN}"}) as client:
        answer = await client.get(f"{web}/metrics")

    assert answer.status_code == 200
    assert "companion_http_requests" in answer.text


async def test_an_announcement_reaches_a_phone_exactly_once(
    deployed: Machines, visitor: httpx.AsyncClient
) -> None:
    phone = await deployed.subscribe(visitor, 1)
    async with deployed.organizer() as organizer:
        size = (await organizer.get("/api/v1/organizer/audience?everyone=true")).json()
        posted = await organizer.post("/api/v1/organizer/announcements", json=announcement())
        assert posted.status_code == 201, posted.text
        await all_accepted(organizer, posted.json()["id"], next(iter(size.values())))

    (received,) = [one for one in deployed.push.received if phone.endpoint.endswith(one.path)]
    told = phone.read(received.body)["notification"]
    assert (told["title"], told["navigate"].startswith(deployed.origin)) == ("Hall A is full (id)", True)
    assert f"announcement-{posted.json()['id']}" == told["tag"]


async def test_what_the_crew_says_at_one_web_is_heard_at_every_other(
    deployed: Machines, visitor: httpx.AsyncClient
) -> None:
    sessions = (await visitor.get("/api/v1/sync")).json()["sessions"]
    last = max((each for each in sessions if each["status"] == "scheduled"), key=lambda each: each["end"])
    said = {"whole": False, "sessions": [{"session": last["id"], "state": "full"}]}
    async with AsyncExitStack() as stack, asyncio.timeout(PATIENCE):
        # The edge asks the webs in turns: each gets one of them.
        ears = [await stack.enter_async_context(listening(visitor)) for _ in deployed.webs]
        first = [await places_told(ear) for ear in ears]
        open_streams = {number: await streams(deployed, number) for number in deployed.webs}
        organizer = await stack.enter_async_context(deployed.organizer())
        answer = await organizer.put(
            f"/api/v1/organizer/sessions/{last['id']}/places", json={"state": "full"}
        )
        then = [await places_told(ear) for ear in ears]

    assert answer.status_code == 200, answer.text
    assert open_streams == dict.fromkeys(deployed.webs, 1)
    assert first == [{"whole": True, "sessions": []}] * len(ears)
    assert then == [said] * len(ears)


@asynccontextmanager
async def listening(visitor: httpx.AsyncClient) -> AsyncIterator[AsyncIterator[str]]:
    """Yield the lines of a live stream as they come through the edge."""
    async with visitor.stream("GET", "/api/v1/live") as answer:
        assert answer.headers["content-type"] == "text/event-stream"
        yield answer.aiter_lines()


async def places_told(lines: AsyncIterator[str]) -> dict[str, Any]:
    """Return what is told of places next, without the times."""
    async for line in lines:
        if line == "event: places":
            data: dict[str, Any] = json.loads((await anext(lines)).removeprefix("data: "))
            for each in data["sessions"]:
                del each["at"]
            return data
    raise AssertionError("the stream has ended")


async def streams(deployed: Machines, number: int) -> int:
    """Return how many streams a web has open, by its own account."""
    web = f"http://127.0.0.{number + 1}:{deployed.ports['web']}"
    async with httpx.AsyncClient(headers={"authorization": f"Bearer {METRICS_TOKEN}"}) as client:
        text = (await client.get(f"{web}/metrics")).text
    (line,) = [each for each in text.splitlines() if each.startswith("companion_live_streams ")]
    return int(float(line.split()[1]))


def test_workers_leave_webs_their_turn(deployed: Machines) -> None:
    webs = {web.niceness for web in deployed.webs.values()}
    workers = {worker.niceness for worker in deployed.workers.values()}

    assert max(webs) < min(workers)
    assert {web.policy for web in deployed.webs.values()} == {os.SCHED_OTHER}
    assert {worker.policy for worker in deployed.workers.values()} == {os.SCHED_BATCH}


async def test_when_a_web_is_killed_the_others_go_on(deployed: Machines, visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/healthz")).status_code == 200

    await deployed.webs[1].kill()

    answers = [await visitor.get("/agenda") for _ in range(10)]
    made = [await visitor.post("/api/v1/devices") for _ in range(10)]
    await deployed.start_web(1)
    assert [answer.status_code for answer in answers] == [200] * 10
    assert [answer.status_code for answer in made] == [201] * 10


async def test_when_a_worker_is_killed_in_a_fan_out_nothing_is_lost(
    deployed: Machines, visitor: httpx.AsyncClient
) -> None:
    phones = await subscribe_many(deployed, visitor, range(1000, 1000 + PHONES))
    paths = ["/" + phone.endpoint.split("/", 3)[3] for phone in phones]
    gate, before = asyncio.Event(), len(deployed.push.received)
    for path in paths:
        deployed.push.answer(path, Answer(until=gate))

    async with deployed.organizer() as organizer, asyncio.timeout(PATIENCE):
        posted = await organizer.post("/api/v1/organizer/announcements", json=announcement())
        audience = (await first_counts(organizer, posted.json()["id"]))["audience"]
        # More than one worker may have in flight: both are at it.
        await deployed.push.wait_received(before + IN_FLIGHT + 1)
        await deployed.workers[1].kill()
        gate.set()
        await all_accepted(organizer, posted.json()["id"], audience)

    await deployed.start_worker(1)
    received = Counter(one.path for one in deployed.push.received[before:])
    assert [path for path in paths if received[path] == 0] == []
    # Only what the dead one had in flight was sent again.
    assert sum(received[path] - 1 for path in paths) <= IN_FLIGHT


async def first_counts(organizer: httpx.AsyncClient, announcement_id: str) -> dict[str, int]:
    async def holds() -> bool:
        return (await counts(organizer, announcement_id))["audience"] > 0

    await until(holds)
    return await counts(organizer, announcement_id)


async def subscribe_many(deployed: Machines, visitor: httpx.AsyncClient, numbers: range) -> list[PushPhone]:
    waiting = iter(numbers)

    async def some() -> list[PushPhone]:
        return [await deployed.subscribe(visitor, number) for number in waiting]

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(some()) for _ in range(8)]
    return [phone for task in tasks for phone in task.result()]


async def test_webs_and_workers_come_and_go_gracefully(
    deployed: Machines, visitor: httpx.AsyncClient
) -> None:
    await deployed.start_web(3)
    await deployed.start_worker(3)

    async def is_ready() -> bool:
        return "worker ready" in [line["event"] for line in lines(deployed.workers[3])]

    async def is_found() -> bool:
        assert (await visitor.get("/healthz")).status_code == 200
        return asked(deployed.webs[3]) > 0

    await until(is_found)
    # Its health check tells of what it needs; only its log that it has begun.
    await until(is_ready)
    leaving = deployed.webs.pop(3), deployed.workers.pop(3)
    codes = await asyncio.gather(*(one.stop() for one in leaving))
    answers = [await visitor.get("/healthz") for _ in range(9)]
    assert codes == [0, 0]
    assert [answer.status_code for answer in answers] == [200] * 9


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMPANION_BROKER_URL", "nats://companion:wrong@127.0.0.1:1"),
        ("COMPANION_DATABASE_URL", "postgres://companion:wrong@127.0.0.1:1/companion"),
    ],
)
async def test_a_worker_cut_off_from_the_others_is_unhealthy(
    deployed: Machines, tmp_path: Path, name: str, value: str
) -> None:
    worker = deployed.workers[2]

    assert await run(worker.service.health, worker.environment, tmp_path) == 0
    assert await run(worker.service.health, {**worker.environment, name: value}, tmp_path) == 1


async def test_workers_log_json_without_secrets(deployed: Machines) -> None:
    worker = deployed.workers[2]
    text = worker.log.read_text()

    assert [line for line in text.splitlines() if not line.startswith("{")] == []
    assert "worker ready" in [line["event"] for line in lines(worker)]
    secrets = [value for key, value in worker.environment.items() if key.endswith(("_KEY", "_TOKEN", "_URL"))]
    assert [secret for secret in secrets if secret and secret in text] == []


async def test_a_stranger_cannot_use_another_name(deployed: Machines) -> None:
    context = deployed.tls
    context.check_hostname = False
    with pytest.raises(ssl.SSLError):
        await asyncio.open_connection(
            "localhost", deployed.ports["https"], ssl=context, server_hostname="evil.example"
        )
