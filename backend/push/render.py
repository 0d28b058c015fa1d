"""From messages to plaintexts: what a phone of each language is sent, written once per batch and language."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import msgspec
import structlog

from backend.agenda import queries as agenda
from backend.core import journal
from backend.core.text import Locale, Text
from backend.event import queries as event
from backend.push import queries, wording
from backend.push.models import Message
from backend.push.payload import Action, Notice, Patch, write_payload
from backend.push.receipts import TOKEN_LENGTH
from backend.push.rules import Kind, Urgency, choose_locale, tag_of, thing_of, topic_for
from backend.push.schemas import Audience

_log = structlog.get_logger("push")

LOCALES: tuple[Locale, ...] = ("id", "en")
# Stands where a delivery's own token comes; no text of a message can hold it, since JSON escapes the quote.
_PLACE = "!" * TOKEN_LENGTH
_MARK = f'"receipt":"{_PLACE}"'.encode()


@dataclass(frozen=True, slots=True)
class Template:
    """A message's plaintext but for the receipt's token, and how a push service is to treat it."""

    plaintext: bytes
    urgency: Urgency
    topic: str

    def with_receipt(self, token: str) -> bytes:
        """Return the plaintext with a token of 27 characters."""
        return self.plaintext.replace(_MARK, f'"receipt":"{token}"'.encode(), 1)


class Renderer:
    """Writes the templates of a batch; holds what they all refer to, as it stood at the claim."""

    def __init__(
        self,
        public_url: str,
        state: journal.State,
        zone: tzinfo,
        patches: Mapping[str, tuple[int, int, Patch]],
    ) -> None:
        """`patches` hold base, revision and records by the ids of the messages that carry some."""
        self._public_url = public_url
        self._state = state
        self._zone = zone
        self._patches = patches
        self._written: dict[tuple[str, Locale], Template | None] = {}

    @classmethod
    async def open(cls, messages: Collection[Message], public_url: str) -> "Renderer":
        """Return a renderer for `messages`, with the records that changed."""
        state, zone = await journal.state(), await event.zone()
        return cls(public_url, state, zone, await _patches(messages, zone))

    def template(self, message: Message, locale: Locale) -> Template | None:
        """Return a message's template in a language, None when it cannot be written, which the log tells."""
        key = (message.id, locale)
        if key not in self._written:
            try:
                self._written[key] = self._write(message, locale)
            except Exception:
                _log.exception("cannot write a message", message=message.id)
                self._written[key] = None
        return self._written[key]

    def digest(self, messages: Sequence[Message], locale: Locale) -> Template:
        """Return a template that stands for several messages; it carries no record."""
        title, body = wording.digest([msgspec.convert(each.title, Text) for each in messages])
        notice = Notice(
            title=title.best(locale)[0],
            body=body.best(locale)[0],
            locale=locale,
            tag="digest",
            path="/announcements",
            kind="digest",
            epoch=self._state.epoch,
            base=self._state.revision,
            revision=self._state.revision,
            receipt=_PLACE,
        )
        return Template(write_payload(notice, self._public_url), "normal", "digest")

    def _write(self, message: Message, wanted: Locale) -> Template:
        title, body = msgspec.convert(message.title, Text), msgspec.convert(message.body, Text)
        locale = choose_locale(wanted, title, body)
        kind = kind_of(message)
        here = self._state.revision
        base, revision, patch = self._patches.get(message.id, (here, here, None))
        notice = Notice(
            title=title.best(locale)[0],
            body=body.best(locale)[0],
            locale=locale,
            tag=tag_of(kind, message.id, message.subject),
            path=message.path,
            kind=kind,
            epoch=self._state.epoch,
            base=base,
            revision=revision,
            receipt=_PLACE,
            patch=patch,
            actions=tuple(_actions(message, locale)),
            silent=kind == "recall",
        )
        return Template(
            write_payload(notice, self._public_url),
            urgency_of_message(message),
            topic_for(thing_of(kind, message.id, message.subject)),
        )


def kind_of(message: Message) -> Kind:
    """Return a stored kind as the type it is."""
    kind: Kind = msgspec.convert(message.kind, Kind)
    return kind


def urgency_of_message(message: Message) -> Urgency:
    """Return a stored urgency as the type it is."""
    return "high" if message.urgency == "high" else "normal"


def _actions(message: Message, locale: Locale) -> Iterable[Action]:
    kind, subject = kind_of(message), message.subject.removeprefix("sessions/")
    opening = Action("open", wording.OPEN.best(locale)[0], message.path)
    if kind in ("reminder", "change"):
        yield opening
        yield Action(f"remind:{subject}", wording.REMIND.best(locale)[0], message.path)
    elif kind in ("announcement", "ceremony") and message.audience is not None:
        topics = msgspec.convert(message.audience, Audience).topics or []
        if len(topics) == 1:
            yield opening
            yield Action(f"mute:{topics[0]}", wording.MUTE.best(locale)[0], "/me")


async def _patches(messages: Collection[Message], zone: tzinfo) -> Mapping[str, tuple[int, int, Patch]]:
    """Return what messages carry for the phone's store: base, revision and the records themselves.

    A patch that is not all that its revision did moves no phone on: its base is the revision itself.
    """
    announced = await _announced(messages)
    found: dict[str, tuple[int, int, Patch]] = {}
    for each in messages:
        try:
            if (patch := await _patch(each, announced, zone)) is not None:
                found[each.id] = patch
        except Exception:
            # The phone fetches the record instead, or does without.
            _log.exception("a message goes without its record", message=each.id)
    return found


async def _patch(
    message: Message, announced: Mapping[str, Message], zone: tzinfo
) -> tuple[int, int, Patch] | None:
    public = announced.get(
        message.subject.removeprefix("announcements/") if message.kind == "recall" else message.id
    )
    if public is not None and public.revision is not None:
        record = queries.announced(public, zone)
        return public.revision - 1, public.revision, Patch({"announcements": [record]})
    session_id = message.subject.removeprefix("sessions/")
    found = await agenda.sessions([session_id], zone) if message.kind == "change" else {}
    if (session := found.get(session_id)) is None:
        return None
    alone = len(await journal.touched(session.revision)) == 1
    return session.revision - alone, session.revision, Patch({"sessions": [session]})


async def _announced(messages: Collection[Message]) -> Mapping[str, Message]:
    recalled = [each.subject.removeprefix("announcements/") for each in messages if each.kind == "recall"]
    rows = await Message.filter(id__in=recalled) if recalled else []
    return {row.id: row for row in (*messages, *rows) if row.revision is not None}
