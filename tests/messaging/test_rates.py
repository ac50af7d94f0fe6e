"""What a message costs, by market, category and day."""

from datetime import date

import pytest

from loket.channels.types import Sender
from loket.messaging import rates
from loket.messaging.models import Rate

UTILITY = ("ID", "utility")
SERVICE = ("ID", "service")


@pytest.mark.parametrize(
    ("sender", "market"),
    [
        (Sender(phone="62811"), "ID"),
        (Sender(user_id="ID.1349"), "ID"),
        (Sender(phone="60123", user_id="ID.1"), ""),
        (Sender(user_id="MY.1349"), ""),
        (Sender(), ""),
    ],
)
def test_the_market_is_where_the_number_is(sender, market):
    assert rates.market_of(sender) == market


def test_words_in_the_window_cost_something_from_october_2026_on(account):
    card = rates.Card()

    assert card.price("100", SERVICE, date(2026, 9, 30)).micros == 0
    october = card.price("100", SERVICE, date(2026, 10, 1))
    assert october.micros == card.price("100", UTILITY, date(2026, 10, 1)).micros > 0


def test_nobody_knows_a_price_before_the_first_rate_or_of_another_market(account):
    card = rates.Card()

    assert card.price("100", UTILITY, date(2025, 6, 30)) is None
    assert card.price("100", ("MY", "utility"), date(2026, 11, 1)) is None


def test_an_agencys_own_rate_stands_above_ours_from_its_day_on(account):
    Rate.objects.create(
        agency=account.agency,
        market="ID",
        category="utility",
        since=date(2026, 11, 1),
        micros=400_000_000,
        currency="IDR",
        source="contract 7",
    )
    card = rates.Card()

    assert card.price("100", UTILITY, date(2026, 11, 1)).currency == "IDR"
    assert card.price("100", UTILITY, date(2026, 10, 31)).currency == "USD"
    assert card.price("another", UTILITY, date(2026, 11, 1)).currency == "USD"


def test_only_figures_with_a_public_page_are_not_called_assumed():
    known = {key[1] for key, it in rates.OURS.items() if not it[-1].is_assumed}

    assert known == {"marketing", "authentication_international"}


def test_every_rate_of_ours_names_its_source_and_rises_in_time():
    for prices in rates.OURS.values():
        assert [it.since for it in prices] == sorted(it.since for it in prices)
        assert all(it.source and it.currency for it in prices)
