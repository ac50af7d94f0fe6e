"""What people answered to their reminder, as the agenda shows it."""

import pytest

from tests.browser.conftest import faults
from tests.browser.desk import FRONT, HEAD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("theme", "width"), [("light", 1366), ("dark", 390), ("light", 320)]
)
def test_answers_can_be_read_by_everybody(visit, theme, width):
    page = visit("/offices/TM/agenda/", theme, width, email=HEAD)
    page.get_by_text("Jawaban atas pengingat").wait_for()

    assert page.get_by_text("belum menjawab").first.is_visible()
    assert not faults(page)
    assert not page.troubles
    page.close()


def test_who_comes_and_who_is_silent_stand_beside_the_name(visit):
    page = visit("/offices/TM/agenda/", email=FRONT)
    # The last hour: in the present one other tests mark who came.
    page.locator("[data-hour]").last.click()
    rows = page.locator(".sc-person")

    rows.filter(has_text="Akan datang").first.wait_for()
    rows.filter(has_text="Belum menjawab").first.wait_for()
    page.close()
