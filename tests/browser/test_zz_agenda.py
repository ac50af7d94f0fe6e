import pytest
from tests.browser.desk import HEAD

pytestmark = pytest.mark.browser


def test_shots(visit):
    for n, (path, theme, w) in enumerate(
        [
            ("/offices/TM/agenda/", "light", 1366),
            ("/offices/TM/agenda/", "dark", 390),
            ("/offices/TM/bookings/new/", "light", 1366),
            ("/offices/TM/limits/", "light", 1366),
            ("/offices/TM/groups/", "light", 1366),
            ("/offices/TM/day-list/", "light", 1366),
            ("/offices/TM/paper-arrivals/", "light", 390),
            ("/offices/TM/waiting-list/", "light", 1366),
        ]
    ):
        page = visit(path, theme, w, HEAD)
        page.screenshot(path=f"/tmp/agenda-shot-{n}.png", full_page=n not in (1,))
        if n == 0:
            page.locator(".sc-person a[id^=more-]").first.click()
            page.wait_for_timeout(1200)
            page.screenshot(path="/tmp/agenda-shot-b.png", full_page=True)
            page.goto(page.url + "slip")
            page.wait_for_timeout(500)
            page.screenshot(path="/tmp/agenda-shot-s.png")
        page.close()
