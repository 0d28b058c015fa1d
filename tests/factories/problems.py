"""Problem details (RFC 9457) as tests read them."""

from typing import Any

import httpx


def problem(answer: httpx.Response) -> tuple[int, list[str]]:
    """Return the status of an answer that is problem details, and the fields it complains of."""
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert sorted({"type", "title", "status", "detail"} & set(body)) == ["detail", "status", "title", "type"]
    assert body["status"] == answer.status_code
    return answer.status_code, sorted(body.get("errors", {}))
