"""The bar above a page: nothing in it lies over anything else, however wide it is."""

import pytest

from tests.browser.desk import HEAD

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 768, 900, 1024, 1200, 1280, 1366, 1440)
# A long day that is not today, so that the way back to today is there too.
PAGE = "/offices/TM/agenda/?day=2020-09-30"

OVERLAPS = """() => {
  const parts = [...document.querySelectorAll(
    ["h1", "b", ".btn", ".sc-offices", "form.sc-search", ".lk-live", "summary"]
      .map(it => ".lk-top " + it).join())]
    .map(it => [it.textContent.trim().split("\\n")[0], it.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height > 1);
  const are_over = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  return parts.flatMap(([name, box], n) => [
    ...(box.right > innerWidth + 0.5 ? [name + " leaves the page"] : []),
    ...parts.slice(n + 1).filter(([, other]) => are_over(box, other))
      .map(([other]) => name + " / " + other)]);
}"""


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_lies_over_anything_else(visit, site, language):
    page = visit(PAGE, email=HEAD)
    page.context.add_cookies([{"name": "language", "value": language, "url": site.url}])
    page.reload()
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wrong[width] = page.evaluate(OVERLAPS)
    page.context.clear_cookies(name="language")
    page.close()

    assert {width: found for width, found in wrong.items() if found} == {}


def test_the_offices_can_be_reached_however_narrow_it_is(visit):
    page = visit(PAGE, width=900, email=HEAD)
    page.locator(".lk-me").click()

    page.get_by_role("link", name="Kantor Tirtasari").click()

    page.wait_for_url("**/offices/TS/agenda/")
    page.close()
