"""The built PWA, held in memory in every encoding: its files, and the shell for every page's address."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import brotli
from starlette.requests import Request
from starlette.responses import Response

from backend.core.text import Locale
from backend.web.language import preferred

_PAGES = re.compile(
    r"/(?:(?:agenda|booths|awards|announcements)(?:/[^/]+)?|speakers/[^/]+|map|info|privacy|poster|ask"
    r"|me(?:/(?:contacts|link|share|move))?"
    r"|(?:organizer|speaker|exhibitor)(?:/.*)?)?"
)
_PACKED = {
    "text/html",
    "text/css",
    "text/javascript",
    "application/json",
    "image/svg+xml",
    "application/manifest+json",
    "application/xml",
}
_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.\w+$")
_TYPES = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".js": "text/javascript"}
# For what bears the hash of its bytes in its address.
FOR_EVER: Final = "public, max-age=31536000, immutable"
# One address for both, as it names one app: an installed one is described in its browser's language.
_MANIFESTS: Final[Mapping[Locale, str]] = {"id": "/manifest.webmanifest", "en": "/manifest.en.webmanifest"}


class Pwa:
    """Serves the folder of a build; `get` is the endpoint of everything that no other route takes."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, Packed] = {}
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.suffix != ".map":
                self._files["/" + path.relative_to(folder).as_posix()] = _packed(path)

    async def get(self, request: Request) -> Response:
        """Return the file of the path, else the shell: with 404 where no page has that address."""
        path = request.url.path
        if path == _MANIFESTS["id"]:
            path = _MANIFESTS[preferred(request.headers.get("accept-language", ""), "id")]
        found = self._files.get(path)
        if found is not None:
            return found.response(request)
        return self.shell(request, status=200 if _PAGES.fullmatch(path) else 404)

    def shell(self, request: Request, *, status: int = 200) -> Response:
        """Return the shell as it was built, which is what phones keep."""
        shell = self._files.get("/index.html")
        if shell is None:
            return Response("The app has not been built: run `make setup`.\n", 503, media_type="text/plain")
        return shell.response(request, status=status)


class Packed:
    """An answer that is ready: a body in every encoding that helps, with its headers.

    `kind` is its media type, `vary` names what of a request it depends on, `more` are headers of its own.
    """

    def __init__(
        self,
        body: bytes,
        kind: str,
        *,
        cache: str = "no-cache",
        vary: str = "accept-encoding",
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._bodies = {"identity": body}
        if kind in _PACKED:
            self._bodies["br"] = brotli.compress(body, quality=9)
            self._bodies["gzip"] = gzip.compress(body, 9, mtime=0)
        self._etag = hashlib.sha256(body).hexdigest()[:20]
        self._kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        self._headers = {"cache-control": cache, "vary": vary, **(more or {})}

    def response(self, request: Request, *, status: int = 200) -> Response:
        """Return the answer, or that what the browser has is still so."""
        accepted = request.headers.get("accept-encoding", "")
        encoding = next(
            (name for name in ("br", "gzip") if name in self._bodies and name in accepted), "identity"
        )
        headers = {**self._headers, "etag": f'"{self._etag}.{encoding}"'}
        if headers["etag"] == request.headers.get("if-none-match") and status == 200:
            return Response(status_code=304, headers=headers)
        body = self._bodies[encoding]
        if encoding != "identity":
            headers["content-encoding"] = encoding
        headers["content-length"] = str(len(body))
        return Response(b"" if request.method == "HEAD" else body, status, headers, media_type=self._kind)


def _packed(path: Path) -> Packed:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_hashed = path.parent.name == "assets" and _HASHED.search(path.name) is not None
    cache = FOR_EVER if is_hashed else "no-cache"
    vary = "accept-encoding, accept-language" if path.suffix == ".webmanifest" else "accept-encoding"
    return Packed(path.read_bytes(), kind, cache=cache, vary=vary)
