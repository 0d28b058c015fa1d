"""The audit log: who did what."""

from collections.abc import Mapping
from datetime import datetime

from backend.accounts.models import AuditEntry
from backend.accounts.rules import Actor


async def audit(
    actor: Actor, action: str, subject: str, *, now: datetime, detail: Mapping[str, object] | None = None
) -> None:
    """Write that `actor` did `action` to `subject`, inside the caller's transaction."""
    await AuditEntry.create(at=now, actor=actor.id, action=action, subject=subject, detail=dict(detail or {}))
