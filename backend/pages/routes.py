"""Pages' addresses answered from memory: the shell with the page's own head and text."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.pages import exhibition, notices, programme
from backend.pages.content import Content
from backend.pages.page import Page
from backend.pages.reader import Reader
from backend.pages.shell import Shell
from backend.pages.sitemap import robots, sitemap
from backend.sync.document import Document
from backend.web.language import preferred
from backend.web.pwa import Packed, Pwa

_FIXED: Final[Mapping[str, Callable[[Reader], Page]]] = {
    "/": programme.home,
    "/map": exhibition.venue_map,
    "/awards": exhibition.awards,
    "/announcements": notices.announcements,
    "/info": notices.info,
    "/me": notices.me,
    "/privacy": notices.privacy,
}
_OF_ONE: Final[Mapping[str, Callable[[Reader, str], Page | None]]] = {
    "/agenda/{id}": programme.session,
    "/speakers/{id}": programme.speaker,
    "/booths/{id}": exhibition.booth,
    "/awards/{id}": exhibition.innovation,
    "/announcements/{id}": notices.announcement,
}
_VARY: Final = "accept-encoding, accept-language"
_AGENDA: Final = "/agenda"
_SITEMAP: Final = "/sitemap.xml"

Endpoint = Callable[[Request], Awaitable[Response]]
Key = tuple[str, str, str]


class Pages:
    """Pages of what `document` gives, made when first asked for after a change; `pwa` answers the rest.

    At most `kept` are held, some 15 KB each in their encodings.
    """

    def __init__(
        self,
        pwa: Pwa,
        build: Path,
        *,
        origin: str,
        document: Callable[[], Document | None],
        kept: int = 1024,
    ) -> None:
        self._pwa = pwa
        self._shell = Shell.of(build)
        self._origin = origin
        self._rules = Packed(robots(origin).encode(), "text/plain")
        self._current = document
        self._document: Document | None = None
        self._content = Content({})
        self._most = kept
        self._kept: OrderedDict[Key, Packed] = OrderedDict()

    @property
    def routes(self) -> list[Route]:
        """The routes of all pages, of `/robots.txt` and of `/sitemap.xml`."""
        return [
            Route("/robots.txt", self._robots),
            Route(_SITEMAP, self._sitemap),
            Route(_AGENDA, self._agenda),
            *(Route(path, self._fixed(path)) for path in _FIXED),
            *(Route(path, self._of_one(path)) for path in _OF_ONE),
        ]

    def _fixed(self, path: str) -> Endpoint:
        async def get(request: Request) -> Response:
            return await self._answer(request, path, "", _FIXED[path])

        return get

    async def _agenda(self, request: Request) -> Response:
        asked = request.query_params.get("day", "")
        # Only what there is becomes the key of a page that is kept.
        day = asked if any(each.id == asked for each in self._refreshed().days) else ""
        return await self._answer(request, _AGENDA, day, lambda reader: programme.agenda(reader, day))

    def _of_one(self, path: str) -> Endpoint:
        async def get(request: Request) -> Response:
            wanted: str = request.path_params["id"]
            return await self._answer(request, path, wanted, lambda reader: _OF_ONE[path](reader, wanted))

        return get

    async def _answer(
        self, request: Request, path: str, wanted: str, make: Callable[[Reader], Page | None]
    ) -> Response:
        event = self._refreshed().event
        if self._shell is None or event is None:
            return await self._pwa.get(request)
        locale = preferred(request.headers.get("accept-language", ""), event.default_language)
        key = (path, wanted, locale)
        known = self._kept.get(key)
        if known is None:
            reader = Reader(self._content, event, locale, self._origin)
            page = make(reader)
            if page is None:
                return self._pwa.shell(request, status=404)
            known = Packed(
                self._shell.filled(reader, page), "text/html", vary=_VARY, more={"content-language": locale}
            )
            self._keep(key, known)
        return known.response(request)

    def _refreshed(self) -> Content:
        document = self._current()
        if document is not self._document:
            self._document = document
            self._content = Content(document.records if document else {})
            self._kept.clear()
        return self._content

    def _keep(self, key: Key, made: Packed) -> None:
        self._kept[key] = made
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    async def _robots(self, request: Request) -> Response:
        return self._rules.response(request)

    async def _sitemap(self, request: Request) -> Response:
        content, key = self._refreshed(), (_SITEMAP, "", "")
        if key not in self._kept:
            self._keep(key, Packed(sitemap(content, self._origin).encode(), "application/xml"))
        return self._kept[key].response(request)
