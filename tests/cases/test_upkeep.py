"""Promises follow the calendar, missed days are told, what nobody collects lapses."""

from __future__ import annotations

from datetime import date, timedelta

from loket.cases import actions
from loket.cases.models import Case, CaseEvent
from loket.messaging.models import Notice
from loket.offices.models import Closure
from tests.cases.conftest import NOW

DAY = timedelta(days=1)


def test_a_new_holiday_moves_the_promise_and_is_told(make_case, office, siti, keyring):
    make_case("bayar")
    Notice.objects.all().delete()
    Closure.objects.create(
        agency=office.agency, day=date(2026, 11, 26), reason="Libur", source="SKB"
    )

    assert actions.recount(NOW, keyring) == 1

    case = Case.objects.get()
    assert (case.promised_date, case.expected_date) == (
        date(2026, 11, 27),
        date(2026, 11, 30),
    )
    assert CaseEvent.objects.last().details == {
        "before": "2026-11-27",
        "expected": "2026-11-30",
    }
    assert Notice.objects.get().kind == "case.news"
    assert actions.recount(NOW, keyring) == 0


def test_a_missed_day_is_told_once(make_case, siti):
    make_case("cetak")
    make_case("bayar", number="9926112600000998")
    Case.objects.update(expected_date=date(2026, 11, 24))
    Notice.objects.all().delete()
    morning = NOW.replace(hour=17) + DAY  # 00.00 of the 25th in Jakarta

    assert actions.miss(morning - timedelta(minutes=1)) == 0
    # The other one waits for its citizen.
    assert actions.miss(morning) == 1
    assert actions.miss(morning) == 0
    assert [one.kind for one in Notice.objects.all()] == ["case.missed"]


def test_what_nobody_collects_lapses(make_case, kind, keyring):
    make_case("siap")

    assert actions.lapse(NOW + 30 * DAY, keyring) == 0
    assert actions.lapse(NOW + 31 * DAY, keyring) == 1

    case = Case.objects.get()
    assert case.stage_id == kind.stage("batal").id
    assert case.closed_at is not None
    assert CaseEvent.objects.last().details == {"reason": "not collected"}
