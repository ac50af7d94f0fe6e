"""The pick-up desk says of each code and number what can be done with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from loket.bookings import actions as bookings
from loket.bookings.allocation import Granted, Request
from loket.bookings.models import Booking, Slot
from loket.bookings.people import Person
from loket.cases import actions, collecting
from loket.cases.actions import Collector
from loket.cases.collecting import Verdict
from loket.cases.models import CaseEvent, CaseType, Follower, FollowerHow
from loket.offices.models import Service
from tests.cases.conftest import NOW, NUMBER

BORN = date(1990, 3, 12)
TODAY = NOW.date()


@pytest.fixture
def book(office, siti, keyring):
    """Book an hour for collecting; return its code."""

    def book(name: str = "Siti Aminah", hour: int = 13) -> str:
        slot = Slot.objects.create(
            office_id=office.id,
            service_id=Service.objects.get(slug="pengambilan").id,
            day=TODAY,
            starts=time(hour),
            ends=time(hour + 1),
            starts_at=datetime.combine(TODAY, time(hour - 7), UTC),
            capacity=4,
        )
        before = NOW - timedelta(days=2)
        people = [Person(name, BORN)]
        request = Request(siti, office.agency_id, slot.id, people, before)
        (granted,) = bookings.book([request], keyring)
        assert isinstance(granted, Granted)
        return Booking.objects.get(id=granted.booking_id).code

    return book


@pytest.fixture
def find(office, keyring):
    def find(said: str, at: int = 0):
        return collecting.find(said, at or office.id, office.agency_id, keyring)

    return find


@pytest.mark.parametrize(
    ("stage", "verdict"),
    [
        ("cetak", Verdict.NOT_READY),
        ("siap", Verdict.READY),
        ("diambil", Verdict.COLLECTED),
        ("batal", Verdict.ENDED),
    ],
)
def test_a_code_leads_to_the_case_of_whoever_booked(
    make_case, book, find, stage, verdict
):
    case = make_case(stage)
    Follower.objects.get_or_create(
        case=case, contact_id=Booking.objects.get(code=book()).contact_id,
        defaults={"how": FollowerHow.PHONE, "since_at": NOW},
    )  # fmt: skip
    code = Booking.objects.get().code

    for said in (code, code.lower(), f" {code} "):
        answer = find(said)
        assert answer.verdict is verdict
        assert [one.case.id for one in answer.shown] == [case.id]


def test_a_number_leads_there_as_well_and_other_offices_are_told(
    make_case, find, office
):
    make_case("siap")

    assert find(NUMBER).verdict is Verdict.READY
    assert find(f"{NUMBER[:8]} {NUMBER[8:]}").verdict is Verdict.READY
    assert find(NUMBER, at=office.id + 1).verdict is Verdict.OTHER_OFFICE
    assert find("TS-XXXXX").verdict is Verdict.UNKNOWN


def test_a_booking_without_a_case_says_so(book, find, office):
    code = book()

    assert find(code).verdict is Verdict.NO_CASE
    assert find(code, at=office.id + 1).verdict is Verdict.OTHER_OFFICE


def test_of_a_family_the_case_of_who_comes_is_shown(make_case, book, find, siti):
    mine = make_case("siap")
    child = make_case("siap", number="9926112600000418", name="Aisyah", phone="")
    for case in (mine, child):
        Follower.objects.get_or_create(
            case=case, contact_id=siti, defaults={"how": "proof", "since_at": NOW}
        )

    answer = find(book(name="Aisyah"))

    assert [one.case.id for one in answer.shown] == [child.id]


def test_who_comes_today_stands_with_what_they_come_for(
    make_case, book, siti, office, keyring
):
    case = make_case("siap")
    book(hour=14)
    book("Budi", hour=9)

    coming = collecting.coming(office.id, TODAY, keyring)

    assert [one.booking.starts.hour for one in coming] == [9, 14]
    assert [[c.id for c in one.cases] for one in coming] == [[case.id], [case.id]]
    assert collecting.coming(office.id, TODAY + timedelta(days=1), keyring) == []


def test_who_took_it_stands_in_its_life(make_case, keyring):
    case = make_case("siap")

    actions.hand_out(case.id, case.stage_id, Collector(False, 1), NOW, keyring)

    last = CaseEvent.objects.filter(case=case).order_by("id").last()
    proxies = CaseType.objects.get(id=case.type_id).proxies
    assert (last.kind, last.details["by"], last.details["proxy"]) == (
        "collected_by", "proxy", proxies[1]["who"],
    )  # fmt: skip
    with pytest.raises(actions.NotPossible):
        actions.hand_out(case.id, case.stage_id, Collector(), NOW, keyring)
