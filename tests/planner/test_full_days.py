"""Thirty conferences on one day: at every width what is shown can be read, and what is not is counted."""

import pytest

from tests.planner.paper import ON_A_DAY

pytestmark = pytest.mark.browser
READABLE = 48  # pixels: an hour and a syllable
SHOWN = """column => {
  const seen = each => each.getBoundingClientRect().width > 0;
  const fits = each => each.scrollWidth <= each.clientWidth;
  const hours = [...column.querySelectorAll(".block .at")].filter(seen);
  return {
    blocks: [...column.querySelectorAll(".block")].filter(seen).map(each => each.getBoundingClientRect().width),
    hours: hours.filter(each => /\\d\\d:\\d\\d/.test(each.innerText) && fits(each)).length,
    more: [...column.querySelectorAll(".more")].filter(seen).map(each => Number(/[+](\\d+)/.exec(each.innerText)[1])),
  };
}"""


# They begin at four hours, seven or eight at each.
@pytest.mark.parametrize(
    ("view", "width", "blocks"),
    [("week", 360, 8), ("week", 768, 4), ("week", 1024, 4), ("week", 1440, 8), ("day", 360, 8), ("day", 768, 30)],
)
def test_what_is_shown_can_be_read_and_the_others_are_counted(chair, full, view, width, blocks):
    chair.page.set_viewport_size({"width": width, "height": 900})
    chair.visit(f"/planner/{view}?on={full.on}")

    shown = chair.page.locator(f"[data-column][data-day='{full.on}']").evaluate(SHOWN)

    assert min(shown["blocks"]) >= READABLE and shown["hours"] == len(shown["blocks"])
    assert len(shown["blocks"]) == blocks and blocks + sum(shown["more"]) == ON_A_DAY
    assert chair.page.evaluate("document.documentElement.scrollWidth") == width


def test_from_the_day_the_number_leads_to_all_of_them_in_words(chair, full):
    chair.page.set_viewport_size({"width": 360, "height": 800})
    chair.visit(f"/planner/day?on={full.on}")
    chair.page.locator(".more a:visible").first.click()
    assert chair.page.locator("#list tbody tr:not(.day) a:visible").count() == ON_A_DAY
