"""Amounts are read as people write them, and written in their language."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from loket.web.costs import money


@pytest.mark.parametrize(
    ("words", "micros"),
    [
        ("250000", 250_000_000_000),
        ("250.000", 250_000_000_000),
        ("1,250,000.50", 1_250_000_500_000),
        ("1.250.000,5", 1_250_000_500_000),
        ("0.025", 25_000),
        ("0,025", 25_000),
        ("12,50", 12_500_000),
        (" 7 ", 7_000_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read_in_both_manners(words, micros):
    assert money.read(words) == micros


@pytest.mark.parametrize(
    "words", ["", "-5", "abc", "1e9", "NaN", "9" * 40, "٣", "1.2.x", "Infinity"]
)
def test_what_is_no_amount_is_refused(words):
    assert money.read(words) is None


@given(st.text(max_size=20))
def test_nothing_that_is_typed_breaks_the_reading(words):
    micros = money.read(words)

    assert micros is None or 0 <= micros <= money.MOST_MICROS


def test_a_price_keeps_all_its_digits_and_a_sum_is_rounded():
    with translation.override("en"):
        assert "0.025" in money.write(25_000, "USD")
        assert money.total(1_234_567_890, "USD") == "$1,234.57"
    with translation.override("id"):
        assert "0,0411" in money.write(41_100, "USD")
        assert "1.234,57" in money.total(1_234_567_890, "USD")
