"""Structured logging: one JSON object or one readable line per event, with the request's id."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

LogFormat = Literal["json", "console"]

# Addresses that are secrets themselves: a calendar's program can show no other.
_SECRET_PATH = re.compile(r"(?<=/calendar/mine/).+", re.DOTALL)

# Never shown, whoever logs them: keys whose values are or hold secrets or a phone's address.
_SECRET = {"authorization", "cookie", "token", "password", "endpoint", "auth", "p256dh", "keys", "secret"}


def configure_logging(kind: LogFormat) -> None:
    """Send all logs to standard error in the format wanted."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if kind == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            hide_secrets,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(library_formatter(kind))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def library_formatter(kind: LogFormat) -> logging.Formatter:
    """Return what writes the lines of libraries, which know the standard library's logging only."""
    if kind == "console":
        return logging.Formatter("%(levelname)s %(name)s %(message)s")
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    )


def shown_path(path: str) -> str:
    """Return a request's path without the secret that it may hold."""
    return _SECRET_PATH.sub("[hidden]", path)


def hide_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace the values of keys that name secrets."""
    for key in event:
        if key.lower() in _SECRET:
            event[key] = "[hidden]"
    return event
