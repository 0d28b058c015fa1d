"""Alive, ready, metrics: what a supervisor asks."""

import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Mapping

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.core.errors import Forbidden
from backend.web.json import reply
from backend.web.state import settings

_log = structlog.get_logger("web")

Check = Callable[[], Awaitable[None]]


async def healthz(request: Request) -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def readyz(request: Request) -> Response:
    """Say whether everything needed is reachable; 503 names what is not, the log says why."""
    checks: Mapping[str, Check] = request.state.checks
    told: dict[str, str] = {}
    for name, check in checks.items():
        try:
            await check()
            told[name] = "ok"
        except Exception:
            _log.exception("not ready", part=name)
            told[name] = "unreachable"
    return reply(told, 200 if set(told.values()) <= {"ok"} else 503)


async def metrics(request: Request) -> Response:
    """Return Prometheus' text to the machine itself or to who has the token; raises `Forbidden`."""
    token = settings(request).metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    by_token = bool(token) and hmac.compare_digest(given.encode(), token.encode())
    if not by_token and not _is_loopback_itself(request):
        raise Forbidden("The metrics need their token.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _is_loopback_itself(request: Request) -> bool:
    # A proxy on this machine is a loopback peer too, but then it speaks for somebody else.
    if request.client is None or any(name in request.headers for name in ("forwarded", "x-forwarded-for")):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
