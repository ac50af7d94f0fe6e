"""Every page in English: nothing Indonesian in it, and no wider than a phone."""

from __future__ import annotations

import pytest

from tests.browser import looks, spoken
from tests.browser.pages import ADDRESSES, OPENED_BY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", OPENED_BY)
def test_a_page_speaks_english(visit, ids, name):
    for address in ADDRESSES[name]:
        who = OPENED_BY[name]
        page = visit(address.format(**ids), width=390, email=who, language="en")

        assert page.locator("html").get_attribute("lang") == "en", address
        assert looks.too_wide(page) == [], address
        assert page.troubles == [], address
        assert spoken.foreign(spoken.of(page), "en") == [], address
        page.close()
