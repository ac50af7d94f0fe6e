"""Fees by day and official addresses, each of its own agency."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from loket.offices import facts
from loket.offices.models import Agency, Fee, OfficialAddress

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def agency():
    return Agency.objects.create(slug="a", name="A")


@pytest.fixture
def other():
    return Agency.objects.create(slug="b", name="B")


def fee(agency, rupiah, since, until=None, position=0):
    return Fee.objects.create(
        agency=agency,
        position=position,
        names={"id": "Buku"},
        rupiah=rupiah,
        source="PP 45/2024",
        valid_from=since,
        valid_until=until,
        read_on=since,
    )


def test_a_new_tariff_counts_from_its_day_on(agency):
    fee(agency, 350, date(2019, 5, 3), date(2026, 12, 31))
    fee(agency, 650, NEW_YEAR)

    def amounts(day):
        return [f.rupiah for f in facts.fees({agency.id}, day).get(agency.id, ())]

    assert amounts(date(2026, 12, 31)) == [350]
    assert amounts(NEW_YEAR) == [650]
    assert amounts(date(2019, 5, 2)) == []


def test_fees_stand_in_the_order_of_their_agency(agency, other):
    fee(agency, 2, NEW_YEAR, position=2)
    fee(agency, 1, NEW_YEAR, position=1)
    fee(other, 3, NEW_YEAR)

    found = facts.fees({agency.id, other.id}, NEW_YEAR)

    assert [f.rupiah for f in found[agency.id]] == [1, 2]
    assert [f.rupiah for f in found[other.id]] == [3]


def test_a_fee_cannot_end_before_it_begins(agency):
    with pytest.raises(IntegrityError), transaction.atomic():
        fee(agency, 1, NEW_YEAR, date(2026, 12, 31))


def test_addresses_are_those_of_the_agency(agency, other):
    for place, owner in enumerate((agency, other)):
        OfficialAddress.objects.create(
            agency=owner, position=place, kind="web", value=f"{owner.slug}.go.id"
        )

    assert facts.addresses({agency.id}) == {agency.id: ["a.go.id"]}
