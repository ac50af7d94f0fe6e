"""The page of costs adds up, takes budgets and prices, and refuses slips."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from loket.messaging import alarms
from loket.messaging.models import Budget, ChannelAccount, CostDay, Rate
from loket.offices.models import Duty
from tests.web.conftest import TODAY

PRICE = {
    "rate-category": "utility",
    "rate-amount": "367",
    "rate-currency": "idr",
    "rate-since": "2026-11-01",
    "rate-source": "Kontrak 7, 1 November 2026",
}


@pytest.fixture
def account(office):
    return ChannelAccount.objects.create(
        agency=office.agency, kind="whatsapp", external_id="1", display="+62", token=b""
    )


@pytest.fixture
def spend(account, office):
    def spend(micros, day=TODAY, category="utility", office_id=None, currency="USD"):
        CostDay.objects.create(
            account_id=account.id,
            office_id=office.id if office_id is None else office_id,
            day=day,
            category=category,
            currency=currency,
            messages=1_200,
            billable=1_000,
            micros=micros,
        )

    return spend


def read(client, **asked):
    return client.get(reverse("costs"), asked).content.decode()


def test_a_month_without_messages_says_so(budi, office):
    assert "Belum ada pesan bulan ini yang berbiaya" in read(budi)


def test_a_month_adds_up_by_office_and_category(budi, spend, office):
    spend(25_000_000)
    spend(5_000_000, category="service", office_id=0)

    page = read(budi)

    assert "30,00" in page
    assert office.name in page
    assert "Belum ada kantor" in page
    assert "Jawaban dalam jendela 24 jam" in page
    assert "2.400" in page


def test_an_earlier_month_is_shown_when_asked_for(budi, spend):
    spend(7_000_000, day=date(2026, 10, 5))

    assert "7,00" not in read(budi).split("year-title")[0]
    assert "7,00" in read(budi, month="2026-10").split("year-title")[0]


@pytest.mark.parametrize("month", ["2026-13", "x", "9999-01", ""])
def test_a_month_that_is_none_shows_this_one(budi, spend, month):
    spend(3_000_000)

    assert "3,00" in read(budi, month=month)


def test_messages_without_a_price_are_named(budi, spend):
    spend(0, currency="")

    assert "tidak diketahui harganya" in read(budi)


def test_a_budget_is_kept_shown_and_told_when_it_is_passed(budi, spend, office):
    spend(25_000_000)
    said = {
        "budget-office": office.id,
        "budget-amount": "20,00",
        "budget-currency": "usd",
    }

    page = budi.post(reverse("budgets"), said, follow=True).content.decode()

    assert Budget.objects.get().micros == 20_000_000
    assert "125%" in page
    assert len(alarms.open_alarms(office.agency_id)) == 1

    budi.post(reverse("budgets"), {**said, "budget-amount": "0"})
    assert not Budget.objects.exists()
    assert alarms.open_alarms(office.agency_id) == []


def test_a_budget_of_another_agencys_office_is_refused(budi, office):
    said = {"budget-office": 999_999, "budget-amount": "1", "budget-currency": "USD"}

    assert budi.post(reverse("budgets"), said).status_code == 422
    assert not Budget.objects.exists()


@pytest.mark.parametrize("amount", ["viel", "-1"])
def test_a_slip_of_the_pen_is_refused_beside_its_field(budi, office, amount):
    said = {"budget-amount": amount, "budget-currency": "USD"}

    answer = budi.post(reverse("budgets"), said)

    assert answer.status_code == 422
    assert "Tulis sebuah jumlah" in answer.content.decode()


def test_an_administrator_enters_a_price(rina, office):
    page = rina.post(reverse("prices"), PRICE, follow=True).content.decode()

    rate = Rate.objects.get()
    assert (rate.micros, rate.currency) == (367_000_000, "IDR")
    assert rate.since == date(2026, 11, 1)
    assert "Kontrak 7" in page
    assert "milik Anda" in page


def test_the_same_day_entered_twice_corrects_the_price(rina, office):
    rina.post(reverse("prices"), PRICE)
    rina.post(reverse("prices"), {**PRICE, "rate-amount": "370"})

    assert Rate.objects.get().micros == 370_000_000


@pytest.mark.parametrize(
    ("field", "value"),
    [("currency", "RUPIAH"), ("currency", "12"), ("since", "besok"), ("source", "")],
)
def test_a_price_without_its_source_or_day_is_refused(rina, office, field, value):
    answer = rina.post(reverse("prices"), {**PRICE, f"rate-{field}": value})

    assert answer.status_code == 422
    assert not Rate.objects.exists()


def test_a_head_sees_prices_and_does_not_enter_them(budi, office):
    assert "Masukkan harga" not in read(budi)
    assert budi.post(reverse("prices"), PRICE).status_code == 404


def test_an_officer_sees_no_costs(client, make_staff, office):
    client.force_login(make_staff("Ani", Duty.OFFICER, office))

    assert client.get(reverse("costs")).status_code == 404


def test_a_month_stands_once_in_the_year_though_some_of_it_has_no_price(budi, spend):
    spend(5_000_000)
    spend(0, category="service", currency="")

    assert read(budi).count("?month=2026-11") == 1


def test_every_sentence_of_the_page_is_indonesian(budi, spend):
    spend(5_000_000)

    page = read(budi)

    assert "four fifths" not in page
    assert "Industry reports" not in page
