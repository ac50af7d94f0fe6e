"""A day at the front desk, with mouse, keys and a colleague who acts as well."""

from urllib.parse import urlsplit

import psycopg
import pytest

from tests.browser.desk import FRONT, HEAD
from tests.browser.looks import faults
from tests.browser.site import sign_in

pytestmark = pytest.mark.browser


def coming(page):
    """The first row of somebody who is booked in an hour that has begun."""
    return page.locator(".sc-person", has=page.locator("button[id^=away-]")).first


def code_of(row):
    return row.locator(".sc-nowrap").inner_text()


def address_of(page):
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


def row_of(page, code):
    return page.locator(".sc-person", has_text=code)


def test_arrival_is_marked_and_taken_back(agenda):
    code = code_of(coming(agenda))
    row_of(agenda, code).get_by_role("button", name="Datang").click()
    agenda.get_by_text(f"{code} ditandai datang").wait_for()
    row_of(agenda, code).locator(".lk-tag.come").wait_for()

    agenda.get_by_role("button", name="Urungkan", exact=True).click()

    row_of(agenda, code).get_by_role("button", name="Tidak hadir").wait_for()
    agenda.get_by_text("kembali dinantikan").wait_for()


def test_one_key_marks_the_person_in_focus(agenda):
    code = code_of(coming(agenda))
    row_of(agenda, code).focus()

    agenda.keyboard.press("t")
    row_of(agenda, code).get_by_role("button", name="Urungkan").wait_for()
    agenda.keyboard.press("a")
    row_of(agenda, code).locator(".lk-tag.come").wait_for()
    agenda.keyboard.press("u")
    row_of(agenda, code).get_by_role("button", name="Tidak hadir").wait_for()

    agenda.keyboard.press("j")
    focused = agenda.evaluate("document.activeElement.className")
    assert "sc-person" in focused


def test_a_booking_is_moved_with_its_words_seen_before(agenda):
    coming(agenda).get_by_role("link", name="Antrean").click()
    agenda.get_by_role("heading", name="Pindahkan ke jam lain").wait_for()
    agenda.locator("#slot").select_option(index=1)
    agenda.locator("#words-move").get_by_text("tidak ada yang dikabari").wait_for()
    assert faults(agenda) == []

    agenda.get_by_role("button", name="Pindahkan dan kabari").click()

    agenda.get_by_text("Dipindahkan. Warga dikabari.").wait_for()
    agenda.get_by_role("link", name="Cetak tanda terima").click()
    agenda.locator(".lk-qr").wait_for()
    assert faults(agenda) == []


def test_the_toast_goes_by_itself(agenda):
    code = code_of(coming(agenda))
    row_of(agenda, code).get_by_role("button", name="Tidak hadir").click()
    toast = agenda.locator(".lk-toast")
    toast.wait_for()
    agenda.evaluate("document.querySelector('.lk-toast').dataset.goneAfter = 1")
    agenda.mouse.move(5, 5)

    toast.wait_for(state="detached", timeout=4000)


def test_a_colleague_sees_it_at_once(agenda, visit, site):
    other = visit(address_of(agenda), email=FRONT)
    code = code_of(coming(other))
    row_of(agenda, code).get_by_role("button", name="Datang").click()
    row_of(agenda, code).locator(".lk-tag.come").wait_for()

    announce(site)

    row_of(other, code).locator(".lk-tag.come").wait_for(timeout=5000)
    other.close()


def test_what_changes_while_the_page_opens_is_seen_at_once(agenda, visit, site):
    other = visit(address_of(agenda), email=FRONT)
    code = code_of(coming(other))
    held = []
    agenda.route("**/live/**", lambda route: held.append(route))
    agenda.reload()
    row_of(agenda, code).get_by_role("button", name="Datang").wait_for()
    row_of(other, code).get_by_role("button", name="Datang").click()
    row_of(other, code).locator(".lk-tag.come").wait_for()
    announce(site)
    # The worker's word has to have come and gone before the screen listens.
    agenda.wait_for_timeout(500)

    held[0].continue_()

    row_of(agenda, code).locator(".lk-tag.come").wait_for(timeout=5000)
    agenda.unroute("**/live/**")
    other.close()


def announce(site):
    """What the worker's coalescer does ten times a second."""
    from loket.lib.live import changes

    with psycopg.connect(site.database_url) as there, there.cursor() as cursor:
        assert changes.announce(cursor) > 0


def test_who_acts_second_is_told(agenda, visit):
    other = visit(address_of(agenda), email=FRONT)
    code = code_of(coming(other))
    row_of(agenda, code).get_by_role("button", name="Datang").click()
    row_of(agenda, code).locator(".lk-tag.come").wait_for()

    row_of(other, code).get_by_role("button", name="Tidak hadir").click()

    other.get_by_text("sudah diubah Sari Wulandari: Datang sejak").wait_for()
    row_of(other, code).locator(".lk-tag.come").wait_for()
    other.close()


def test_keys_search_and_move(agenda):
    before = agenda.locator("tr.sel th a").inner_text()
    agenda.keyboard.press("ArrowUp")
    agenda.wait_for_function(
        "b => document.querySelector('tr.sel th a').textContent !== b", arg=before
    )
    assert "hour=" in agenda.url

    agenda.keyboard.press("/")
    agenda.keyboard.type("wulandari")
    agenda.get_by_text("Hasil cari “wulandari”").wait_for()
    assert agenda.evaluate("document.activeElement.id") == "search"

    agenda.keyboard.press("Escape")
    agenda.keyboard.press("?")
    agenda.get_by_role("dialog").wait_for()


def test_focus_stays_when_the_list_is_renewed(agenda):
    row = coming(agenda)
    name = row.locator("button[id^=away-]").get_attribute("id")
    agenda.locator(f"[id='{name}']").focus()

    with agenda.expect_response("**/agenda/**"):
        agenda.evaluate("htmx.trigger('#agenda', 'sse:resync')")

    agenda.wait_for_timeout(100)
    assert agenda.evaluate("document.activeElement.id") == name


def test_a_quota_is_saved_and_not_overwritten_while_typing(agenda):
    field = agenda.locator(".sc-quota").first
    field.fill("30")
    agenda.evaluate("htmx.trigger('#agenda', 'sse:resync')")
    agenda.wait_for_timeout(300)
    assert field.input_value() == "30"

    agenda.get_by_role("button", name="Simpan kuota").click()

    agenda.get_by_text("Kuota tersimpan.").wait_for()
    assert "/ 30" in agenda.locator("tr.sel").inner_text()


def test_a_lost_stream_is_said(agenda):
    # The page's own stream may open at any moment; here it is not heard.
    agenda.evaluate(
        "window.deaf = (event) => event.stopImmediatePropagation();"
        "window.addEventListener('htmx:sseOpen', window.deaf, true);"
        "htmx.trigger(document.body, 'htmx:sseError')"
    )

    agenda.get_by_text("Sambungan terputus sejak").wait_for(timeout=8000)

    agenda.evaluate(
        "window.removeEventListener('htmx:sseOpen', window.deaf, true);"
        "htmx.trigger(document.body, 'htmx:sseOpen')"
    )
    agenda.locator("#offline").wait_for(state="hidden")


def test_without_scripts_arrivals_can_be_marked(browser, site):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site, HEAD)
    page = context.new_page()
    page.goto(f"{site.url}/offices/TM/agenda/")
    code = code_of(coming(page))

    row_of(page, code).get_by_role("button", name="Datang").click()

    page.get_by_text(f"{code} ditandai datang").wait_for()
    context.close()
