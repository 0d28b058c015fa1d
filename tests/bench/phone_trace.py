"""What Chromium's compositor put on the screen, by its trace (the trace event format's async events)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from playwright.async_api import CDPSession

FRAMES: Final = ("disabled-by-default-devtools.timeline.frame",)
_FRAME: Final = "PipelineReporter"
_PRESENTED: Final = ("STATE_PRESENTED_ALL", "STATE_PRESENTED_PARTIAL")
_MICRO: Final = 1e6

Event = dict[str, Any]
# Seconds of the machine's monotonic clock, which is the trace's too.
Span = tuple[float, float]


@dataclass(frozen=True)
class Presented:
    """A frame on the screen: since when, and whether a part of it had not been painted yet."""

    at: float
    is_blank: bool


@asynccontextmanager
async def traced(devtools: CDPSession, categories: tuple[str, ...]) -> AsyncIterator[list[Event]]:
    """Give a list that holds all events of some categories once the block has ended."""
    events: list[Event] = []
    is_complete = asyncio.Event()
    devtools.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    devtools.on("Tracing.tracingComplete", lambda _: is_complete.set())
    config = {"includedCategories": list(categories)}
    await devtools.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield events
    await devtools.send("Tracing.end")
    await is_complete.wait()


def presented(events: list[Event], span: Span) -> list[Presented]:
    """Return the frames that came onto the screen within a span, of the renderer that scrolled."""
    begun: dict[str, Event] = {}
    found: dict[int, list[Presented]] = {}
    scrolling: set[int] = set()
    for event in sorted((each for each in events if each["name"] == _FRAME), key=lambda each: each["ts"]):
        key = json.dumps((event["pid"], event["id2"]))
        if event["ph"] == "b":
            begun[key] = event
            continue
        told = begun.pop(key, event)["args"].get("frame_reporter")
        at = event["ts"] / _MICRO
        if told is None or told["state"] not in _PRESENTED or not span[0] <= at <= span[1]:
            continue
        found.setdefault(event["pid"], []).append(Presented(at, told["has_missing_content"]))
        if told["scroll_state"] != "SCROLL_NONE":
            scrolling.add(event["pid"])
    (renderer,) = scrolling
    return found[renderer]


def intervals(frames: list[Presented]) -> list[float]:
    """Return the milliseconds from each frame to the next."""
    return [1000 * (after.at - before.at) for before, after in pairwise(frames)]
