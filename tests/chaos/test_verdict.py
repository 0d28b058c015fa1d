"""The judge itself: what it calls lost, repeated, and rung twice."""

import json

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.chaos.crowd import path_of, phone_at
from tests.chaos.services import Accepted
from tests.chaos.verdict import Verdict, judge

PATHS = [path_of(number) for number in range(3)]


def taken(number: int, title: str = "A", tag: str = "announcement-a") -> Accepted:
    """A message as a push service takes it."""
    phone = phone_at(path_of(number))
    plaintext = json.dumps({"notification": {"title": title, "tag": tag}}).encode()
    sender = ec.generate_private_key(ec.SECP256R1())
    body = http_ece.encrypt(plaintext, private_key=sender, dh=phone.p256dh, auth_secret=phone.auth)
    return Accepted(path_of(number), body)


@pytest.mark.parametrize(
    ("accepted", "gone", "unfinished", "verdict"),
    [
        ([taken(0), taken(1), taken(2)], set(), 0, Verdict(3, lost=0, repeats=0, rang_twice=0)),
        ([taken(0), taken(2)], set(), 0, Verdict(2, lost=1, repeats=0, rang_twice=0)),
        ([taken(0), taken(2)], {path_of(1)}, 0, Verdict(2, lost=0, repeats=0, rang_twice=0)),
        ([taken(0), taken(1), taken(2)], set(), 2, Verdict(3, lost=2, repeats=0, rang_twice=0)),
        ([taken(0), taken(1), taken(2), taken(1)], set(), 0, Verdict(3, lost=0, repeats=1, rang_twice=0)),
        (
            [taken(0), taken(1), taken(2), taken(1, tag="another")],
            set(),
            0,
            Verdict(3, lost=0, repeats=1, rang_twice=1),
        ),
        (
            [taken(0), taken(1), taken(2), taken(1, "B")],
            set(),
            0,
            Verdict(4, lost=0, repeats=0, rang_twice=0),
        ),
    ],
    ids=["all", "lost", "gone", "unfinished", "repeated", "rang twice", "another message"],
)
def test_judge_counts(accepted: list[Accepted], gone: set[str], unfinished: int, verdict: Verdict) -> None:
    assert judge(accepted, paths=PATHS, gone=gone, titles=["A"], unfinished=unfinished) == verdict
