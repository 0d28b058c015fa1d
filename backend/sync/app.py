"""`GET /api/v1/sync` and `/api/v1/sync/start`: ready answers, because every phone asks for them often."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

import structlog
from starlette.types import Message, Receive, Scope, Send

from backend.sync.document import SCHEMA, Document
from backend.sync.encoding import Encoding, compress, negotiate
from backend.sync.source import read_document
from backend.web.errors import problem
from backend.web.headers import SECURITY_HEADERS

_log = structlog.get_logger("sync")

# Below this a compressed delta saves nothing that a packet would notice.
_SMALL = 600
_DELTAS_KEPT = 512
# Half a second of a phone's poor network. A document that is larger when packed begins with its outline.
_LIGHT = 96 * 1024
_ENCODINGS: tuple[Encoding, ...] = ("br", "zstd", "gzip", "identity")


@dataclass(frozen=True)
class _Answer:
    """An answer's messages, made once."""

    etag: bytes
    start: Message
    body: Message
    not_modified: Message


_EMPTY: Message = {"type": "http.response.body", "body": b""}


class SyncApp:
    """Answers from memory; `refresh` looks into the database and prepares what changed."""

    def __init__(self, vapid_public_key: str) -> None:
        self._vapid_public_key = vapid_public_key
        self._document: Document | None = None
        self._answers: dict[Encoding, _Answer] = {}
        self._starts: dict[Encoding, _Answer] = {}
        self._replacements: dict[Encoding, _Answer] = {}
        self._deltas: OrderedDict[tuple[int, Encoding], _Answer] = OrderedDict()
        self._chosen: dict[bytes, Encoding] = {}
        self._refreshing = asyncio.Lock()
        self._looks = 0
        self._packing = asyncio.Lock()
        self.answered = {200: 0, 304: 0}

    @property
    def revision(self) -> int:
        """The revision being answered with."""
        return self._document.revision if self._document else -1

    @property
    def document(self) -> Document | None:
        """What is being answered with, nothing before the first look."""
        return self._document

    async def refresh(self) -> None:
        """Bring the answers up to the database; the old ones serve until the new ones are ready.

        Callers that wait for the same look share it: thousands of phones may ask at once.
        """
        looks = self._looks
        async with self._refreshing:
            if self._looks > looks:
                return
            self._looks += 1
            document = await read_document(self._vapid_public_key, self._document)
            if document is self._document:
                return
            # Compressing releases the interpreter's lock: requests go on meanwhile.
            answers, starts = await asyncio.to_thread(_answers, document)
            self._document, self._answers, self._starts = document, answers, starts
            self._replacements = {}
            self._deltas.clear()
            _log.info("sync document ready", revision=document.revision, bytes=len(document.snapshot))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the whole document, or with what changed where the query says since when."""
        await self._reply(scope, receive, send, self._answers)

    async def start(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a phone that has nothing: the whole document where it is light, else its outline."""
        await self._reply({**scope, "query_string": b""}, receive, send, self._starts)

    async def _reply(
        self, scope: Scope, receive: Receive, send: Send, answers: Mapping[Encoding, _Answer]
    ) -> None:
        accepted = known = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value
            elif name == b"if-none-match":
                known = value
        encoding = self._chosen.get(accepted)
        if encoding is None:
            encoding = self._choose(accepted)
        if scope["query_string"]:
            answer = await self._since(scope, encoding)
            if answer is None:
                await _refuse(scope, receive, send)
                return
        else:
            answer = answers[encoding]
        if known and (known == answer.etag or _names(known, answer.etag)):
            self.answered[304] += 1
            await send(answer.not_modified)
            await send(_EMPTY)
            return
        self.answered[200] += 1
        await send(answer.start)
        await send(_EMPTY if scope["method"] == "HEAD" else answer.body)

    def _choose(self, accepted: bytes) -> Encoding:
        encoding = negotiate(accepted.decode("latin-1"))
        if len(self._chosen) < 1000:
            self._chosen[accepted] = encoding
        return encoding

    async def _since(self, scope: Scope, encoding: Encoding) -> _Answer | None:
        """Return the delta the query asks for, or the whole document where that is what helps."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        since = query.get("since", [""])[0]
        if not since.isascii() or not since.isdecimal() or len(since) > 15:
            return None
        revision = int(since)
        epoch = query.get("epoch", [None])[0]
        assert self._document is not None
        if revision > self._document.revision or epoch not in (None, self._document.epoch):
            # The phone may have seen a revision or an epoch that another process has made.
            await self.refresh()
        document = self._document
        same = epoch in (None, document.epoch) and query.get("schema", [str(SCHEMA)])[0] == str(SCHEMA)
        if not same:
            return await self._replacement(document, encoding)
        return await self._delta(document, revision, encoding)

    async def _delta(self, document: Document, since: int, encoding: Encoding) -> _Answer:
        key = (since, encoding)
        found = self._deltas.get(key)
        if found is not None:
            self._deltas.move_to_end(key)
            return found
        body = document.delta(since)
        if body is None:
            return await self._replacement(document, encoding)
        if len(body) < _SMALL:
            encoding = "identity"
        answer = _answer(document, body, encoding, f"{since}-", thorough=False)
        if document is self._document:
            self._deltas[key] = answer
            if len(self._deltas) > _DELTAS_KEPT:
                self._deltas.popitem(last=False)
        return answer

    async def _replacement(self, document: Document, encoding: Encoding) -> _Answer:
        # A new epoch brings every phone here at once: one packs, the others wait for it.
        async with self._packing:
            found = self._replacements.get(encoding)
            if found is None or not found.etag.startswith(_etag_start(document, "full-")):
                found = await asyncio.to_thread(
                    _answer, document, document.replacement, encoding, "full-", thorough=True
                )
                if document is self._document:
                    self._replacements[encoding] = found
        return found


def _answers(document: Document) -> tuple[dict[Encoding, _Answer], dict[Encoding, _Answer]]:
    """Return the answers with the whole document, and those for a phone that has nothing."""
    whole = _in_each(document, document.snapshot, "")
    if len(whole["br"].body["body"]) <= _LIGHT:
        return whole, whole
    return whole, _in_each(document, document.outline, "outline-")


def _in_each(document: Document, body: bytes, kind: str) -> dict[Encoding, _Answer]:
    return {encoding: _answer(document, body, encoding, kind, thorough=True) for encoding in _ENCODINGS}


def _answer(document: Document, body: bytes, encoding: Encoding, kind: str, *, thorough: bool) -> _Answer:
    packed = compress(body, encoding, thorough=thorough)
    etag = _etag_start(document, kind) + f'{encoding}"'.encode()
    shared = [
        (b"etag", etag),
        (b"cache-control", b"no-cache"),
        (b"vary", b"accept-encoding"),
        *SECURITY_HEADERS,
    ]
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(packed)).encode()),
        *([] if encoding == "identity" else [(b"content-encoding", encoding.encode())]),
        *shared,
    ]
    return _Answer(
        etag,
        {"type": "http.response.start", "status": 200, "headers": headers},
        {"type": "http.response.body", "body": packed},
        {"type": "http.response.start", "status": 304, "headers": shared},
    )


def _etag_start(document: Document, kind: str) -> bytes:
    return f'"{document.epoch}.{kind}{document.revision}.'.encode()


def _names(known: bytes, etag: bytes) -> bool:
    """Return whether an `If-None-Match` names the tag, compared weakly (RFC 9110, section 13.1.2)."""
    tags = [tag.strip().removeprefix(b"W/") for tag in known.split(b",")]
    return etag in tags or b"*" in tags


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    response = problem(
        422,
        "What was sent cannot be accepted",
        "`since` is the revision the phone stands at, a whole number.",
        fields={"since": "a whole number of at most 15 digits"},
        headers={name.decode(): value.decode() for name, value in SECURITY_HEADERS},
    )
    await response(scope, receive, send)
