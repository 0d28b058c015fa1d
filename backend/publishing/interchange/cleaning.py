"""Cleans the texts of one file and counts what it took out, so that the draft can say it once."""

from collections import Counter

from backend.core.text import Locale, Text
from backend.publishing.interchange import texts
from backend.publishing.interchange.reading import ReadWarning, Value


class Cleaner:
    """Turns texts of a file into texts of ours; `summary` says afterwards what that changed."""

    def __init__(self, spoken: Locale, warnings: list[ReadWarning]) -> None:
        self._spoken = spoken
        self._warnings = warnings
        self._foreign: Counter[str] = Counter()
        self._marked_up = 0

    def line(self, value: Value) -> str:
        """Return a value as one line, English first when it comes in several languages."""
        return texts.line(texts.first(value))

    def title(self, where: str, value: Value, languages: list[str]) -> Text:
        """Return a title in our two languages, one line each."""
        text = self.paragraphs(where, [value], languages)
        return Text(id=" ".join(text.id.split()), en=" ".join(text.en.split()))

    def paragraphs(self, where: str, values: list[Value], languages: list[str]) -> Text:
        """Return the values one after the other, in our two languages, what repeats itself left out."""
        spoken: Locale = self._spoken if not languages else "id" if languages[0] == "id" else "en"
        sides = [texts.bilingual(value, spoken) for value in values]
        return Text(
            id=self._side(where, [side.id for side in sides]),
            en=self._side(where, [side.en for side in sides]),
        )

    def languages(self, where: str, value: str) -> list[str]:
        """Return the language codes of a text such as "de, en"; what names none is warned about."""
        known, unknown = texts.languages(value)
        for name in unknown:
            self._warnings.append(
                ReadWarning(where, f"names a language we do not know: {name!r}", "left out")
            )
        if known and known[0] not in ("id", "en"):
            self._foreign[known[0]] += 1
        return known

    def summary(self) -> list[ReadWarning]:
        """Return what was done all over the file, one warning each."""
        found = [
            ReadWarning(
                "file", f"{count} events are in {code!r}", "their texts stand in the place of English ones"
            )
            for code, count in sorted(self._foreign.items())
        ]
        if self._marked_up:
            what = f"{self._marked_up} texts hold HTML"
            found.append(ReadWarning("file", what, "taken over as plain paragraphs"))
        return found

    def _side(self, where: str, parts: list[str]) -> str:
        kept: list[str] = []
        for part in parts:
            text = self._text(where, part)
            if text and not any(text in other for other in kept):
                kept.append(text)
        return "\n\n".join(kept)

    def _text(self, where: str, value: str) -> str:
        self._marked_up += texts.has_markup(value)
        whole = texts.plain(value)
        text = texts.shortened(whole)
        if text != whole:
            self._warnings.append(ReadWarning(where, f"has a text of {len(whole)} characters", "cut"))
        text, addresses = texts.without_mail(text)
        if addresses:
            self._warnings.append(
                ReadWarning(where, f"has {addresses} mail addresses in its text", "taken out")
            )
        return text
