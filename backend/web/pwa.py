"""The built PWA, held in memory in every encoding: its files, and the shell for every page's address."""

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import Response

_PAGES = re.compile(
    r"/(?:(?:agenda|booths|awards|announcements)(?:/[^/]+)?|speakers/[^/]+|map|info|me"
    r"|(?:organizer|speaker|exhibitor)(?:/.*)?)?"
)
_PACKED = {
    "text/html",
    "text/css",
    "text/javascript",
    "application/json",
    "image/svg+xml",
    "application/manifest+json",
}
_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.\w+$")
_TYPES = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".js": "text/javascript"}


class Pwa:
    """Serves the folder of a build; `get` is the endpoint of everything that no other route takes."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, _File] = {}
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.suffix != ".map":
                self._files["/" + path.relative_to(folder).as_posix()] = _File(path)

    async def get(self, request: Request) -> Response:
        """Return the file of the path, else the shell: with 404 where no page has that address."""
        path = request.url.path
        found = self._files.get(path)
        if found is not None and path != "/index.html":
            return found.response(request)
        shell = self._files.get("/index.html")
        if shell is None:
            return Response("The app has not been built: run `make setup`.\n", 503, media_type="text/plain")
        is_page = _PAGES.fullmatch(path) is not None or path == "/index.html"
        return shell.response(request, status=200 if is_page else 404)


class _File:
    """A file with its headers, packed where that helps."""

    def __init__(self, path: Path) -> None:
        body = path.read_bytes()
        self._type = (
            _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        )
        self._bodies = {"identity": body}
        if self._type in _PACKED:
            self._bodies["br"] = brotli.compress(body, quality=9)
            self._bodies["gzip"] = gzip.compress(body, 9, mtime=0)
        self._etag = hashlib.sha256(body).hexdigest()[:20]
        is_hashed = path.parent.name == "assets" and _HASHED.search(path.name) is not None
        self._cache = "public, max-age=31536000, immutable" if is_hashed else "no-cache"

    def response(self, request: Request, *, status: int = 200) -> Response:
        accepted = request.headers.get("accept-encoding", "")
        encoding = next(
            (name for name in ("br", "gzip") if name in self._bodies and name in accepted), "identity"
        )
        headers = {
            "cache-control": self._cache,
            "etag": f'"{self._etag}.{encoding}"',
            "vary": "accept-encoding",
        }
        if headers["etag"] == request.headers.get("if-none-match") and status == 200:
            return Response(status_code=304, headers=headers)
        if encoding != "identity":
            headers["content-encoding"] = encoding
        kind = f"{self._type}; charset=utf-8" if self._type.startswith("text/") else self._type
        return Response(self._bodies[encoding], status, headers, media_type=kind)
