"""What libraries log by the standard library's means looks like our own lines."""

import json
import logging

from backend.web.log import library_formatter


def test_a_library_s_line_is_json_too() -> None:
    record = logging.LogRecord("taskiq", logging.WARNING, __file__, 1, "lost %s", ("nats",), None)

    told = json.loads(library_formatter("json").format(record))

    assert told.pop("timestamp").endswith("Z")
    assert told == {"event": "lost nats", "level": "warning", "logger": "taskiq"}


def test_a_library_s_fault_is_one_line_with_its_traceback() -> None:
    fault = ValueError("broken")
    information = (ValueError, fault, None)
    record = logging.LogRecord("asyncio", logging.ERROR, __file__, 1, "failed", (), information)

    (line,) = library_formatter("json").format(record).splitlines()

    assert "ValueError: broken" in json.loads(line)["exception"]


def test_on_a_console_it_is_a_readable_line() -> None:
    record = logging.LogRecord("taskiq", logging.WARNING, __file__, 1, "lost %s", ("nats",), None)

    assert library_formatter("console").format(record) == "WARNING taskiq lost nats"
