"""The days that agencies chose, and certificates of what was deleted under them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from loket.lib import sql
from loket.lib.retention import DataClass, Rule
from loket.offices.models import Agency
from loket.offices.models_retention import RetentionCertificate, RetentionRule

QUERIES = sql.beside(__file__, "retention")


def set_days(agency_id: int, data: DataClass, days: int, now: datetime) -> None:
    """
    Keep a class of data for so many days from now on.

    :raises loket.lib.retention.OutOfBounds: if an agency may not choose that
    """
    data.check(days)
    RetentionRule.objects.update_or_create(
        agency_id=agency_id,
        data_class=data.name,
        defaults={"days": days, "changed_at": now},
    )


def rules(data: DataClass) -> list[Rule]:
    """
    Return the rule of every agency, or the one of all if none may choose.

    A choice outside of the bounds of this version counts as the nearest one inside.
    """
    if data.is_fixed:
        return [Rule(data, None, data.days)]
    chosen = dict(
        RetentionRule.objects.filter(data_class=data.name).values_list(
            "agency_id", "days"
        )
    )
    return [
        Rule(data, id_, min(max(chosen.get(id_, data.days), data.least), data.most))
        for id_ in Agency.objects.order_by("id").values_list("id", flat=True)
    ]


def certify(rule: Rule, deleted: int, now: datetime) -> None:
    """Note that so much was deleted; more of the same day is added to it."""
    if not deleted:
        return
    values = {
        "agency": rule.agency_id,
        "class": rule.data.name,
        "day": now.date(),
        "days": rule.days,
        "source": rule.data.source,
        "how": rule.data.how.value,
        "deleted": deleted,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["certify"], values)


def certificates(first: date, last: date) -> list[RetentionCertificate]:
    """Return the certificates of these days, the oldest first."""
    found = RetentionCertificate.objects.filter(day__gte=first, day__lte=last)
    return list(found.order_by("day", "data_class", "agency_id"))
