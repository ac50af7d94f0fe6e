"""What the platform told us, looked at and settled; a citizen's picture, opened."""

from __future__ import annotations

import pytest

from tests.browser import looks
from tests.browser.desk import HEAD

pytestmark = pytest.mark.browser


@pytest.fixture
def stuck(visit):
    page = visit("/messages/stuck/", email=HEAD)
    yield page
    page.close()


def test_a_conflict_is_settled_by_keys_and_what_is_unknown_is_found(stuck):
    button = stuck.get_by_role("button", name="Sudah saya periksa")
    button.focus()
    stuck.keyboard.press("Enter")
    stuck.get_by_text("Dicatat. Tidak ada yang digabung.").wait_for()
    assert not stuck.get_by_text("Dua kontak, mungkin satu orang").is_visible()

    stuck.get_by_role("link", name="Lihat apa saja").click()
    stuck.get_by_text("hologram").wait_for()
    assert stuck.get_by_text("beam, colour").is_visible()
    assert stuck.troubles == []


def test_a_picture_of_a_citizen_opens_beside_their_words(visit, ids):
    # Somebody may have given the talk back, so that it no longer stands in the list.
    page = visit(f"/talks/{ids['pictured']}/", email=HEAD)
    link = page.get_by_role("link", name="akta kelahiran.jpg")
    link.wait_for()
    assert page.get_by_text("Berkas tidak sampai").is_visible()
    assert looks.everywhere(page, page.troubles) == {}

    with page.context.expect_page() as opened:
        link.click()
    picture = opened.value
    picture.wait_for_load_state()
    assert picture.locator("img").evaluate("img => img.naturalWidth") == 1
    picture.close()
    page.close()
