"""Own words are tried in a phone before they are saved, and can be undone."""

import pytest

from tests.browser.desk import HEAD

pytestmark = pytest.mark.browser


def test_a_slip_is_shown_while_typing_and_refused_at_saving(visit):
    page = visit("/texts/id/hint.places/", email=HEAD)
    page.locator("#form-0").fill("masih {kursi}")
    page.get_by_text("Hapus {kursi}").wait_for()
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("Belum tersimpan").wait_for()
    assert page.locator("#form-0").input_value() == "masih {kursi}"
    page.close()


def test_own_words_are_tried_saved_and_undone(visit):
    page = visit("/texts/id/hello.again/", email=HEAD)
    page.locator("#form-0").fill("Sugeng rawuh.")
    page.locator("#preview .lk-wa", has_text="Sugeng rawuh.").wait_for()
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("Tersimpan.").wait_for()

    page.get_by_text("Kembali ke teks asli").click()
    page.get_by_role("button", name="Pakai lagi teks asli").click()

    page.get_by_text("Teks asli dipakai lagi").wait_for()
    assert page.locator("#form-0").input_value() == "Halo."
    page.close()


def test_a_text_is_found_while_typing(visit):
    page = visit("/texts/", email=HEAD)
    page.keyboard.press("/")
    page.keyboard.type("belum mengerti")

    page.locator("#texts section").nth(1).wait_for(state="detached")

    assert "belum mengerti" in page.inner_text("#texts")
    page.close()
