"""Texts of schedule files made safe: markup, control characters and mail addresses do not reach a phone."""

import html
import re

from backend.core.text import Locale, Text
from backend.publishing.interchange.reading import Value

MAX_LENGTH = 20_000

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}\b")
_TAG = re.compile(
    r"</?(?:[abipu]|em|br|li|[ou]l|h[1-6]|div|span|strong|script|style|pre|code)\b[^<>]*>", re.IGNORECASE
)
_ESCAPED_TAG = re.compile(r"&lt;/?(?:[abipu]|em|br|li|[ou]l|h[1-6]|div|span|strong|script)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

_PARAGRAPHS = re.compile(
    "address|article|blockquote|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|[ou]l|p|pre|section|table"
)
_LINES = re.compile("br|d[dt]|tr")
_INLINE = re.compile(
    "a|abbr|acronym|b|big|body|caption|center|cite|code|col|colgroup|data|del|dfn|em|figcaption|font|head|html|i|img"
    "|input|ins|kbd|label|link|mark|meta|q|s|samp|small|source|span|strike|strong|su[bp]|tbody|t[dht]|tfoot|thead"
    "|time|u|var|wbr"
)
_COMMENT = "<!--"
_TOKEN = re.compile(r"<!--|-->|<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_WRITTEN = re.compile(r"<[\w.,:-]+(?: [\w.-]+)*>")
_UNSEEN = re.compile(
    "applet|audio|canvas|embed|iframe|math|noscript|object|script|style|svg|template|title|video"
)

_LANGUAGES = {
    "arabic": "ar",
    "bahasa": "id",
    "bahasa indonesia": "id",
    "chinese": "zh",
    "deutsch": "de",
    "dutch": "nl",
    "english": "en",
    "español": "es",
    "formal german": "de",
    "français": "fr",
    "french": "fr",
    "german": "de",
    "indonesia": "id",
    "indonesian": "id",
    "inggris": "en",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "malay": "ms",
    "portuguese": "pt",
    "spanish": "es",
}


def _words(text: str) -> str:
    """Return the words of an HTML fragment, in time that grows as its length does, whatever is in it."""
    words: list[str] = []
    hidden, at = "", 0
    for token in _TOKEN.finditer(text):
        if not hidden:
            words.append(html.unescape(text[at : token.start()]))
        at = token.end()
        hidden, word = _step(token, hidden)
        words.append(word)
    return "".join(words) + ("" if hidden else html.unescape(text[at:]))


def _step(token: re.Match[str], hidden: str) -> tuple[str, str]:
    """Return what hides the text after a token (a tag's name, a comment, nothing) and its own word."""
    written, closing, tag = token.group(), bool(token.group(1)), (token.group(2) or "").lower()
    if hidden:
        ends = written == "-->" if hidden == _COMMENT else closing and tag == hidden
        return ("" if ends else hidden), ""
    if written == _COMMENT:
        return _COMMENT, ""
    if not tag:
        return "", written
    if _UNSEEN.fullmatch(tag):
        return ("" if closing or written.endswith("/>") else tag), ""
    return "", _gap(tag, closing, written)


def _gap(tag: str, closing: bool, written: str) -> str:
    if _PARAGRAPHS.fullmatch(tag):
        return "\n\n"
    if closing:
        return ""
    if tag == "li":
        return "\n• "
    if _LINES.fullmatch(tag):
        return "\n"
    return "" if _INLINE.fullmatch(tag) or not _WRITTEN.fullmatch(written) else written


def has_markup(value: str) -> bool:
    """Tell whether a text carries tags of HTML, escaped or not."""
    return bool(_TAG.search(value) or _ESCAPED_TAG.search(value))


def plain(value: str) -> str:
    """Return `value` as plain paragraphs, separated by blank lines, whatever markup it came in."""
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if not _TAG.search(text) and _ESCAPED_TAG.search(text):
        text = html.unescape(text)
    if _TAG.search(text):
        text = _words(text)
    elif _ENTITY.search(text):
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def line(value: str) -> str:
    """Return `value` as one line of plain text."""
    return " ".join(plain(value).split())


def without_mail(text: str) -> tuple[str, int]:
    """Return the text with each mail address replaced by a mark, and how many there were."""
    return _MAIL.subn("[e-mail]", text)


def shortened(text: str) -> str:
    """Return the text, cut at a word when it is longer than any page of ours needs."""
    if len(text) <= MAX_LENGTH:
        return text
    return text[:MAX_LENGTH].rsplit(None, 1)[0] + " …"


def languages(value: str) -> tuple[list[str], list[str]]:
    """Return the language codes that a text such as "de, en" or "German" names, and what names none."""
    known: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[,;/|]| and | dan ", value):
        word = part.strip().lower()
        code = _LANGUAGES.get(word) or word.replace("_", "-").split("-")[0]
        if not word:
            continue
        if re.fullmatch(r"[a-z]{2,3}", code):
            known.extend([code] if code not in known else [])
        else:
            unknown.append(part.strip())
    return known, unknown


def first(value: Value) -> str:
    """Return the one text of a value, English first when it comes in several languages."""
    if value is None or isinstance(value, str):
        return value or ""
    return value.get("en") or value.get("id") or next(iter(value.values()), "")


def bilingual(value: Value, spoken: Locale) -> Text:
    """Return a value as our text; a plain one stands on the side of the language spoken."""
    if value is None or isinstance(value, str):
        text = value or ""
        return Text(id=text, en="") if spoken == "id" else Text(id="", en=text)
    indonesian, english = value.get("id", ""), value.get("en", "")
    if not indonesian and not english:
        english = first(value)
    return Text(id=indonesian, en=english)


def colour(value: str) -> str | None:
    """Return a colour as `#RRGGBB`, or None for anything that is not one."""
    text = value.strip()
    if not _COLOUR.fullmatch(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    return f"#{digits.upper()}"
