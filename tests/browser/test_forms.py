"""Pages that have no address of their own: what a form answers, good or bad."""

from __future__ import annotations

import pytest

from tests.browser import looks
from tests.browser.desk import ADMIN

pytestmark = pytest.mark.browser

# By what is sent: where, into which field, and what then is on the page.
SENT = {
    "nobody": ("/people/", "#q", "zzzzzz", ".lk-empty"),
    "a name of cases": ("/cases/", "#search", "bayu", "a[data-row]"),
    "a number of no case": ("/cases/", "#search", "9926000000000000", ".lk-empty"),
    "a code of nobody": (
        "/offices/TS/collecting/",
        "#search",
        "TS-22222",
        ".cs-verdict",
    ),
    "no name of a colleague": ("/staff/new/", "#id_name", "", ".lk-field-err"),
    "half a key": ("/setup/keys/", "#id_name", "Layar", ".lk-field-err"),
    "half a webhook": ("/setup/webhooks/", "#id_url", "x", ".lk-field-err"),
}


@pytest.mark.parametrize("sent", SENT)
def test_what_a_form_answers_is_for_everybody(visit, sent):
    address, field, words, part = SENT[sent]
    page = visit(address, email=ADMIN)
    page.fill(field, words)
    page.locator(field).press("Enter")
    page.locator(part).first.wait_for()

    assert looks.everywhere(page, page.troubles) == {}
    page.close()


def test_a_key_is_shown_once_to_everybody(visit):
    page = visit("/setup/keys/", email=ADMIN)
    page.fill("#id_name", "Layar ruang tunggu")
    page.fill("#id_source", "layar")
    page.get_by_label("Membaca siapa yang datang").check()
    page.get_by_role("button", name="Buat kuncinya").click()
    page.locator("#secret").wait_for()

    assert looks.everywhere(page, page.troubles) == {}
    page.close()
