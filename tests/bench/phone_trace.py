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
    """A frame on the screen: since when, whether it scrolled, and whether a part of it was not painted."""

    at: float
    is_scrolling: bool
    is_blank: bool


@asynccontextmanager
async def traced(devtools: CDPSession, categories: tuple[str, ...]) -> AsyncIterator[list[Event]]:
    """Give a list that holds all events of some categories once the block has ended."""
    events: list[Event] = []
    is_complete = asyncio.Event()
    devtools.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    devtools.on("Tracing.tracingComplete", lambda _: is_complete.set())
    # Without the star a list of categories that are off by default adds to all that are on.
    config = {"includedCategories": list(categories), "excludedCategories": ["*"]}
    await devtools.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield events
    await devtools.send("Tracing.end")
    await is_complete.wait()


def presented(events: list[Event]) -> list[Presented]:
    """Return the frames that came onto the screen, of the renderer that scrolled, by time.

    Raises ValueError unless exactly one renderer scrolled.
    """
    begun: dict[str, Event] = {}
    found: dict[int, list[Presented]] = {}
    for event in sorted((each for each in events if each["name"] == _FRAME), key=lambda each: each["ts"]):
        key = json.dumps((event["pid"], event["id2"]))
        if event["ph"] == "b":
            begun[key] = event
            continue
        # What was under way when the trace began has no beginning.
        told = begun.pop(key, event)["args"].get("frame_reporter")
        if told is None or told["state"] not in _PRESENTED:
            continue
        frame = Presented(
            event["ts"] / _MICRO, told["scroll_state"] != "SCROLL_NONE", told["has_missing_content"]
        )
        found.setdefault(event["pid"], []).append(frame)
    (frames,) = (each for each in found.values() if any(frame.is_scrolling for frame in each))
    return frames


def intervals(frames: list[Presented], span: Span) -> list[float]:
    """Return the milliseconds from each frame to the next, from a span's first to its last that scrolled."""
    within = [frame for frame in frames if span[0] <= frame.at <= span[1]]
    scrolling = [frame.at for frame in within if frame.is_scrolling]
    times = [frame.at for frame in within if scrolling and scrolling[0] <= frame.at <= scrolling[-1]]
    return [1000 * (after - before) for before, after in pairwise(times)]
