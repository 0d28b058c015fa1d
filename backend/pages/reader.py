"""One reader's view of the event: its texts in their language, its times on the venue's clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from backend.agenda.schemas import Photo, Room, Session
from backend.core.text import Locale, Text
from backend.event.schemas import Event
from backend.pages.content import Content
from backend.pages.markup import Markup, element, joined
from backend.pages.words import WORDS, clock_words, day_words, word


@dataclass(frozen=True)
class Reader:
    """`origin` begins every absolute address."""

    content: Content
    event: Event
    locale: Locale
    origin: str

    def word(self, key: str, **given: Any) -> str:
        return WORDS[self.locale][key].format(**given)

    def named(self, group: str, name: str) -> str:
        return word(self.locale, group, name)

    def say(self, text: Text | None) -> str:
        """Return a text in the reader's language, or in the other where there is none."""
        return text.best(self.locale)[0].strip() if text else ""

    def mark(self, text: Text, name: str = "span") -> Markup:
        """Return a text as an element that tells its language where it is not the page's."""
        said, language = text.best(self.locale)
        if not said.strip():
            return Markup("")
        if name == "span" and language == self.locale:
            return joined(said.strip())
        return element(name, said.strip(), lang=None if language == self.locale else language)

    def paragraphs(self, text: Text) -> Markup:
        """Return a text of paragraphs between blank lines."""
        said, language = text.best(self.locale)
        other = None if language == self.locale else language
        return joined(
            *(element("p", part.strip(), lang=other) for part in said.split("\n\n") if part.strip())
        )

    def address(self, *path: str) -> str:
        """Return the absolute address of a page."""
        return f"{self.origin}{local(*path)}"

    def photo(self, photo: Photo) -> str:
        """Return the absolute address of a photo."""
        return f"{self.origin}{photo.src}"

    def day(self, moment: datetime) -> str:
        return day_words(moment.astimezone(self._zone), self.locale)

    def clock(self, moment: datetime) -> str:
        return clock_words(moment.astimezone(self._zone), self.locale)

    def span(self, start: datetime, end: datetime) -> str:
        """Return start and end as times of day, and the zone's name."""
        return f"{self.clock(start)}–{self.clock(end)} {start.astimezone(self._zone):%Z}"

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.event.time_zone)

    def room_of(self, session: Session) -> Room | None:
        return self.content.rooms.get(session.room or "")


def local(*path: str) -> str:
    """Return the address of a page within the site: `local("agenda", "opening")` is `/agenda/opening`."""
    return "/" + "/".join(quote(part, safe="") for part in path)


def link(text: str, *path: str) -> Markup:
    return element("a", text, href=local(*path))


def time(moment: datetime, told: str) -> Markup:
    return element("time", told, datetime=moment.isoformat())


def items(found: Iterable[str]) -> Markup:
    """Return a list of what is not empty, or nothing."""
    entries = [element("li", each) for each in found if each]
    return element("ul", *entries) if entries else Markup("")


def section(title: str, *parts: str) -> Markup:
    """Return a section with its heading, or nothing where it would be empty."""
    inner = joined(*parts)
    return element("section", element("h2", title), inner) if inner else Markup("")


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Return names with their values, what has no value left out."""
    rows = [joined(element("dt", name), element("dd", value)) for name, value in pairs if value]
    return element("dl", *rows) if rows else Markup("")
