"""What another system tells of cases counts once, in order, and is never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from loket.cases import queries
from loket.cases.models import Case, CaseEvent, Feed
from loket.cases.records import Became, Fault, Refused, Taken
from loket.messaging.models import Notice
from loket.offices.models import Closure
from tests.cases.conftest import NOW, NUMBER, PHONE, record

HOUR = timedelta(hours=1)


def became(outcomes):
    return [one.became if isinstance(one, Taken) else one.fault for one in outcomes]


def events():
    return list(CaseEvent.objects.order_by("id").values_list("kind", flat=True))


def test_a_new_case_stands_where_its_source_says(take, kind, keyring):
    (taken,) = take(record("bayar"))

    row = queries.by_id([taken.case_id], keyring)[taken.case_id]
    assert row.stage_id == kind.stage("bayar").id
    assert (row.holder.number, row.holder.phone) == (NUMBER, PHONE)
    assert events() == ["opened"]


def test_nothing_of_its_holder_can_be_read_in_the_table(take):
    take(record())

    case = Case.objects.values().get()
    stored = b"|".join(bytes(v) for v in case.values() if isinstance(v, memoryview))
    assert not [word for word in (NUMBER, "Siti", PHONE) if word.encode() in stored]


def test_the_promise_counts_working_days_of_the_office(take, office):
    Closure.objects.create(
        agency=office.agency, day=date(2026, 11, 25), reason="Libur", source="SKB"
    )

    take(record("bayar"))

    case = Case.objects.get()
    assert case.promise_from == date(2026, 11, 23)
    # Tuesday, Thursday, Friday, Monday.
    assert case.expected_date == case.promised_date == date(2026, 11, 30)


def test_the_same_day_is_promised_on_the_express_track(take):
    take(record("bayar", track="express"))

    assert Case.objects.get().expected_date == date(2026, 11, 23)


def test_a_promise_goes_on_from_stage_to_stage_and_ends_when_it_is_kept(make_case):
    make_case("bayar")
    make_case("cetak", NOW + 24 * HOUR)
    assert Case.objects.get().expected_date == date(2026, 11, 27)

    make_case("siap", NOW + 48 * HOUR)

    case = Case.objects.get()
    assert case.expected_date is None
    assert case.promised_date == date(2026, 11, 27)
    assert case.ready_at == NOW + 48 * HOUR


def test_said_again_changes_nothing(take):
    assert became(take(record(), record())) == [Became.CREATED, Became.UNCHANGED]
    assert events() == ["opened"]


def test_an_older_version_changes_nothing(take):
    take(record("cetak", version=7))

    assert became(take(record("bayar", version=6))) == [Became.OLD]
    assert events() == ["opened"]


def test_an_older_moment_changes_nothing_where_there_are_no_versions(take):
    take(record("cetak"))

    assert became(take(record("bayar", at=NOW - HOUR))) == [Became.OLD]


def test_stages_of_one_case_in_one_batch_all_stand_in_its_life(take):
    moments = [NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR]
    stages = zip(["bayar", "cetak", "siap"], moments, strict=True)

    take(*(record(stage, at=at) for stage, at in stages))

    assert events() == ["opened", "moved", "moved"]


def test_a_stage_that_was_passed_over_is_no_mistake(take):
    take(record("terdaftar"))
    take(record("siap", at=NOW + HOUR), now=NOW + HOUR)

    assert events() == ["opened", "moved"]


def test_a_step_back_is_a_correction(take):
    take(record("siap"))
    take(record("cetak", at=NOW + HOUR), now=NOW + HOUR)

    assert events() == ["opened", "corrected"]
    assert Case.objects.get().ready_at is None


def test_what_a_record_leaves_out_stays(take, keyring):
    (taken,) = take(record())
    take(record("bayar", at=NOW + HOUR, name="", phone="", birth_date=None))

    holder = queries.by_id([taken.case_id], keyring)[taken.case_id].holder
    assert (holder.name, holder.phone) == ("Siti Aminah", PHONE)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"office": "XX"}, Fault.UNKNOWN_OFFICE),
        ({"type": "sim"}, Fault.UNKNOWN_TYPE),
        ({"stage": "bap"}, Fault.UNKNOWN_STAGE),
        ({"number": "12; drop"}, Fault.BAD_NUMBER),
        ({"phone": "0812"}, Fault.BAD_PHONE),
        ({"name": "a" * 201}, Fault.BAD_NAME),
        ({"at": NOW + 2 * HOUR}, Fault.BAD_MOMENT),
        ({"at": NOW.replace(tzinfo=None)}, Fault.BAD_MOMENT),
    ],
)
def test_a_wrong_record_is_refused_by_name_and_hurts_no_other(take, wrong, fault):
    good = record(number="9926112600000999")

    answers = take(record(**wrong), good)

    assert answers[0] == Refused(fault)
    assert became(answers[1:]) == [Became.CREATED]


def test_a_case_does_not_change_its_type(take):
    take(record())

    assert became(take(record(type="paspor-anak", at=NOW))) == [Fault.OTHER_TYPE]


def test_whoever_writes_with_the_number_on_file_will_be_told(take, siti):
    take(record("bayar"))

    notice = Notice.objects.get()
    assert (notice.kind, notice.contact_id) == ("case.news", siti)
    assert NUMBER not in notice.key + str(notice.parameters)


def test_a_stage_that_nobody_is_told_of_is_told_nobody(take, siti):
    take(record("terdaftar"))

    assert not Notice.objects.exists()


def test_who_may_collect_is_warned_until_it_is_collected(make_case, siti):
    make_case("siap")
    days = {n.due_at.date() for n in Notice.objects.filter(kind="case.uncollected")}
    assert days == {date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 18)}

    make_case("diambil", NOW + HOUR)

    assert not Notice.objects.filter(kind="case.uncollected").exists()


def test_a_feed_is_heard(take):
    take(record())

    assert Feed.objects.get().heard_at == NOW


def test_the_life_of_a_case_is_only_added_to(take):
    take(record())

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        CaseEvent.objects.update(kind="moved")
