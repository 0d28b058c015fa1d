"""Texts as they reach a phone: words, paragraphs, and nothing that could act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.publishing.interchange import identity, texts


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("plain", "plain"),
        ("two\r\nlines\r\n\r\n\r\nand a paragraph ", "two\nlines\n\nand a paragraph"),
        ("<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
        ("&lt;p&gt;escaped &amp;amp; twice&lt;/p&gt;", "escaped & twice"),
        ("<ul><li>one<li>two</ul>", "• one\n• two"),
        ("a <script>alert('x')</script>b <style>p{}</style><p>c", "a b\n\nc"),
        ("<iframe src='x'>in</iframe><p>out</p>", "out"),
        ('<a href="javascript:x">link</a>', "link"),
        ("<p onclick='x'>List<int> stays</p>", "List<int> stays"),
        ("if a < b and b > c", "if a < b and b > c"),
        ("AT&T &amp; co", "AT&T & co"),
        ("bell\x07 \u202eturned", "bell turned"),
        ("<p>dict<str, int></p> and <scr<script>ipt>", "dict<str, int>\n\nand <scr"),
        ("<!-- hidden --><p>seen</p>", "seen"),
    ],
)
def test_markup_becomes_plain_paragraphs(written: str, expected: str) -> None:
    assert texts.plain(written) == expected


@given(st.text(alphabet="<>/&;pa \n\x07=\"'!-", max_size=40))
def test_what_a_script_holds_is_never_shown(written: str) -> None:
    assert texts.plain(f"<p>before</p><script>{written}</script>") == "before"


@given(st.text(max_size=60))
def test_a_text_without_markup_keeps_its_words(written: str) -> None:
    words = " ".join(written.translate(dict.fromkeys(map(ord, "<>&"))).split())
    assert texts.line(words).split() == texts.line(f"<p>{words}</p>").split()


def test_a_text_made_to_keep_the_reader_busy_is_read_quickly() -> None:
    assert texts.plain("<p>" + "<!--" * 300_000) == ""
    assert texts.plain("<p>" + "<a " * 300_000) == " ".join(["<a"] * 300_000)
    assert texts.without_mail("a." * texts.MAX_LENGTH)[1] == 0


def test_mail_addresses_are_taken_out() -> None:
    assert texts.without_mail("Write to ana@example.org or b.c+d@mail.example.") == (
        "Write to [e-mail] or [e-mail].",
        2,
    )


@pytest.mark.parametrize(
    ("written", "known", "unknown"),
    [
        ("de, en", ["de", "en"], []),
        ("English", ["en"], []),
        ("Bahasa Indonesia", ["id"], []),
        ("en-US; en", ["en"], []),
        ("", [], []),
        ("whatever", [], ["whatever"]),
    ],
)
def test_languages_are_codes(written: str, known: list[str], unknown: list[str]) -> None:
    assert texts.languages(written) == (known, unknown)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("#abc", "#AABBCC"), (" #0e4f5c ", "#0E4F5C"), ("red", None), ("#12345", None), ("url(x)", None)],
)
def test_colours_are_six_digits_or_none(written: str, expected: str | None) -> None:
    assert texts.colour(written) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Balai Sidang Été", "balai-sidang-ete"), ("K.1.105 (La Fontaine)", "k-1-105-la-fontaine")],
)
def test_a_name_becomes_a_slug(name: str, expected: str) -> None:
    assert identity.named_id("room", name) == expected


def test_a_name_without_a_latin_letter_still_has_an_id_of_its_own() -> None:
    first, second = identity.named_id("room", "大ホール"), identity.named_id("room", "小ホール")
    assert first.startswith("room-")
    assert first != second
