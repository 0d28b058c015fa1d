"""Which of the two languages a browser asks for."""

from backend.core.text import Locale


def preferred(accepted: str, default: Locale) -> Locale:
    """Return the language to answer in for an `Accept-Language` header (RFC 9110, section 12.5.4)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        # `in` is what Indonesian was called before 1989, and what some phones still send.
        primary = {"in": "id"}.get(found := name.strip().split("-")[0], found)
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        weights[primary] = max(weight, weights.get(primary, 0.0))
    other: Locale = "en" if default == "id" else "id"
    anything = weights.get("*", 0.0)
    return other if weights.get(other, anything) > weights.get(default, anything) else default
