"""What came of a run: what was lost, what came more than once, and what rang twice."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass

from tests.chaos.crowd import phone_at
from tests.chaos.services import Accepted


@dataclass(frozen=True)
class Verdict:
    """`lost` are messages that a living phone never got or that were never finished; `repeats` are messages
    taken by a push service beyond their first time; `rang_twice` are repeats that no tag replaces."""

    messages: int
    lost: int
    repeats: int
    rang_twice: int

    @property
    def repeats_share(self) -> float:
        return self.repeats / self.messages if self.messages else 0.0


def judge(
    accepted: Iterable[Accepted],
    *,
    paths: Iterable[str],
    gone: Set[str],
    titles: Iterable[str],
    unfinished: int,
) -> Verdict:
    """Return what came of messages with `titles` to the phones at `paths`.

    A message is told by its phone and its title, so that a repeat is known as one whatever its tag is.
    `unfinished` are the deliveries that the database still holds as on their way.
    """
    tags: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in accepted:
        notification = phone_at(each.path).read(each.body)["notification"]
        tags[each.path, notification["title"]].append(notification["tag"])
    living = [path for path in paths if path not in gone]
    missing = sum((path, title) not in tags for title in titles for path in living)
    repeats = [repeat for first, *others in tags.values() for repeat in (tag == first for tag in others)]
    return Verdict(
        messages=len(tags), lost=missing + unfinished, repeats=len(repeats), rang_twice=repeats.count(False)
    )
