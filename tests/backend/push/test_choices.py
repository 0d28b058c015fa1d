"""Topic, urgency, quiet hours and language of a notification."""

import re

from hypothesis import given
from hypothesis import strategies as st

from backend.core.text import Text
from backend.push.rules import choose_locale, passes_quiet_hours, topic_for, urgency_of

BOTH = Text(id="Halo", en="Hello")


def test_a_short_tag_is_its_own_topic() -> None:
    assert topic_for("session-opening_1") == "session-opening_1"


def test_tags_that_differ_late_have_different_topics() -> None:
    assert topic_for("a" * 40 + "1") != topic_for("a" * 40 + "2")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_topic_is_at_most_32_base64url_characters(tag: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,32}", topic_for(tag)) is not None


def test_what_is_useless_late_is_urgent_and_an_announcement_is_as_chosen() -> None:
    urgencies = {kind: urgency_of(kind) for kind in ("reminder", "speaker", "change", "queue", "ceremony")}

    assert urgencies == dict.fromkeys(urgencies, "high")
    assert (urgency_of("announcement"), urgency_of("announcement", "high")) == ("normal", "high")


def test_quiet_hours_let_pass_queue_own_reminders_and_safety() -> None:
    passing = [kind for kind in ("queue", "reminder", "safety") if passes_quiet_hours(kind)]
    held = [
        kind for kind in ("announcement", "change", "ceremony", "speaker") if not passes_quiet_hours(kind)
    ]

    assert (len(passing), len(held)) == (3, 4)


def test_a_notification_is_in_the_phones_language_when_all_of_it_is() -> None:
    assert (choose_locale("id", BOTH, BOTH), choose_locale("en", BOTH, BOTH)) == ("id", "en")


def test_a_notification_falls_back_as_a_whole() -> None:
    assert choose_locale("en", BOTH, Text(id="Isi", en="")) == "id"


def test_an_empty_text_does_not_decide_the_language() -> None:
    assert choose_locale("en", BOTH, Text(id="", en="")) == "en"


def test_with_neither_language_complete_the_phones_own_stays() -> None:
    assert choose_locale("en", Text(id="Judul", en=""), Text(id="", en="Body")) == "en"
