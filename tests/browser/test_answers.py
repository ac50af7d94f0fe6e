"""What people answered to their reminder, as the agenda shows it."""

import pytest

from tests.browser.desk import FRONT

pytestmark = pytest.mark.browser


def test_who_comes_and_who_is_silent_stand_beside_the_name(visit):
    page = visit("/offices/TM/agenda/", email=FRONT)
    # Those of the present hour are marked by other tests; late in the evening there is
    # none still to come.
    page.locator("tr.sc-hour:not(.now) a[data-hour]").last.click()
    page.locator("tr.sel:not(.now)").wait_for()
    page.get_by_text("Jawaban atas pengingat").wait_for()
    rows = page.locator(".sc-person")

    rows.filter(has_text="Akan datang").first.wait_for()
    rows.filter(has_text="Belum menjawab").first.wait_for()
    page.close()
