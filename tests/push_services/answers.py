import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime


@dataclass(slots=True)
class Plan:
    """An answer other than the service's own, for the requests it applies to."""

    status: int
    retry_after: str | None = None
    reason: str = "planned by the test"
    token: str | None = None
    times: int | None = None
    share: float = 1.0
    gate: asyncio.Event | None = None
    _due: float = field(default=0.0, init=False)

    def takes(self, token: str) -> bool:
        """Whether this request gets the plan; a share is dealt evenly, so that runs repeat exactly."""
        if self.times == 0 or self.token not in (None, token):
            return False
        self._due += self.share
        # Ten times 0.1 stays just under 1 in binary.
        if self._due < 1 - 1e-9:
            return False
        self._due -= 1
        if self.times is not None:
            self.times -= 1
        return True


class Answers:
    """What a service is told to answer instead of its own answer, oldest plan first."""

    def __init__(self) -> None:
        self._plans: list[Plan] = []

    def refuse(
        self,
        status: int,
        *,
        times: int | None = None,
        share: float = 1.0,
        token: str | None = None,
        retry_after: int | datetime | None = None,
        reason: str = "planned by the test",
    ) -> None:
        """Answer the next `times` requests (None: all), or a share, or one token's, with `status`."""
        wait = format_datetime(retry_after, usegmt=True) if isinstance(retry_after, datetime) else retry_after
        header = None if wait is None else str(wait)
        self._plans.append(
            Plan(status, retry_after=header, reason=reason, token=token, times=times, share=share)
        )

    def hang(self, *, times: int | None = None, token: str | None = None, share: float = 1.0) -> None:
        """Accept the next requests and say nothing until `release`; then they answer 503."""
        self._plans.append(Plan(503, token=token, times=times, share=share, gate=asyncio.Event()))

    def release(self) -> None:
        for plan in self._plans:
            if plan.gate is not None:
                plan.gate.set()
        self._plans = [plan for plan in self._plans if plan.gate is None]

    def clear(self) -> None:
        self.release()
        self._plans.clear()

    def next_for(self, token: str) -> Plan | None:
        return next((plan for plan in self._plans if plan.takes(token)), None)
