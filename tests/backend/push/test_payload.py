"""The plaintext of a push message: the contract's form, within 2,048 bytes whatever the text."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.push.payload import MAX_PLAINTEXT, Action, Notice, Patch, PayloadTooLarge, shorten, write_payload

URL = "https://forum.example.org"
SESSION = {"id": "opening", "revision": 8, "title": {"id": "Pembukaan", "en": "Opening"}}


def notice(**changes: Any) -> Notice:
    fields: dict[str, Any] = {
        "title": "Pembukaan pindah",
        "body": "Sekarang di Plenary Hall pukul 10.00.",
        "locale": "id",
        "tag": "session-opening",
        "path": "/agenda/opening",
        "kind": "change",
        "epoch": "e1",
        "base": 7,
        "revision": 8,
    }
    return Notice(**(fields | changes))


def read(payload: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(payload)
    return content


def test_a_payload_has_the_contracts_form() -> None:
    patch = Patch(upserts={"sessions": [SESSION]}, deleted={"booths": ["b-12"]})
    action = Action("map", "Peta", "/map")

    payload = read(write_payload(notice(receipt="r1", patch=patch, actions=(action,)), URL + "/"))

    assert payload == {
        "web_push": 8030,
        "notification": {
            "title": "Pembukaan pindah",
            "body": "Sekarang di Plenary Hall pukul 10.00.",
            "lang": "id",
            "dir": "ltr",
            "tag": "session-opening",
            "navigate": "https://forum.example.org/agenda/opening",
            "silent": False,
            "actions": [{"action": "map", "title": "Peta", "navigate": "https://forum.example.org/map"}],
            "data": {
                "kind": "change",
                "receipt": "r1",
                "epoch": "e1",
                "base": 7,
                "revision": 8,
                "patch": {"upserts": {"sessions": [SESSION]}, "deleted": {"booths": ["b-12"]}},
            },
        },
        "mutable": True,
    }


def test_what_there_is_none_of_is_left_out() -> None:
    notification = read(write_payload(notice(), URL))["notification"]

    assert "actions" not in notification
    assert sorted(notification["data"]) == ["base", "epoch", "kind", "revision"]


def test_a_patch_that_does_not_fit_is_left_out_and_the_text_stays() -> None:
    whole = notice(patch=Patch(upserts={"sessions": [SESSION] * 40}))

    assert write_payload(whole, URL) == write_payload(notice(), URL)


def test_a_patch_that_just_fits_is_kept() -> None:
    room = MAX_PLAINTEXT - len(write_payload(notice(patch=Patch(upserts={"pages": [""]})), URL))

    fitting = write_payload(notice(patch=Patch(upserts={"pages": ["x" * room]})), URL)
    too_large = write_payload(notice(patch=Patch(upserts={"pages": ["x" * (room + 1)]})), URL)

    assert len(fitting) == MAX_PLAINTEXT
    assert "patch" not in read(too_large)["notification"]["data"]


def test_a_long_body_is_shortened_before_a_word_and_the_title_stays() -> None:
    notification = read(write_payload(notice(body="kata " * 1000), URL))["notification"]

    assert notification["title"] == "Pembukaan pindah"
    assert notification["body"].endswith("kata…")


def test_actions_give_way_to_the_text() -> None:
    actions = tuple(Action(f"a{number}", "Buka", "/map?" + "x" * 400) for number in range(5))

    assert write_payload(notice(actions=actions), URL) == write_payload(notice(), URL)


def test_a_title_too_long_for_any_body_is_shortened_too() -> None:
    notification = read(write_payload(notice(title="T" * 3000), URL))["notification"]

    assert notification["body"] == ""
    assert notification["title"].endswith("T…")


def test_addresses_too_long_for_any_text_are_refused() -> None:
    with pytest.raises(PayloadTooLarge):
        write_payload(notice(path="/" + "x" * MAX_PLAINTEXT), URL)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=3000)
record = st.dictionaries(st.sampled_from(["id", "title", "abstract"]), words, max_size=3)
records = st.lists(record, max_size=4)


@settings(max_examples=150)
@given(
    title=words,
    body=words,
    patch=st.none() | records.map(lambda found: Patch(upserts={"sessions": found})),
    actions=st.lists(st.builds(Action, st.just("map"), words, st.just("/map")), max_size=3).map(tuple),
)
def test_any_payload_is_small_valid_json_and_keeps_what_fits(
    title: str, body: str, patch: Patch | None, actions: tuple[Action, ...]
) -> None:
    payload = write_payload(notice(title=title, body=body, patch=patch, actions=actions), URL)
    notification = json.loads(payload.decode("utf-8", errors="strict"))["notification"]

    assert len(payload) <= MAX_PLAINTEXT
    assert notification["navigate"] == "https://forum.example.org/agenda/opening"
    for written, said in ((notification["title"], title), (notification["body"], body)):
        assert written in ("", said) or said.startswith(written.removesuffix("…"))


@given(words, st.integers(0, 200))
def test_shortened_text_is_a_beginning_of_the_text_within_the_length(text: str, length: int) -> None:
    shortened = shorten(text, length)

    assert len(shortened) <= max(length, 0)
    assert shortened == text or text.startswith(shortened.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "length", "shortened"),
    [
        ("satu dua tiga", 13, "satu dua tiga"),
        ("satu dua tiga", 12, "satu dua…"),
        ("satu dua tiga", 9, "satu dua…"),
        ("satu dua tiga", 8, "satu…"),
        ("satuduatiga", 5, "satu…"),
        ("abe\u0301cd", 4, "ab…"),
        ("a\U0001f469\u200d\U0001f4bbbc", 4, "a…"),
        ("satu", 1, "…"),
        ("satu", 0, ""),
    ],
)
def test_text_is_cut_between_words_and_never_inside_a_letter(text: str, length: int, shortened: str) -> None:
    assert shorten(text, length) == shortened
