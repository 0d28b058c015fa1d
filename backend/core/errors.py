"""Errors that name a fact; transport gives each its HTTP status (`backend.web.errors`)."""

from collections.abc import Mapping


class CompanionError(Exception):
    """Base of what the domains raise on purpose.

    `detail` is one sentence for people, `errors` maps a field's path to its own sentence.
    """

    def __init__(self, detail: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = dict(errors or {})


class Invalid(CompanionError):
    """What was sent cannot be accepted as it is."""


class Unauthenticated(CompanionError):
    """The caller did not say, or not credibly, who they are."""


class Forbidden(CompanionError):
    """The caller is known and may not do this."""


class NotFound(CompanionError):
    """No such thing, or none that this caller may see: the two answer alike."""


class Conflict(CompanionError):
    """The request is sound but another fact stands against it."""


class TooLarge(CompanionError):
    """The body is larger than this route takes."""


class Unsupported(CompanionError):
    """The body is of a kind that this route does not take."""


class Busy(CompanionError):
    """There is no room for one more now; `retry_after` is in seconds."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class TooMany(CompanionError):
    """The caller asks more often than is allowed; `retry_after` is in seconds."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
