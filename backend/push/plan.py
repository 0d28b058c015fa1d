"""What a claimed batch comes to: what goes out, what ends unsent, what waits to leave a phone in peace."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from backend.core import sql
from backend.core.sql import moment
from backend.core.text import Locale
from backend.push import queries
from backend.push.audience import SUBSCRIPTIONS
from backend.push.models import Message
from backend.push.outcomes import Gone, Held, Outcome, Recalled
from backend.push.render import kind_of, urgency_of_message
from backend.push.restraint import HOUR, quiet_until, ration
from backend.push.rules import counts_towards_cap, passes_quiet_hours

COLUMNS = ("id", "message_id", "subscription_id", "locale", "attempts", "expires_at")
CAPPED_MESSAGES = "SELECT id FROM message WHERE kind = 'announcement' AND urgency = 'normal'"
# Quiet hours may hold a message for a day before it counts.
_COUNTED = timedelta(hours=25)

Row = dict[str, Any]
Claim = Callable[[Collection[int], datetime], Awaitable[list[Row]]]


@dataclass(frozen=True, slots=True)
class Phone:
    """A subscription, and what its phone wants."""

    endpoint: str
    origin: str
    p256dh: str
    auth: str
    vapid_key: str
    locale: Locale
    quiet_from: str | None
    quiet_to: str | None
    time_zone: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One push: a delivery with its message, or several of one phone that go out as a digest."""

    phone: Phone
    rows: Sequence[Row]
    messages: Sequence[Message]


@dataclass
class Plan:
    """All that becomes of a batch. `merged` names the deliveries that go out with the first of a digest."""

    rows: list[Row]
    messages: dict[str, Message]
    sendings: list[Sending] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    @property
    def merged(self) -> Mapping[int, Sequence[int]]:
        return {
            each.rows[0]["id"]: [row["id"] for row in each.rows[1:]]
            for each in self.sendings
            if len(each.rows) > 1
        }


async def plan(claimed: Iterable[Row], *, cap: int, claim: Claim, now: datetime) -> Plan:
    """Return what becomes of claimed deliveries at `now`.

    At most `cap` messages that are not urgent ring on a phone within an hour. `claim` leases what else waits
    for some subscriptions.
    """
    rows = list(claimed)
    messages = await _messages(rows)
    if await _may_exceed(cap, messages.values(), now):
        counted = {row["subscription_id"] for row in rows if _is_counted(messages[row["message_id"]])}
        rows += await claim(counted, now)
        messages = await _messages(rows)
    else:
        counted = set()
    found = Plan(rows, messages)
    phones = await _phones({row["subscription_id"] for row in rows})
    waiting: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        phone, message = phones.get(row["subscription_id"]), messages[row["message_id"]]
        unsent = _unsent(phone, message, now)
        if unsent is not None:
            found.outcomes[row["id"]] = unsent
        elif phone is not None and row["subscription_id"] in counted and _is_counted(message):
            waiting[row["subscription_id"]].append(row)
        elif phone is not None:
            found.sendings.append(Sending(phone, [row], [message]))
    await _ration(found, phones, waiting, cap, now)
    return found


def _unsent(phone: Phone | None, message: Message, now: datetime) -> Outcome | None:
    """Return why a message does not go out now, nothing when it does."""
    if phone is None:
        return Gone()
    if message.recalled_at is not None:
        return Recalled()
    if passes_quiet_hours(kind_of(message), urgency_of_message(message)):
        return None
    until = quiet_until(now, phone.quiet_from, phone.quiet_to, phone.time_zone)
    return None if until is None else Held(until)


def _is_counted(message: Message) -> bool:
    return counts_towards_cap(kind_of(message), urgency_of_message(message))


async def _messages(rows: Iterable[Row]) -> dict[str, Message]:
    ids = sorted({row["message_id"] for row in rows})
    return {message.id: message for message in await Message.filter(id__in=ids)}


async def _may_exceed(cap: int, messages: Iterable[Message], now: datetime) -> bool:
    """Whether any phone can have more than `cap`: seldom are so many sent at all that counting pays."""
    if not any(map(_is_counted, messages)):
        return False
    recent = Message.filter(kind="announcement", urgency="normal", sent_at__gt=now - _COUNTED)
    return await recent.count() > cap


async def _phones(subscriptions: Collection[int]) -> dict[int, Phone]:
    if not subscriptions:
        return {}
    found = await sql.rows(
        sql.connection(),
        f"""
        SELECT s.id, s.endpoint, s.origin, s.p256dh, s.auth, s.vapid_key,
            d.locale, d.quiet_from, d.quiet_to, d.time_zone
        FROM {SUBSCRIPTIONS} WHERE s.id IN ({",".join(map(str, subscriptions))})
        """,
    )
    return {
        row["id"]: Phone(
            endpoint=row["endpoint"],
            origin=row["origin"],
            p256dh=row["p256dh"],
            auth=row["auth"],
            vapid_key=row["vapid_key"],
            locale=queries.locale_of(row["locale"]),
            quiet_from=row["quiet_from"],
            quiet_to=row["quiet_to"],
            time_zone=row["time_zone"],
        )
        for row in found
    }


async def _ration(
    found: Plan, phones: Mapping[int, Phone], waiting: Mapping[int, list[Row]], cap: int, now: datetime
) -> None:
    rang = await _rang(waiting.keys(), now)
    for subscription, rows in waiting.items():
        count, first = rang.get(subscription, (0, now))
        rationed = ration(rows, rang=count, cap=cap)
        for row in rationed.held:
            found.outcomes[row["id"]] = Held(first + HOUR)
        for together in (*([row] for row in rationed.single), rationed.digest):
            if together:
                messages = [found.messages[row["message_id"]] for row in together]
                found.sendings.append(Sending(phones[subscription], together, messages))


async def _rang(subscriptions: Collection[int], now: datetime) -> dict[int, tuple[int, datetime]]:
    """Return how many counted messages each phone took within the last hour, and when the first of them."""
    if not subscriptions:
        return {}
    rows = await sql.rows(
        sql.connection(),
        f"""
        SELECT subscription_id, COUNT(*) AS n, MIN(finished_at) AS first FROM delivery
        WHERE subscription_id IN ({",".join(map(str, subscriptions))}) AND state = 'accepted'
            AND finished_at > :since AND message_id IN ({CAPPED_MESSAGES})
        GROUP BY subscription_id
        """,
        since=now - HOUR,
    )
    return {row["subscription_id"]: (int(row["n"]), moment(row["first"])) for row in rows}
