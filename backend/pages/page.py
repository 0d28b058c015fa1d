"""What an address says to who reads without the app, and to machines that preview or index it."""

from dataclasses import dataclass
from typing import Any, Literal

from backend.agenda.schemas import Photo
from backend.pages.markup import Markup


@dataclass(frozen=True, kw_only=True)
class Page:
    """`name` is its source's in the app, `path` the parts of its address, `data` its schema.org record,
    `image` what previews show in place of the app's icon."""

    name: str
    path: tuple[str, ...]
    title: str
    description: str
    text: Markup
    kind: Literal["website", "article", "profile"] = "website"
    data: dict[str, Any] | None = None
    image: Photo | None = None
    is_indexed: bool = True
