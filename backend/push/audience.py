"""Whom a message is for, as one condition that counts, inboxes and deliveries are all made by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from backend.accounts import audience as people
from backend.accounts.rules import Role
from backend.agenda import queries as agenda
from backend.core import sql
from backend.core.errors import Invalid
from backend.devices import audience as visitors
from backend.event import queries as event
from backend.push.models import Topic
from backend.push.schemas import Audience, AudienceQuery

# Whom a condition chooses from, and the subscriptions of their phones.
PHONES = visitors.PHONES
SUBSCRIPTIONS = "subscription s JOIN device d ON d.id = s.device_id JOIN visitor v ON v.id = d.visitor_id"


@dataclass(frozen=True)
class Condition:
    """An SQL condition on a device `d` and its visitor `v`, and its parameters."""

    sql: str
    values: Mapping[str, str | datetime] = field(default_factory=dict)

    def narrowed(self, sql: str, **values: str | datetime) -> "Condition":
        """Return the condition with a further one beside it."""
        return Condition(f"({self.sql}) AND ({sql})", {**self.values, **values})


def read_audience(query: AudienceQuery) -> Audience:
    """Return the audience a query names; raises `Invalid` for JSON that is none."""
    if query.audience:
        try:
            return msgspec.json.decode(query.audience, type=Audience)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Invalid("That is no audience.", {"audience": str(error)}) from error
    topics = [topic for topic in query.topics.split(",") if topic]
    return Audience(everyone=True) if query.everyone or not topics else Audience(topics=topics)


async def condition(audience: Audience, *, now: datetime) -> Condition:
    """Return the condition of an audience at `now`."""
    found = await _whom(audience)
    if audience.language is not None:
        found = found.narrowed("d.locale = :language", language=audience.language)
    if audience.seen_today:
        today = now.astimezone(await event.zone()).replace(hour=0, minute=0, second=0, microsecond=0)
        found = found.narrowed("d.seen_at >= :today", today=today)
    return found


async def _whom(audience: Audience) -> Condition:
    if audience.everyone:
        return Condition("1 = 1")
    parts: list[tuple[str, dict[str, str]]] = []
    if audience.topics:
        any_default = await Topic.filter(id__in=audience.topics, default_on=True).exists()
        parts.append(visitors.follows(audience.topics, any_default=any_default))
    if audience.sessions or audience.tracks:
        sessions = {*(audience.sessions or []), *await agenda.sessions_of_tracks(audience.tracks or [])}
        parts.append(visitors.starred(sorted(sessions)))
    roles = [(audience.speakers, Role.SPEAKER), (audience.exhibitors, Role.EXHIBITOR)]
    if wanted := [role for is_wanted, role in roles if is_wanted]:
        parts.append(people.has_role(*wanted))
    return any_of([Condition(*part) for part in parts])


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that holds where any of `conditions` does; their parameters have names apart."""
    values = {name: value for each in conditions for name, value in each.values.items()}
    return Condition(" OR ".join(f"({each.sql})" for each in conditions), values)


async def require_audience(audience: Audience) -> None:
    """Raise `Invalid` for an audience of nobody, or of topics, tracks or sessions that are unknown."""
    whom = (audience.topics, audience.sessions, audience.tracks, audience.speakers, audience.exhibitors)
    if (audience.everyone is None) == (not any(whom)):
        raise Invalid(
            "An audience is everyone, or at least one of topics, sessions, tracks, speakers, exhibitors.",
            {"audience": "either everyone or at least one of the others"},
        )
    known = {
        "topics": {str(found) for found in await Topic.all().values_list("id", flat=True)},
        "sessions": await agenda.session_ids() if audience.sessions else set(),
        "tracks": await agenda.track_ids() if audience.tracks else set(),
    }
    for name, ids in known.items():
        unknown = sorted(set(getattr(audience, name) or []) - ids)
        if unknown:
            raise Invalid(
                f"The audience names {name} that are not there.",
                {f"audience.{name}": f"unknown: {', '.join(unknown[:5])}"},
            )


async def size(chosen: Condition) -> tuple[int, int]:
    """Return how many subscriptions and how many visitors a condition chooses now."""
    connection = sql.connection()
    counted = []
    for what in (f"COUNT(*) AS n FROM {SUBSCRIPTIONS}", f"COUNT(DISTINCT v.id) AS n FROM {PHONES}"):
        found = await sql.rows(connection, f"SELECT {what} WHERE {chosen.sql}", **chosen.values)
        counted.append(int(found[0]["n"]))
    return counted[0], counted[1]
