"""When visitors may speak, how often, in which words; and how long what the crew said holds."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backend.core.errors import CompanionError, Invalid
from backend.participation import rules
from backend.participation.rules import Asking, SessionCancelled, Slot
from tests.fakes import NOW

END = NOW + timedelta(hours=1)
ROOT = Path(__file__).parents[3]
PHONE_WORDS = ROOT / "pwa/src/pages/session/refusals.ts"


def refused(asking: Asking, at: timedelta) -> str | None:
    try:
        rules.require_open(asking, NOW + at)
    except CompanionError as error:
        return error.detail
    return None


def test_questions_open_with_the_event_and_close_a_day_after_the_session() -> None:
    asking = Asking(NOW, END, is_cancelled=False)
    day = timedelta(hours=25)

    assert [refused(asking, at) for at in (timedelta(0), day)] == [None, None]
    assert refused(asking, -timedelta(seconds=1)) == "Questions open when the event starts."
    assert refused(asking, day + timedelta(seconds=1)) == "Questions closed 24 hours after the session."


def test_neither_a_cancelled_session_nor_one_of_no_event_takes_questions() -> None:
    assert refused(Asking(NOW, END, is_cancelled=True), timedelta(0)) == "This session is cancelled."
    assert refused(Asking(None, END, is_cancelled=False), timedelta(0)) is not None


@pytest.mark.parametrize("text", ["ya?", "  ya?\n", "Ø" * 500, "👩‍🔬 apa kabar?"])
def test_a_question_loses_the_blanks_around_it(text: str) -> None:
    assert rules.require_question(text) == text.strip()


@pytest.mark.parametrize("text", ["", "  a  ", "no", "x" * 501])
def test_a_question_has_a_length(text: str) -> None:
    with pytest.raises(Invalid, match="3 to 500"):
        rules.require_question(text)


@pytest.mark.parametrize("bad", ["\n", "\t", "\x00", "\x7f", "\x85", "\u2028", "\u202e", "\u2066"])
def test_characters_that_are_no_text_are_refused(bad: str) -> None:
    for check in (rules.require_question, rules.require_comment):
        with pytest.raises(Invalid, match="Control"):
            check(f"what{bad}now")


def test_a_comment_may_be_empty_and_not_longer_than_it_is_kept() -> None:
    assert [rules.require_comment(text) for text in ("", "  ", "x" * 500)] == ["", "", "x" * 500]
    with pytest.raises(Invalid, match="500"):
        rules.require_comment("x" * 501)


@pytest.mark.parametrize(
    ("counts", "mean"),
    [({}, None), ({1: 0}, None), ({5: 1}, 5.0), ({1: 1, 2: 1, 5: 1}, 2.7), ({4: 2, 5: 1}, 4.3)],
)
def test_the_mean_has_one_decimal_and_is_none_without_ratings(
    counts: dict[int, int], mean: float | None
) -> None:
    assert rules.mean(counts) == mean


def test_the_phone_has_words_of_its_own_for_every_refusal() -> None:
    folder = ROOT / "backend/participation"
    texts = "".join((folder / f"{name}.py").read_text() for name in ("rules", "questions", "ratings"))
    said = set(re.findall(r'(?:raise|return) [\w.]+\(\s*"([^"]+)"', texts))

    known = set(re.findall(r"^  '([^']+)':", PHONE_WORDS.read_text(), re.MULTILINE))

    assert len(said) == 12
    assert said - known == set()


SLOT = Slot("hall-a", NOW, END, is_cancelled=False)


@pytest.mark.parametrize(
    ("slot", "minutes", "wanted"),
    [
        (SLOT, -600, True),
        (SLOT, 59, True),
        (SLOT, 60, False),
        (replace(SLOT, end=END + timedelta(minutes=30)), 60, True),
        (replace(SLOT, room="hall-b"), 0, False),
        (replace(SLOT, room=None), 0, False),
        (replace(SLOT, start=NOW + timedelta(minutes=5)), 0, False),
        (replace(SLOT, is_cancelled=True), 0, False),
        (None, 0, False),
    ],
)
def test_places_hold_for_the_room_and_the_start_they_were_said_of(
    slot: Slot | None, minutes: int, wanted: bool
) -> None:
    now = NOW + timedelta(minutes=minutes)

    assert rules.holds(slot, room="hall-a", start=NOW, now=now) is wanted


def test_a_cancelled_session_has_no_places() -> None:
    rules.require_held(SLOT)
    with pytest.raises(SessionCancelled):
        rules.require_held(replace(SLOT, is_cancelled=True))
