"""Both languages have all the words."""

from backend.pages.words import WORDS, word


def test_both_languages_have_the_same_words() -> None:
    assert list(WORDS["id"]) == list(WORDS["en"])


def test_a_name_without_a_word_says_itself() -> None:
    assert [word("id", "kind", name) for name in ("panel", "round-table")] == ["Panel", "Round table"]
