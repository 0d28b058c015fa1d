"""What a reader without scripts, or a machine, finds in a page."""

import json
from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str | None]


class Seen(HTMLParser):
    """A parsed page: its elements by name with their attributes, and its text with none of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.data: list[Any] = []
        self._open: list[str] = []
        self._texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self.data.append(json.loads(data))
        elif data.strip():
            self._texts.append((self._open[-1], data))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def texts(self, name: str) -> list[str]:
        """The texts that stand directly in elements of a name."""
        return [text for within, text in self._texts if within == name]

    def all(self, name: str) -> list[Attributes]:
        return [attributes for found, attributes in self.elements if found == name]

    @property
    def meta(self) -> dict[str, str | None]:
        """The contents of the meta elements by their name or property."""
        return {
            str(each.get("name") or each.get("property")): each["content"]
            for each in self.all("meta")
            if "content" in each
        }

    def links(self, rel: str) -> list[str | None]:
        return [each["href"] for each in self.all("link") if each["rel"] == rel]

    @property
    def anchors(self) -> list[str | None]:
        return [each["href"] for each in self.all("a")]
