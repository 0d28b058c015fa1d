"""axe-core in a page: the rules of WCAG 2.0, 2.1 and 2.2 at A and AA, and those of best practice."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

SOURCE: Final = Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
# `target-size` is one of WCAG 2.2 that axe leaves off by itself.
RUN: Final = """
    async tags => {
        const { violations } = await axe.run(document, {
            runOnly: { type: 'tag', values: tags },
            rules: { 'target-size': { enabled: true } },
            resultTypes: ['violations'],
        });
        return violations.flatMap(rule =>
            rule.nodes.map(node => [rule.id, node.target.join(' '), node.html]));
    }
"""


@cache
def _source() -> str:
    return SOURCE.read_text()


async def find_violations(page: Page) -> list[str]:
    """Return what axe finds on a page as it stands: the rule, where, and the element's beginning."""
    # As an evaluated script: the content security policy lets no page add one.
    await page.evaluate(f"() => {{ {_source()} }}")
    found: list[list[Any]] = await page.evaluate(RUN, list(TAGS))
    return [f"{rule} at {target}: {html[:120]}" for rule, target, html in found]
