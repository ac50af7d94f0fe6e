from datetime import UTC, datetime

import pytest

from emulator.pricing import Allowance, price
from emulator.state import Citizen


def moment(year: int, month: int, day: int) -> float:
    return datetime(year, month, day, tzinfo=UTC).timestamp()


def spoken(now: float) -> Citizen:
    return Citizen("6281200000001", "ID.1", last_spoke_at=now)


SILENT = Citizen("6281200000002", "ID.2")

BEFORE, BETWEEN, AFTER = moment(2025, 6, 30), moment(2026, 9, 30), moment(2026, 10, 1)


@pytest.mark.parametrize(
    ("category", "now", "has_window", "billable", "type_"),
    [
        ("service", BETWEEN, True, False, "free_customer_service"),
        ("service", AFTER, True, True, "regular"),
        ("utility", BETWEEN, True, False, "free_customer_service"),
        ("utility", BETWEEN, False, True, "regular"),
        ("utility", AFTER, True, True, "regular"),
        ("marketing", BETWEEN, True, True, "regular"),
        ("authentication", BETWEEN, True, True, "regular"),
    ],
)
def test_what_is_billed_depends_on_day_category_and_window(
    category: str, now: float, has_window: bool, billable: bool, type_: str
) -> None:
    citizen = spoken(now) if has_window else SILENT
    found = price(category, now, citizen, Allowance(), 0)
    assert (found["billable"], found["type"]) == (billable, type_)
    assert found["category"] == category


def test_before_july_2025_talks_were_billed_and_not_messages() -> None:
    model = "pricing_model"
    assert price("service", BEFORE, spoken(BEFORE), Allowance(), 0)[model] == "CBP"
    assert price("service", AFTER, spoken(AFTER), Allowance(), 0)[model] == "PMP"


def test_the_free_words_of_a_month_run_out_and_come_back() -> None:
    allowance, citizen = Allowance(), spoken(AFTER)
    bills = [
        price("service", AFTER, citizen, allowance, 2)["billable"] for _ in range(3)
    ]
    assert bills == [False, False, True]
    november = moment(2026, 11, 1)
    assert not price("service", november, citizen, allowance, 2)["billable"]


def test_free_words_are_no_templates() -> None:
    assert price("utility", AFTER, spoken(AFTER), Allowance(), 1000)["billable"]
