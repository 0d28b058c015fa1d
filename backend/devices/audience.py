"""Which visitors follow topics, as a condition on the table `visitor` that a fan-out puts into its query."""

from collections.abc import Sequence

FOLLOWERS_ALIAS = "v"


def follows(topics: Sequence[str], *, any_default: bool) -> tuple[str, dict[str, str]]:
    """Return an SQL condition on visitors aliased `v`, and its parameters.

    Who never chose follows what is on by default: `any_default` tells whether one of `topics` is.
    """
    values = {f"topic_{_letters(index)}": topic for index, topic in enumerate(topics)}
    names = ", ".join(f":{name}" for name in values)
    chosen = (
        "EXISTS (SELECT 1 FROM visitor_topic t WHERE t.visitor_id = v.id"
        f" AND v.topics_chosen AND t.topic IN ({names}))"
    )
    return (f"({chosen} OR NOT v.topics_chosen)" if any_default else chosen), values


def _letters(index: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(index))
