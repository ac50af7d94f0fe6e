"""Every page on a desktop and a phone, light and dark, by axe."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.browser import looks, spoken
from tests.browser.pages import ADDRESSES, OPENED_BY

pytestmark = pytest.mark.browser

# Pages that say that something is not there, or not any more.
STATUSES = {"/joining/1/x/": 410, "/tidak/ada": 404}


def test_every_address_leads_to_its_page(ids):
    led = {
        (name, resolve(address.format(**ids).partition("?")[0]).url_name)
        for name, addresses in ADDRESSES.items()
        for address in addresses
    }

    assert [(name, found) for name, found in led if name != found] == []


@pytest.mark.parametrize("name", OPENED_BY)
def test_a_page_is_for_everybody(visit, ids, name):
    for address in ADDRESSES[name]:
        page = visit(address.format(**ids), email=OPENED_BY[name])

        assert urlsplit(page.url).path == address.format(**ids).partition("?")[0]
        assert page.answer.status == STATUSES.get(address, 200), address
        assert looks.everywhere(page, page.troubles) == {}, address
        assert spoken.foreign(spoken.of(page), "id") == [], address
        page.close()


def test_a_page_that_is_not_there_is_for_everybody(visit):
    page = visit("/tidak/ada")

    assert page.answer.status == STATUSES["/tidak/ada"]
    assert looks.everywhere(page, page.troubles) == {}
    page.close()
