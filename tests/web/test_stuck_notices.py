"""What became of reminders is counted for those who mend messages."""

from datetime import timedelta

import pytest

from loket.lib import ids
from loket.messaging.models import Notice
from loket.messaging.states import NoticeState
from loket.offices.models import Agency
from tests.web.conftest import NOW


@pytest.fixture
def settle(office):
    def settle(state, count=1, *, agency=None, ago=timedelta(days=1)):
        for _ in range(count):
            Notice.objects.create(
                id=ids.new(), key=ids.new().hex, kind="reminder.day",
                agency_id=(agency or office.agency).id, office_id=office.id,
                contact_id=ids.new(), due_at=NOW - ago, expires_at=NOW,
                state=state, settled_at=NOW - ago,
            )  # fmt: skip

    return settle


def stuck(browser):
    return browser.get("/messages/stuck/").content.decode()


def test_without_reminders_nothing_is_said(rina, office):
    assert "Pengingat 7 hari terakhir" not in stuck(rina)


def test_what_was_sent_and_what_was_not_is_counted(rina, settle):
    settle(NoticeState.SAID, 3)
    settle(NoticeState.EXPIRED, 2)
    settle(NoticeState.STOPPED)

    page = stuck(rina)
    assert "Pengingat 7 hari terakhir: 3 terkirim, 3 tidak terkirim." in page
    assert "2 terlambat, 1 orang sudah menulis STOP, dan 0 tidak berlaku" in page


def test_what_is_old_or_of_others_is_not_counted(rina, settle):
    settle(NoticeState.SAID, ago=timedelta(days=8))
    settle(NoticeState.SAID, agency=Agency.objects.create(slug="lain", name="Lain"))

    assert "Pengingat 7 hari terakhir" not in stuck(rina)
