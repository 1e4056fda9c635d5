"""Accessibility of a page, judged by axe against WCAG 2.2, levels A and AA.

axe is handed in by `page.evaluate`, which works under the site's own content security policy. Its
contrast rule passes every text in Arabic script unseen (it takes the letters for icons), so that
rule runs a second time over a page whose Arabic letters are swapped for Latin ones.
"""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

# That of the size of targets, of 2.2, axe leaves out unless it is named.
_ALL = """() => axe.run(document, {
  rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]})"""
_RUN = """tags => axe.run(document, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})"""
_CONTRAST = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    walker.currentNode.data = walker.currentNode.data.replace(/[\\u0600-\\u06FF]/g, "x");
  return axe.run(document, {
    runOnly: {type: "rule", values: ["color-contrast"]}, resultTypes: ["violations"]});
}"""


@cache
def _source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """One line a fault: rule, what it is about, and the first elements. Changes the page's text:
    call it last."""
    page.evaluate(_source())
    return _lines([page.evaluate(_RUN, TAGS), page.evaluate(_CONTRAST)])


def everything(page: Page) -> list[str]:
    """The same, and what axe knows of good practice."""
    page.evaluate(_source())
    return _lines([page.evaluate(_ALL), page.evaluate(_CONTRAST)])


def contrast(page: Page) -> list[str]:
    """Once more in other colours, of a page at which `everything` has looked."""
    return _lines([page.evaluate(_CONTRAST)])


def _lines(results: list[dict]) -> list[str]:
    return sorted(
        {
            f"{fault['id']} ({fault['impact']}): {node['html'][:160]} … {_why(node)}"
            for result in results
            for fault in result["violations"]
            for node in fault["nodes"][:5]
        }
    )


def is_within_the_window(page: Page) -> bool:
    """Nothing is wider than the window. It waits for the page first: between two pages there is
    none to ask."""
    page.wait_for_function("document.documentElement && document.readyState === 'complete'")
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _why(node: dict) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)[:200]
