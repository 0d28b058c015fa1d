"""Which visitors are meant, as conditions that a fan-out puts into its query.

They speak of a visitor aliased `v` and a device aliased `d`; a star is aliased `st`.
"""

from collections.abc import Sequence

from backend.core.sql import any_of

PHONES = "device d JOIN visitor v ON v.id = d.visitor_id"

# How many minutes before a starred session its visitor is reminded, null for not at all.
LEAD_MINUTES = "CASE WHEN st.own_lead THEN st.reminder_minutes ELSE v.reminder_minutes END"


def follows(topics: Sequence[str], *, any_default: bool) -> tuple[str, dict[str, str]]:
    """Return an SQL condition on visitors who follow one of `topics`, and its parameters.

    Who never chose follows what is on by default: `any_default` tells whether one of `topics` is.
    """
    names, values = any_of("topic", topics)
    chosen = (
        "EXISTS (SELECT 1 FROM visitor_topic t WHERE t.visitor_id = v.id"
        f" AND v.topics_chosen AND t.followed AND t.topic IN ({names}))"
    )
    return (f"({chosen} OR NOT v.topics_chosen)" if any_default else chosen), values


def starred(sessions: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return an SQL condition on visitors who starred one of `sessions`, and its parameters."""
    names, values = any_of("session", sessions)
    condition = (
        "EXISTS (SELECT 1 FROM star st WHERE st.visitor_id = v.id"
        f" AND st.starred AND st.session IN ({names}))"
    )
    return (condition if sessions else "1 = 0"), values
