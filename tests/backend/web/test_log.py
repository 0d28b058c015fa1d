"""The log is structured, and secrets never stand in it."""

import json
from collections.abc import Iterator

import pytest
import structlog

from backend.__main__ import server
from backend.web.log import LogFormat, configure_logging, hide_secrets
from tests.apps import App
from tests.factories.phones import PushPhone


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_values_of_secret_keys_are_hidden() -> None:
    event = {"event": "x", "Token": "t", "password": "p", "endpoint": "https://push", "path": "/me"}

    assert hide_secrets(None, "info", event) == {
        "event": "x",
        "Token": "[hidden]",
        "password": "[hidden]",
        "endpoint": "[hidden]",
        "path": "/me",
    }


async def test_a_request_is_one_json_line_with_its_id(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json")

    await app.client.get("/api/v1/nothing", headers={"x-request-id": "request-12345"})

    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert {name: told[name] for name in ("event", "method", "path", "status", "request_id", "level")} == {
        "event": "request",
        "method": "GET",
        "path": "/api/v1/nothing",
        "status": 404,
        "request_id": "request-12345",
        "level": "info",
    }


@pytest.mark.parametrize("kind", ["json", "console"])
async def test_a_fault_is_logged_with_its_traceback(
    kind: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(kind)

    try:
        int("broken")
    except ValueError:
        structlog.get_logger("test").exception("it failed")

    assert "ValueError: invalid literal" in capsys.readouterr().err


async def test_neither_tokens_nor_endpoints_nor_passwords_reach_the_log(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging("console")
    phone = await app.phone()
    token = phone.headers["authorization"].removeprefix("Bearer ")
    await phone.put("/api/v1/device/subscription", json=PushPhone().body())
    page = app.visitor(origin=app.settings.origin)
    await page.post("/api/v1/auth/sign-in", json={"email": "a@example.org", "password": "hunter-two"})
    organizer = await app.signed_in()

    logged = capsys.readouterr().err

    secrets = [token, PushPhone().endpoint, "hunter-two", *organizer.cookies.values()]
    assert [secret for secret in secrets if secret in logged] == []
    assert logged.count("request ") == 4


@pytest.mark.parametrize("rest", ["", "?x=1", "/more", "%0Amore"])
async def test_the_address_of_a_calendar_is_logged_without_its_secret(
    app: App, capsys: pytest.CaptureFixture[str], rest: str
) -> None:
    configure_logging("json")
    phone = await app.phone()
    path = (await phone.post("/api/v1/device/calendar")).json()["path"]
    capsys.readouterr()

    await app.client.get(path + rest)

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["path"] == "/api/v1/calendar/mine/[hidden]"


def test_the_http_server_writes_no_log_of_addresses() -> None:
    assert server("backend.__main__:asgi", host="127.0.0.1", port=1).log_access is False
