"""A system that falls silent is noticed, and noticed again when it speaks."""

from __future__ import annotations

from datetime import timedelta

from loket.cases import feeds, queries, silence
from loket.cases.models import Asking, Feed
from loket.messaging.models import Alarm
from loket.offices.models import OpeningHours
from tests.cases.conftest import NOW, record

DAY = timedelta(days=1)


def open_alarms():
    return list(Alarm.objects.filter(settled_at=None).values_list("kind", flat=True))


def test_a_silent_feed_is_alarmed_until_it_speaks_again(take):
    take(record("bayar"))
    assert feeds.watch(NOW + DAY) == 0

    assert feeds.watch(NOW + DAY + timedelta(seconds=1)) == 1
    assert feeds.watch(NOW + 2 * DAY) == 1
    assert open_alarms() == ["feed"]

    later = NOW + 2 * DAY
    take(record("cetak", at=later), now=later)

    assert feeds.watch(later) == 0
    assert open_alarms() == []


def test_how_long_is_silent_is_set_for_each_feed(take):
    take(record("bayar"))
    Feed.objects.update(stale_after_s=3600)

    assert feeds.watch(NOW + timedelta(hours=2)) == 1


def test_a_weekend_is_no_silence(take):
    friday = NOW + 4 * DAY
    take(record("bayar", at=friday), now=friday)

    # Friday at ten to Sunday night are fourteen hours; the rest are those of Monday.
    assert feeds.watch(friday + 2.5 * DAY) == 0
    assert feeds.watch(friday + 3 * DAY) == 0
    assert feeds.watch(friday + 3 * DAY + timedelta(seconds=1)) == 1


def test_where_nobody_entered_hours_each_day_counts(take, office):
    friday = NOW + 4 * DAY
    take(record("bayar", at=friday), now=friday)
    OpeningHours.objects.all().delete()

    assert feeds.watch(friday + DAY + timedelta(seconds=1)) == 1


def test_an_answer_is_stale_by_the_same_days(make_case, keyring):
    friday = NOW + 4 * DAY
    case = make_case("bayar", at=friday)
    (row,) = queries.by_id([case.id], keyring).values()

    assert silence.stale([row], row.data_at + 3 * DAY) == set()
    assert silence.stale([row], row.data_at + 3.1 * DAY) == {case.id}
    assert silence.stale([row], row.data_at + 900 * DAY) == {case.id}


def test_tries_of_earlier_days_are_forgotten(db):
    Asking.objects.create(key=b"a", day=NOW.date() - 3 * DAY, tries=1)
    Asking.objects.create(key=b"b", day=NOW.date(), tries=1)

    feeds.forget_askings(NOW)

    assert [bytes(one.key) for one in Asking.objects.all()] == [b"b"]
