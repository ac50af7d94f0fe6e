"""A talk whose window has closed: an officer asks the citizen to write again."""

import psycopg
import pytest

from tests.browser import looks
from tests.browser.desk import HEAD

pytestmark = pytest.mark.browser


@pytest.fixture
def closed(site, visit):
    """The address of a taken talk in which nobody wrote for 25 hours."""
    page = visit("/talks/", email=HEAD)
    link = page.locator("a.ib-c", has_text="Yohanes Lumban").first
    address = link.get_attribute("href")
    page.close()
    talk = address.rstrip("/").rsplit("/", 1)[1]
    with psycopg.connect(site.database_url, autocommit=True) as there:
        there.execute(
            "insert into messaging_template (business_id, external_id, name, language,"
            " status, category, quality, parameter_format, reason, components,"
            " changed_at) select business_id, '', 'officer_answered_1', 'id',"
            " 'APPROVED', 'UTILITY', '', 'NAMED', '', '[]', now()"
            " from messaging_channelaccount limit 1"
        )
        # Another test may have answered just now, which would count as an invitation.
        there.execute(
            "update messaging_conversation set last_inbound_at = last_inbound_at"
            " - interval '25 hours', answered_at = null where id = %s",
            [talk],
        )
        yield address
        there.execute(
            "update messaging_conversation set last_inbound_at = last_inbound_at"
            " + interval '25 hours', answered_at = null where id = %s",
            [talk],
        )
        there.execute("delete from messaging_template where name like 'officer%'")


def test_the_text_is_read_before_it_is_sent(visit, closed):
    page = visit(closed, email=HEAD)

    page.get_by_text("Minta warga menulis").click()
    page.get_by_text("hendak menjawab pesan Anda").wait_for()

    assert looks.everywhere(page, page.troubles) == {}
    page.close()


def test_after_it_is_sent_the_page_says_so(visit, closed):
    page = visit(closed, email=HEAD)
    page.get_by_text("Minta warga menulis").click()

    page.get_by_role("button", name="Minta menulis", exact=True).click()

    page.get_by_text("Warga sudah diminta menulis").wait_for()
    assert page.troubles == []
    page.close()
