"""What a claimed batch comes to: what goes out, what ends unsent, what waits to leave a phone in peace."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog

from backend.core import sql
from backend.core.sql import moment
from backend.core.text import Locale, Text
from backend.push import queries
from backend.push.audience import SUBSCRIPTIONS
from backend.push.lane import PREPARED_AT_ONCE
from backend.push.models import Message
from backend.push.outcomes import Expired, Failed, Gone, Held, Outcome, Recalled
from backend.push.render import kind_of, urgency_of_message
from backend.push.restraint import HOUR, quiet_until, ration
from backend.push.rules import CAPPED_MESSAGES, counts_towards_cap, passes_quiet_hours

_log = structlog.get_logger("push")

COLUMNS = ("id", "message_id", "subscription_id", "locale", "attempts", "expires_at")
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

    messages: dict[str, Message] = field(default_factory=dict)
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
    found = Plan()
    rows = await _taken_in(found, list(claimed))
    counted: set[int] = set()
    if await _may_exceed(cap, found.messages.values(), now):
        counted = {row["subscription_id"] for row in rows if _is_counted(found.messages[row["message_id"]])}
        rows += await _taken_in(found, await claim(counted, now))
    phones = await _phones({row["subscription_id"] for row in rows})
    waiting: defaultdict[int, list[Row]] = defaultdict(list)
    for index, row in enumerate(rows):
        if index % PREPARED_AT_ONCE == 0:
            await asyncio.sleep(0)
        phone, message = phones.get(row["subscription_id"]), found.messages[row["message_id"]]
        # Before the rationing: what is over takes no place of the hour and is in no digest.
        is_over = moment(row["expires_at"]) <= now
        unsent = Expired() if is_over else _judged(phone, message, now)
        if unsent is not None:
            found.outcomes[row["id"]] = unsent
        elif phone is not None and row["subscription_id"] in counted and _is_counted(message):
            waiting[row["subscription_id"]].append(row)
        elif phone is not None:
            found.sendings.append(Sending(phone, [row], [message]))
    rang = await _rang(waiting.keys(), now, besides=[row["id"] for row in rows])
    _ration(found, phones, waiting, rang, cap, now)
    return found


async def _taken_in(found: Plan, rows: Sequence[Row]) -> list[Row]:
    """Add the messages of rows to a plan; return the rows of those that this program can read."""
    missing = {row["message_id"] for row in rows} - found.messages.keys()
    found.messages |= {
        each.id: each for each in await Message.filter(id__in=sorted(missing)) if _is_legible(each)
    }
    found.outcomes |= {row["id"]: Failed() for row in rows if row["message_id"] not in found.messages}
    return [row for row in rows if row["message_id"] in found.messages]


def _is_legible(message: Message) -> bool:
    """Whether we know what to do with a message; a newer version may have kinds of its own."""
    try:
        kind_of(message)
        msgspec.convert((message.title, message.body), tuple[Text, Text])
    except msgspec.ValidationError:
        _log.exception("cannot read a message", message=message.id)
        return False
    return True


def _judged(phone: Phone | None, message: Message, now: datetime) -> Outcome | None:
    """Return why a message does not go out now, be it that the phone's own wishes cannot be followed."""
    try:
        return _unsent(phone, message, now)
    except Exception:
        _log.exception("cannot judge a delivery", message=message.id)
        return Failed()


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


def _ration(
    found: Plan,
    phones: Mapping[int, Phone],
    waiting: Mapping[int, list[Row]],
    rang: Mapping[int, tuple[int, datetime]],
    cap: int,
    now: datetime,
) -> None:
    for subscription, rows in waiting.items():
        count, first = rang.get(subscription, (0, now))
        # In order: a receipt knows the deliveries of a digest by their places after its first.
        rationed = ration(sorted(rows, key=lambda row: int(row["id"])), rang=count, cap=cap)
        for row in rationed.held:
            found.outcomes[row["id"]] = Held(first + HOUR)
        for together in (*([row] for row in rationed.single), rationed.digest):
            if together:
                messages = [found.messages[row["message_id"]] for row in together]
                found.sendings.append(Sending(phones[subscription], together, messages))


async def _rang(
    subscriptions: Collection[int], now: datetime, *, besides: Collection[int]
) -> dict[int, tuple[int, datetime]]:
    """Return how many counted messages each phone took within the last hour, and when the first of them.

    What is on its way just now, `besides` the deliveries that are being planned, is as good as taken.
    """
    if not subscriptions:
        return {}
    rows = await sql.rows(
        sql.connection(),
        f"""
        SELECT subscription_id, COUNT(*) AS n, COALESCE(MIN(finished_at), :now) AS first FROM delivery
        WHERE subscription_id IN ({",".join(map(str, subscriptions))}) AND message_id IN ({CAPPED_MESSAGES})
            AND (
                state = 'accepted' AND finished_at > :since
                OR state = 'leased' AND lease_until > :now AND id NOT IN ({",".join(map(str, besides))})
            )
        GROUP BY subscription_id
        """,
        since=now - HOUR,
        now=now,
    )
    return {row["subscription_id"]: (int(row["n"]), moment(row["first"])) for row in rows}
