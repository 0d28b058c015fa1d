"""Which phones belong to people of a kind, as conditions that a fan-out puts into its query.

They speak of a device aliased `d`, by the person it is linked to.
"""

from collections.abc import Sequence

from backend.accounts.rules import Role
from backend.core.sql import any_of


def has_role(*roles: Role) -> tuple[str, dict[str, str]]:
    """Return an SQL condition on devices of people with one of `roles`, and its parameters."""
    names, values = any_of("role", [role.value for role in roles])
    return (
        f"EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = d.person_id AND r.role IN ({names}))",
        values,
    )


def is_speaker(speakers: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return an SQL condition on devices of one of `speakers`, and its parameters."""
    names, values = any_of("speaker", speakers)
    return f"EXISTS (SELECT 1 FROM person p WHERE p.id = d.person_id AND p.speaker IN ({names}))", values
