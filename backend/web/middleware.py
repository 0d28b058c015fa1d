"""Pure ASGI middleware around everything but the sync route: request id, log, security headers."""

import re
import time

import structlog
from prometheus_client import Counter, Histogram
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.ids import new_id
from backend.web.events import MEDIA_TYPE
from backend.web.headers import SECURITY_HEADERS
from backend.web.log import shown_path

_log = structlog.get_logger("web")
_EVENTS = (b"content-type", MEDIA_TYPE.encode())
_SOUND_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")

REQUESTS = Counter("companion_http_requests", "Requests answered, by method and status", ["method", "status"])
DURATION = Histogram(
    "companion_http_request_seconds",
    "Seconds from a request's arrival to the end of its answer, where that has one",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class RequestLog:
    """Give each request an id (the caller's when it is sound), log its end, count it, add the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        begun = time.perf_counter()
        status, is_answered, is_endless = 500, False, False

        async def send_with_headers(message: Message) -> None:
            nonlocal status, is_answered, is_endless
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name for name, _ in message["headers"]}
                is_endless = _EVENTS in message["headers"]
                message["headers"] = [
                    *message["headers"],
                    *(pair for pair in SECURITY_HEADERS if pair[0] not in present),
                    (b"x-request-id", request_id),
                ]
            await send(message)
            is_answered = message["type"] == "http.response.body" and not message.get("more_body")

        with structlog.contextvars.bound_contextvars(request_id=request_id.decode()):
            try:
                await self._app(scope, receive, send_with_headers)
            except ClientDisconnect:
                status = 499
            except Exception:
                _log.exception("request failed", method=scope["method"], path=shown_path(scope["path"]))
                if not is_answered:
                    raise
            finally:
                seconds = time.perf_counter() - begun
                REQUESTS.labels(scope["method"], str(status)).inc()
                if not is_endless:
                    DURATION.observe(seconds)
                _log.info(
                    "request",
                    method=scope["method"],
                    path=shown_path(scope["path"]),
                    status=status,
                    ms=round(seconds * 1000, 1),
                )


def _request_id(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SOUND_ID.fullmatch(value):
            return bytes(value)
    return new_id().encode()
