"""Markup from values: whatever is not markup yet is escaped when it is put into some."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

_VOID = {"link", "meta"}
# What could end a script element, or what JSON allows and older JavaScript does not.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """Return an element; attributes that are None are left out, `_` in their names stands for `-`."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*parts: str, by: str = "") -> Markup:
    """Return the parts that are not empty as markup, in a row."""
    between = _safe(by)
    return Markup(between.join(_safe(part) for part in parts if part))


def _safe(part: str) -> str:
    return part if isinstance(part, Markup) else escape(part)


def data_block(data: Mapping[str, Any]) -> Markup:
    """Return a script element that holds JSON-LD (JSON-LD 1.1, section 7) and cannot be left early."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return Markup(f'<script type="application/ld+json">{body}</script>')
