"""How many statements a piece of work costs, to show that a list costs no more than one record."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Set for the block's own task and those it starts, so that what runs beside them is not counted.
_counting: ContextVar["_Counter | None"] = ContextVar("counting", default=None)


class _Counter(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if _counting.get() is self:
            self.statements.append(record.getMessage())


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that the ORM runs for the block; what runs beside it is not counted."""
    log, counter = logging.getLogger("tortoise.db_client"), _Counter()
    level = log.level
    log.addHandler(counter)
    log.setLevel(logging.DEBUG)
    token = _counting.set(counter)
    try:
        yield counter.statements
    finally:
        _counting.reset(token)
        log.setLevel(level)
        log.removeHandler(counter)
