"""What every answer carries, and what supervisors ask."""

import re
from pathlib import Path

import httpx
import pytest
from tortoise import Tortoise

from backend.web.headers import SECURITY_HEADERS
from tests.apps import App, open_app, settings_for
from tests.factories.problems import problem


def _security(headers: httpx.Headers) -> dict[str, str | None]:
    return {name.decode(): headers.get(name.decode()) for name, _ in SECURITY_HEADERS}


WANTED = {name.decode(): value.decode() for name, value in SECURITY_HEADERS}


@pytest.mark.parametrize(
    "path", ["/healthz", "/api/v1/sync", "/api/v1/sync?since=no", "/api/v1/nothing", "/api/v1/device", "/"]
)
async def test_every_answer_carries_the_security_headers(app: App, path: str) -> None:
    assert _security((await app.client.get(path)).headers) == WANTED


async def test_the_policy_allows_our_own_origin_only(app: App) -> None:
    policy = (await app.client.get("/healthz")).headers["content-security-policy"]

    assert re.findall(r"https?:|\*|unsafe-\w+", policy) == []


async def test_a_sound_request_id_is_kept_and_another_is_replaced(app: App) -> None:
    kept = await app.client.get("/healthz", headers={"x-request-id": "request-12345"})
    made = await app.client.get("/healthz", headers={"x-request-id": "two\twords, too short"})

    assert kept.headers["x-request-id"] == "request-12345"
    assert re.fullmatch(r"[0-9a-f]{32}", made.headers["x-request-id"]) is not None


async def test_a_fault_of_ours_is_a_problem_with_id_and_headers_and_tells_nothing(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    await Tortoise.close_connections()

    answer = await app.client.post("/api/v1/devices", headers={"x-request-id": "request-12345"})

    assert problem(answer) == (500, [])
    assert (answer.headers["x-request-id"], _security(answer.headers)) == ("request-12345", WANTED)
    assert "Traceback" not in answer.text


async def test_alive_and_ready_say_so(app: App) -> None:
    alive, ready = await app.client.get("/healthz"), await app.client.get("/readyz")

    assert (alive.status_code, alive.text) == (200, "ok\n")
    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "broker": "ok"})


async def test_ready_names_what_is_away(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path)) as app:
        app.jobs.is_away = True

        ready = await app.client.get("/readyz")

    assert (ready.status_code, ready.json()) == (503, {"database": "ok", "broker": "unreachable"})


async def test_metrics_are_for_the_machine_itself(app: App) -> None:
    here = await app.visitor("127.0.0.1").get("/metrics")
    elsewhere = await app.visitor("10.1.2.3").get("/metrics")
    proxied = await app.visitor("127.0.0.1", **{"x-forwarded-for": "127.0.0.1"}).get("/metrics")

    assert (here.status_code, "companion_http_requests_total" in here.text) == (200, True)
    assert (problem(elsewhere), problem(proxied)) == ((403, []), (403, []))


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [("secret", "Bearer secret", 200), ("secret", "Bearer other", 403), ("", "Bearer ", 403)],
)
async def test_metrics_are_for_who_has_the_token(
    url: str, tmp_path: Path, token: str, given: str, status: int
) -> None:
    async with open_app(settings_for(url, tmp_path, metrics_token=token)) as app:
        answer = await app.visitor("10.1.2.3", authorization=given).get("/metrics")

    assert answer.status_code == status


async def test_the_address_of_a_trusted_proxy_is_that_of_its_caller(url: str, tmp_path: Path) -> None:
    settings = settings_for(url, tmp_path, trusted_proxies="10.9.9.9", devices_per_minute=1)
    async with open_app(settings) as app:
        proxy, other = app.visitor("10.9.9.9"), app.visitor("10.9.9.8")

        async def introduce(client: httpx.AsyncClient, caller: str) -> int:
            headers = {"x-forwarded-for": f"10.0.0.1, {caller}"}
            return (await client.post("/api/v1/devices", headers=headers)).status_code

        trusted = [await introduce(proxy, "10.3.0.1"), await introduce(proxy, "10.3.0.2")]
        invented = [await introduce(other, "10.3.0.3"), await introduce(other, "10.3.0.4")]

    assert (trusted, invented) == ([201, 201], [201, 429])


async def test_who_asks_too_often_is_told_when_to_come_back(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, devices_per_minute=2)) as app:
        visitor = app.visitor()
        answers = [await visitor.post("/api/v1/devices") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].headers["retry-after"] == "30"
    assert problem(answers[2]) == (429, [])
