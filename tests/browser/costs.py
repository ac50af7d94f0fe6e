"""Costs of two months, a budget that is passed, and two open alarms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def make_costs(agency) -> None:
    """Fill the pages of costs and alarms."""
    from loket.messaging import alarms, costs
    from loket.messaging.alarm_kinds import AlarmKind
    from loket.messaging.models import ChannelAccount, CostDay
    from loket.offices.models import Office

    account = ChannelAccount.objects.filter(agency=agency).first()
    office = Office.objects.filter(agency=agency).first()
    first = costs.month_of(datetime.now(UTC))
    rows = (("utility", 25_000), ("service", 25_000), ("service", 0))
    for day in (first, _month_before(first)):
        for n, (category, micros) in enumerate(rows):
            CostDay.objects.create(
                account_id=account.id, office_id=office.id if n < 2 else 0,
                day=day, category=category, currency="USD" if micros else "",
                messages=1_840, billable=1_840 if micros else 3, micros=micros * 1_840,
            )  # fmt: skip
    costs.set_budget(agency.id, office.id, 60_000_000, "USD")
    costs.set_budget(agency.id, None, 200_000_000, "USD")
    costs.watch_budgets(datetime.now(UTC))
    detail = "loket_reminder_day_1 (id), paused, low quality"
    alarms.raise_alarm(AlarmKind.TEMPLATE, "template:1:a:id", detail, agency.id)
    alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "190: expired", agency.id)


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
