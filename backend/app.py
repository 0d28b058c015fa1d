"""The web application: the sync route first, then everything else behind the middleware."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from tortoise.connection import get_connection

from backend.accounts.routes import routes as account_routes
from backend.agenda.routes import photo_routes
from backend.agenda.routes import routes as agenda_routes
from backend.calendars.prepared import Calendars
from backend.calendars.routes import routes as calendar_routes
from backend.core.database import CONNECTION
from backend.core.errors import CompanionError
from backend.core.journal import State
from backend.core.watch import following
from backend.devices.link_routes import routes as link_routes
from backend.devices.routes import routes as device_routes
from backend.live.hub import Hub
from backend.live.routes import routes as live_routes
from backend.pages.routes import Pages
from backend.participation.personal import KeptOpinions
from backend.participation.routes import routes as participation_routes
from backend.publishing.routes import routes as publishing_routes
from backend.push import keys
from backend.push import queries as push_queries
from backend.push.jobs import Jobs
from backend.push.personal import KeptInbox
from backend.push.routes import routes as push_routes
from backend.push.subscribe import KeptSubscription
from backend.settings import Settings
from backend.sync.app import SyncApp
from backend.sync.document import MIN_APP, SCHEMA, Document
from backend.sync.routes import routes as sync_routes
from backend.sync.schemas import Delta, Snapshot
from backend.web import openapi
from backend.web.errors import companion_error, http_error, problem, unexpected_error
from backend.web.health import routes as health_routes
from backend.web.json import reply
from backend.web.limits import RateLimit
from backend.web.middleware import RequestLog
from backend.web.pwa import Pwa
from backend.web.stop import at_stop
from backend.wiring import PWA_FOLDER, Services
from backend.wiring import services as make_services

API = "/api/v1"
ROUTES = [
    *account_routes,
    *device_routes,
    *link_routes,
    *agenda_routes,
    *participation_routes,
    *push_routes,
    *publishing_routes,
    *sync_routes,
    *live_routes,
    *calendar_routes,
]
PHOTOS = Mount("/photos", routes=photo_routes)
SYNC_PATH = f"{API}/sync"
START_PATH = f"{SYNC_PATH}/start"
# A hall behind one address links its phones; whoever guesses at codes gets nowhere.
CLAIMS_PER_MINUTE = 300

Background = Callable[[Services], AbstractAsyncContextManager[Jobs]]


class Companion:
    """The ASGI application; the sync routes come before any middleware, as phones ask for them often."""

    def __init__(
        self, settings: Settings, background: Background, *, pwa: Path = PWA_FOLDER, **parts: Any
    ) -> None:
        self._settings = settings
        self._background = background
        self._parts = parts
        self._pwa = Pwa(pwa)
        self._pages = Pages(self._pwa, pwa, origin=settings.origin, document=self._public)
        self.sync: SyncApp | None = None
        self.hub: Hub | None = None
        # Outermost, so that an answer to a fault of ours carries the headers and the id too.
        self._rest = RequestLog(self._starlette())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["path"] in (SYNC_PATH, START_PATH)
            and scope["method"] in ("GET", "HEAD")
            and self.sync is not None
        ):
            answer = self.sync if scope["path"] == SYNC_PATH else self.sync.start
            await answer(scope, receive, send)
            return
        await self._rest(scope, receive, send)

    def _starlette(self) -> ASGIApp:
        api = [*ROUTES, Route("/sync", _not_ready), Route("/sync/start", _not_ready)]
        return Starlette(
            routes=[
                *health_routes,
                Route("/api/openapi.json", _openapi),
                Mount(API, routes=api),
                Mount("/api", routes=[]),
                PHOTOS,
                *self._pages.routes,
                Route("/{path:path}", self._pwa.get),
            ],
            exception_handlers={
                CompanionError: companion_error,
                HTTPException: http_error,
                Exception: unexpected_error,
            },
            lifespan=self._lifespan,
        )

    def _public(self) -> Document | None:
        return self.sync.document if self.sync else None

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[Mapping[str, Any]]:
        settings = self._settings
        async with make_services(settings, **self._parts) as services:
            await keys.note_current(services.vapid_keys[0], now=services.clock())
            sync = SyncApp(services.vapid_keys[0])
            hub = Hub(lambda: _standing(sync), services.clock)
            # The document before the hub: a phone that is told of a revision finds it there.
            refreshes = [sync.refresh, hub.refresh]
            async with (
                following(refreshes, settings.database, every=settings.tick_seconds),
                self._background(services) as jobs,
                hub.open(every=settings.tick_seconds),
            ):
                self.sync, self.hub = sync, hub
                with at_stop(hub.close):
                    yield self._state(services, jobs, hub)

    def _state(self, services: Services, jobs: Jobs, hub: Hub) -> Mapping[str, Any]:
        """Return what `web.state` and the domains' routes find in each request."""
        settings = self._settings
        return {
            "settings": settings,
            "clock": services.clock,
            "jobs": jobs,
            "hub": hub,
            "endpoints": services.endpoints,
            "vapid_keys": services.vapid_keys,
            "known_topics": push_queries.topic_ids,
            "receipt_tokens": services.receipt_tokens,
            "personal_data": [KeptSubscription(), KeptInbox(), KeptOpinions()],
            "calendars": Calendars(settings.origin),
            "device_limit": RateLimit(settings.devices_per_minute),
            "claim_limit": RateLimit(CLAIMS_PER_MINUTE),
            "checks": {"database": _check_database, "broker": jobs.check},
        }


def _standing(sync: SyncApp) -> State:
    assert sync.document is not None
    return State(sync.document.epoch, sync.document.revision)


async def _check_database() -> None:
    await get_connection(CONNECTION).execute_query("SELECT 1")


async def _not_ready(request: Request) -> Response:
    return problem(503, "Not ready", "The document is being prepared.", headers={"retry-after": "1"})


async def _openapi(request: Request) -> Response:
    return reply(describe())


def describe() -> dict[str, Any]:
    """Return the OpenAPI document of the whole API, the sync route included."""
    api = Mount(API, routes=ROUTES)
    document = openapi.document([api, PHOTOS], extra=[Snapshot, Delta])
    document["paths"][SYNC_PATH] = _described_sync()
    document["paths"][START_PATH] = _described_start()
    return document


def _described_start() -> dict[str, Any]:
    return {
        "get": {
            "summary": "What a phone that has nothing asks for first",
            "description": (
                "The whole event where it is light, else its outline: every record, but no abstract of a "
                "session and no biography of a speaker."
            ),
            "responses": {
                "200": {
                    "description": "The document, or its outline",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Snapshot"}}},
                },
                "304": {"description": "What the entity tag names is still so"},
                "default": {"description": "Problem details (RFC 9457)"},
            },
        }
    }


def _described_sync() -> dict[str, Any]:
    def parameter(name: str, kind: str, told: str) -> dict[str, Any]:
        return {"name": name, "in": "query", "schema": {"type": kind}, "description": told}

    shapes = [{"$ref": f"#/components/schemas/{name}"} for name in ("Snapshot", "Delta")]
    return {
        "get": {
            "summary": "The public event: whole, or what changed since a revision",
            "description": f"Schema {SCHEMA}, for apps from {MIN_APP} on. Encoded as br, zstd or gzip.",
            "parameters": [
                parameter("since", "integer", "The revision the phone stands at"),
                parameter("epoch", "string", "The epoch the phone's revision belongs to"),
                parameter("schema", "integer", "The schema the phone's store has"),
            ],
            "responses": {
                "200": {
                    "description": "The document or the delta",
                    "content": {"application/json": {"schema": {"oneOf": shapes}}},
                },
                "304": {"description": "What the entity tag names is still so"},
                "default": {"description": "Problem details (RFC 9457)"},
            },
        }
    }
