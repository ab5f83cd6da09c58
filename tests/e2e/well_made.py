"""Whether a page is well made, as a browser and axe see it: at several widths and in both themes of one load."""

from pathlib import Path

from playwright.sync_api import Page as Tab

AXE = (Path(__file__).resolve().parent.parent / "vendor/axe.min.js").read_text()
FIND = """axe.run(document, { resultTypes: ["violations"] })
  .then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"""
WIDTHS = (360, 768, 1440)
# A page that stands in one theme whatever is chosen, such as the stage, is left in it.
WEAR = """([was, theme]) => {
  const { dataset } = document.documentElement;
  if (dataset.theme === was) dataset.theme = theme;
}"""


def violations(tab: Tab) -> list[str]:
    """What axe finds; run past the page's own policy, which lets in no script of ours either."""
    script = FIND if tab.evaluate("'axe' in globalThis") else f"{AXE};{FIND}"
    line = tab.context.new_cdp_session(tab)
    answer = line.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})
    line.detach()
    return answer["result"]["value"]


def faults(tab: Tab, looks) -> list[str]:
    """What is wrong in any of these looks, (width, theme) each; the page is not loaded again for them."""
    found, was = [], "light"
    for width, theme in looks:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.evaluate(WEAR, [was, theme])
        was = theme
        found += [f"{width} {theme}: {each}" for each in violations(tab)]
    return found + _too_wide(tab, looks[-1][0])


def _too_wide(tab: Tab, has: int) -> list[str]:
    """The widths out of which something runs; the one it has comes first, since each other is laid out anew."""
    found = []
    for width in sorted(WIDTHS, key=lambda each: each != has):
        tab.set_viewport_size({"width": width, "height": 800})
        wide = tab.evaluate("document.documentElement.scrollWidth")
        found += [f"{width}: {wide} px wide"] if wide > width else []
    return found
