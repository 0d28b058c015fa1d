"""The built app's shell with a page's head and text put in: the markers in pwa/index.html say where."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NotRequired, TypedDict

import msgspec

from backend.pages.markup import Markup, data_block, element, joined
from backend.pages.page import Page
from backend.pages.reader import Reader, link
from backend.pages.words import SITE

_HTML: Final = re.compile(r'<html lang="\w+">')
_HEAD: Final = re.compile(r"<!-- page -->.*?<!-- /page -->", re.DOTALL)
_TEXT: Final = re.compile(r"<!-- text -->.*?<!-- /text -->", re.DOTALL)
_END: Final = "</head>"
_SYNC: Final = "/api/v1/sync/start"
_ENTRY: Final = "index.html"
_LOCALES: Final = {"id": "id_ID", "en": "en_GB"}
_ICON_SIZE: Final = "512"
_STYLE: Final = element("link", rel="stylesheet", href="/reading.css")
_NAVIGATION: Final = ("agenda", "map", "awards", "announcements", "info")


class Chunk(TypedDict):
    """An entry of Vite's manifest, as far as we read it."""

    file: str
    imports: NotRequired[list[str]]
    css: NotRequired[list[str]]


@dataclass(frozen=True)
class Shell:
    """`manifest` maps sources to the chunks they were built into."""

    html: str
    manifest: dict[str, Chunk]

    @classmethod
    def of(cls, build: Path) -> "Shell | None":
        """Return the shell of a build, None where there is none with places for a page."""
        path, manifest = build / _ENTRY, build / ".vite" / "manifest.json"
        html = path.read_text("utf-8") if path.is_file() else ""
        if not all(place.search(html) for place in (_HTML, _HEAD, _TEXT)) or _END not in html:
            return None
        body = manifest.read_bytes() if manifest.is_file() else b"{}"
        return cls(html, msgspec.json.decode(body, type=dict[str, Chunk]))

    def filled(self, reader: Reader, page: Page) -> bytes:
        """Return the document of a page."""
        head = joined(*_head(reader, page), by="\n    ")
        told = element("noscript", _STYLE, element("main", page.text, _footer(reader)), lang=reader.locale)
        # Functions, because a replacement's text could hold what looks like a reference.
        html = _HTML.sub(lambda _: f'<html lang="{reader.locale}">', self.html, count=1)
        html = _HEAD.sub(lambda _: head, html, count=1)
        html = _TEXT.sub(lambda _: told, html, count=1)
        return html.replace(_END, f"{self._preloads(page.name)}{_END}", 1).encode()

    def _preloads(self, name: str) -> Markup:
        """Return links to what the page's own chunk needs beside the first, so that it comes with it."""
        sources = (f"src/pages/{name}.tsx", f"src/pages/{name}/index.tsx")
        source = next((each for each in sources if each in self.manifest), "")
        chunks = [self.manifest[each] for each in self._needed(source, self._first)]
        files = [chunk["file"] for chunk in chunks]
        styles = dict.fromkeys(style for chunk in chunks for style in chunk.get("css", []))
        # A phone that comes here for the first time needs the event, and not only after the script.
        document = element("link", rel="preload", crossorigin="anonymous", href=_SYNC, as_="fetch")
        links = [
            document,
            *(element("link", rel="modulepreload", crossorigin="", href=f"/{file}") for file in files),
            *(element("link", rel="stylesheet", crossorigin="", href=f"/{style}") for style in styles),
        ]
        return Markup("".join(f"  {each}\n  " for each in links))

    @cached_property
    def _first(self) -> frozenset[str]:
        return frozenset(self._needed(_ENTRY, frozenset()))

    def _needed(self, source: str, known: frozenset[str]) -> list[str]:
        found: list[str] = []
        waiting = [source]
        while waiting:
            each = waiting.pop(0)
            if each in self.manifest and each not in known and each not in found:
                found.append(each)
                waiting += self.manifest[each].get("imports", [])
        return found


def _head(reader: Reader, page: Page) -> list[Markup]:
    url = reader.address(*page.path)
    title = f"{page.title} · {SITE}" if page.path else page.title
    other = "en" if reader.locale == "id" else "id"
    properties = {
        "og:site_name": SITE,
        "og:type": page.kind,
        "og:title": page.title,
        "og:description": page.description,
        "og:url": url,
        "og:locale": _LOCALES[reader.locale],
        "og:locale:alternate": _LOCALES[other],
    } | _image(reader, page)
    return [
        element("title", title),
        element("meta", name="description", content=page.description),
        element("link", rel="canonical", href=url),
        *([] if page.is_indexed else [element("meta", name="robots", content="noindex")]),
        *(element("meta", property=key, content=value) for key, value in properties.items()),
        element("meta", name="twitter:card", content="summary"),
        *([data_block(page.data)] if page.data else []),
    ]


def _image(reader: Reader, page: Page) -> dict[str, str]:
    """Return the properties of the picture that previews show, the app's icon where the page has none."""
    photo = page.image
    return {
        "og:image": reader.photo(photo) if photo else reader.address("icons", f"icon-{_ICON_SIZE}.png"),
        "og:image:width": str(photo.width) if photo else _ICON_SIZE,
        "og:image:height": str(photo.height) if photo else _ICON_SIZE,
        "og:image:alt": page.title if photo else SITE,
    }


def _footer(reader: Reader) -> Markup:
    pages = (link(reader.word(name), name) for name in _NAVIGATION)
    home = link(reader.word("home"))
    return element(
        "footer",
        element("nav", element("p", joined(home, *pages, by=" · ")), aria_label=reader.word("pages")),
        element("p", reader.word("app")),
        reader.mark(reader.event.notice, "p"),
    )
