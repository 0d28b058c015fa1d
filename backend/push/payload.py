"""The plaintext of a push message: a declarative web push message that the service worker reads too."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec

from backend.core.errors import Invalid
from backend.core.text import Locale
from backend.push.rules import Kind, payload_kind

MAX_PLAINTEXT: Final = 2048
DECLARATIVE: Final = 8030
ELLIPSIS: Final = "…"

_FURTHEST_BACK: Final = 24
_JOINERS: Final = "\u200d\ufe0f"


class PayloadTooLarge(Invalid):
    """Even without patch, actions and almost all of its text the message exceeds 2,048 bytes."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the notification; `path` is a page of this app."""

    action: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Patch:
    """Records that changed and ids that went, in the form of a delta."""

    upserts: Mapping[str, Sequence[object]]
    deleted: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """What one phone is told, in its language; `path` is a page of this app such as `/agenda/opening`."""

    title: str
    body: str
    locale: Locale
    tag: str
    path: str
    kind: Kind
    epoch: str
    base: int
    revision: int
    receipt: str | None = None
    patch: Patch | None = None
    actions: tuple[Action, ...] = ()
    silent: bool = False


def write_payload(notice: Notice, public_url: str) -> bytes:
    """Return the message as JSON of at most 2,048 bytes of UTF-8.

    What does not fit is given up in this order: patch, actions, the end of the body, the end of the title.
    A phone moves its revision only by a patch. Raises PayloadTooLarge when the addresses alone are too long.
    """
    bare = replace(notice, patch=None)
    plain = replace(bare, actions=())
    for candidate in (notice, bare, plain):
        written = _write(candidate, public_url)
        if len(written) <= MAX_PLAINTEXT:
            return written
    fitting = _longest(notice.body, lambda body: _write(replace(plain, body=body), public_url))
    if fitting is None:
        fitting = _longest(
            notice.title, lambda title: _write(replace(plain, title=title, body=""), public_url)
        )
    if fitting is None:
        raise PayloadTooLarge("The notification's addresses alone exceed the size of a push message.")
    return fitting


def shorten(text: str, length: int) -> str:
    """Return `text` in at most `length` code points, cut before a word where one is near, with ellipsis."""
    if len(text) <= length:
        return text
    end = max(length - len(ELLIPSIS), 0)
    space = text.rfind(" ", max(end - _FURTHEST_BACK, 0), end + 1)
    if space > 0:
        end = space
    while end > 0 and _belong_together(text[end - 1], text[end]):
        end -= 1
    return (text[:end].rstrip() + ELLIPSIS)[:length]


def _belong_together(letter: str, following: str) -> bool:
    """Whether a cut between the two would change the letter on the screen."""
    return unicodedata.combining(following) != 0 or following in _JOINERS or letter == _JOINERS[0]


def _longest(text: str, write: Callable[[str], bytes]) -> bytes | None:
    """Return the message with the longest beginning of `text` that fits, None when none does."""
    fitting = None
    low, high = 0, min(len(text), MAX_PLAINTEXT)
    while low <= high:
        middle = (low + high) // 2
        written = write(shorten(text, middle))
        if len(written) <= MAX_PLAINTEXT:
            fitting, low = written, middle + 1
        else:
            high = middle - 1
    return fitting


def _write(notice: Notice, public_url: str) -> bytes:
    base = public_url.rstrip("/")
    data: dict[str, Any] = {
        "kind": payload_kind(notice.kind),
        "epoch": notice.epoch,
        "base": notice.base,
        "revision": notice.revision,
    }
    if notice.receipt is not None:
        data["receipt"] = notice.receipt
    if notice.patch is not None:
        data["patch"] = {"upserts": notice.patch.upserts, "deleted": notice.patch.deleted}
    notification: dict[str, Any] = {
        "title": notice.title,
        "body": notice.body,
        "lang": notice.locale,
        "dir": "ltr",
        "tag": notice.tag,
        "navigate": base + notice.path,
        "silent": notice.silent,
        "data": data,
    }
    if notice.actions:
        notification["actions"] = [
            {"action": each.action, "title": each.title, "navigate": base + each.path}
            for each in notice.actions
        ]
    return msgspec.json.encode({"web_push": DECLARATIVE, "notification": notification, "mutable": True})
