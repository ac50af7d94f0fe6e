"""What a copy says of somebody's cases, and what is left when they are forgotten."""

from __future__ import annotations

from loket.cases import of_person
from loket.cases.models import Case, CaseEvent, Follower
from loket.contacts.subjects import Subject
from tests.cases.conftest import NUMBER


def test_a_copy_lists_the_cases_of_which_they_hear(make_case, siti, office):
    make_case("cetak")

    (row,) = of_person.cases(Subject(siti, office.agency_id))

    assert (row["type"], row["stage"], row["how"]) == ("paspor-baru", "cetak", "phone")
    assert NUMBER not in str(row)


def test_who_is_forgotten_follows_nothing_and_the_case_stays(make_case, siti, office):
    case = make_case("cetak")

    gone = of_person.erase(Subject(siti, office.agency_id))

    assert gone == {"cases_unfound": 1, "cases_followed": 1}
    assert not Follower.objects.exists()
    assert Case.objects.get(id=case.id).phone_key is None
    assert CaseEvent.objects.filter(case=case).exists()
