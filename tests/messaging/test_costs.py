"""Receipts name the price; days, months and budgets add up."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from loket.channels.types import (
    DeliveryStatus,
    EventKind,
    InboundEvent,
    Receipt,
    Sender,
)
from loket.lib import clock, ids
from loket.messaging import alarms, costs, intake, receipts
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import CostDay, Message
from loket.messaging.rates import Card
from loket.offices.models import Office


@pytest.fixture(autouse=True)
def fresh_card(monkeypatch):
    monkeypatch.setattr(receipts, "_CARD", Card())


@pytest.fixture
def office(account):
    return Office.objects.create(
        agency=account.agency,
        code="TS",
        name="TS",
        city="X",
        zone="Asia/Jayapura",
        address="Jl.",
    )


@pytest.fixture
def cost(account, say):
    """Say something and let it cost what a receipt says; return the message."""

    def cost(category="utility", micros=25_000, office_id=0, currency="USD"):
        id_ = say()
        Message.objects.filter(id=id_).update(
            category=category,
            billable=micros > 0,
            price_micros=micros,
            currency=currency,
            office_id=office_id,
        )
        return Message.objects.get(id=id_)

    return cost


@pytest.fixture
def receive(account):
    """Take in one receipt of a message."""

    def receive(id_, status, occurred_at=1_795_000_000.0, **pricing):
        event = InboundEvent(
            external_id=f"w:{status.value}",
            account="100",
            kind=EventKind.RECEIPT,
            type=status.value,
            sender=Sender(phone="62811"),
            receipt=Receipt("w", status, reference=id_.hex, **pricing),
            occurred_at=occurred_at,
        )
        row = intake.row(event, account.id)
        with connection.cursor() as cursor:
            values = intake.parameters([row], ids.new(), b"x")
            cursor.execute(intake.QUERIES["store"], values)
        assert receipts.take_in() == 1

    return receive


def this_month():
    return costs.month_of(clock.now())


def test_days_and_months_add_up_by_office_and_category(account, cost, office):
    cost()
    cost(office_id=office.id)
    cost(office_id=office.id)
    cost("service", 0)

    costs.sum_up(clock.now(), 2)

    lines = {
        (it.office_id, it.category): it
        for it in costs.month(account.agency_id, this_month())
    }
    assert lines[office.id, "utility"].micros == 50_000
    assert lines[0, "utility"].messages == 1
    assert (lines[0, "service"].messages, lines[0, "service"].billable) == (1, 0)
    (month,) = costs.months(account.agency_id, this_month())
    assert (month.messages, month.billable, month.micros) == (4, 3, 75_000)


def test_summing_up_twice_counts_nothing_twice(account, cost):
    cost()

    costs.sum_up(clock.now(), 2)
    costs.sum_up(clock.now(), 2)

    assert CostDay.objects.get().messages == 1


def test_a_message_without_a_price_is_counted_when_its_receipt_comes(account, cost):
    message = cost(category="")
    costs.sum_up(clock.now(), 2)
    assert not CostDay.objects.exists()

    Message.objects.filter(id=message.id).update(category="utility")
    costs.sum_up(clock.now(), 2)
    assert CostDay.objects.get().micros == 25_000


def test_a_day_is_the_offices_day(account, cost, office):
    # 01.00 of the next day in Jayapura; of today, as the message's id is.
    today = clock.now().date()
    late = datetime.combine(today, time(16), UTC)
    for office_id in (0, office.id):
        message = cost(office_id=office_id)
        with connection.cursor() as cursor:
            cursor.execute(
                "update messaging_message set created_at = %s where id = %s",
                [late, message.id],
            )

    costs.sum_up(late + timedelta(days=1), 31)

    days = dict(CostDay.objects.values_list("office_id", "day"))
    assert days == {0: today, office.id: today + timedelta(days=1)}


def test_what_has_no_rate_is_shown_as_such(account, cost):
    cost(currency="")
    cost()
    costs.sum_up(clock.now(), 2)

    assert costs.unpriced(account.agency_id, this_month()) == 1


def test_a_receipt_with_a_price_is_kept_with_the_message(account, say, receive):
    id_ = say()

    receive(
        id_,
        DeliveryStatus.DELIVERED,
        category="utility",
        billable=True,
        occurred_at=datetime(2026, 11, 24, tzinfo=UTC).timestamp(),
    )

    message = Message.objects.get(id=id_)
    assert (message.category, message.billable) == ("utility", True)
    assert (message.price_micros, message.currency) == (25_000, "USD")


def test_what_is_free_costs_nothing_and_a_later_receipt_without_price_changes_nothing(
    account, say, receive
):
    id_ = say()
    receive(id_, DeliveryStatus.SENT, category="service", billable=False)
    receive(id_, DeliveryStatus.READ)

    message = Message.objects.get(id=id_)
    assert (message.category, message.billable) == ("service", False)
    assert message.price_micros == 0


def test_a_budget_is_watched_and_told_once(account, cost, office):
    costs.set_budget(account.agency_id, office.id, 100_000, "USD")
    for _ in range(3):
        cost(office_id=office.id)
    costs.sum_up(clock.now(), 2)
    costs.watch_budgets(clock.now())
    assert alarms.open_alarms(account.agency_id) == []

    cost(office_id=office.id)
    costs.sum_up(clock.now(), 2)
    costs.watch_budgets(clock.now())
    costs.watch_budgets(clock.now())

    (alarm,) = alarms.open_alarms(account.agency_id)
    assert (alarm.kind, alarm.times) == (AlarmKind.BUDGET, 1)
    assert alarm.detail.startswith("100%")


def test_a_raised_or_removed_budget_settles_its_alarm(account, cost):
    costs.set_budget(account.agency_id, None, 10_000, "USD")
    cost()
    costs.sum_up(clock.now(), 2)
    costs.watch_budgets(clock.now())
    assert alarms.open_alarms(account.agency_id)

    costs.set_budget(account.agency_id, None, 10_000_000, "USD")
    costs.watch_budgets(clock.now())
    assert alarms.open_alarms(account.agency_id) == []

    costs.set_budget(account.agency_id, None, 1, "USD")
    costs.watch_budgets(clock.now())
    costs.set_budget(account.agency_id, None, 0, "USD")
    assert alarms.open_alarms(account.agency_id) == []


def test_a_budget_in_another_currency_counts_only_its_own(account, cost):
    costs.set_budget(account.agency_id, None, 1_000, "IDR")
    cost()
    costs.sum_up(clock.now(), 2)

    assert [it.spent for it in costs.spent(this_month())] == [0]


@pytest.mark.parametrize(
    ("first", "next_"),
    [(date(2026, 11, 1), date(2026, 12, 1)), (date(2026, 12, 1), date(2027, 1, 1))],
)
def test_months_follow_each_other(first, next_):
    assert costs.next_month(first) == next_
