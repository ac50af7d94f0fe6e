"""The days that agencies chose, and certificates of what was deleted under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from loket.lib import audit, sql
from loket.lib.audit import Entry
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
    with transaction.atomic():
        RetentionRule.objects.update_or_create(
            agency_id=agency_id,
            data_class=data.name,
            defaults={"days": days, "changed_at": now},
        )
        audit.note(Entry("retention.set", data.name, agency_id, details={"days": days}))


def rules(data: DataClass) -> list[Rule]:
    """
    Return the rule of every agency, or the one of all if none may choose.

    A choice outside of the bounds of this version counts as the nearest one inside.
    """
    if data.is_fixed:
        return [Rule(data, None, data.days)]
    ours = RetentionRule.objects.filter(data_class=data.name)
    chosen = dict(ours.values_list("agency_id", "days"))
    return [
        Rule(data, id_, _inside(data, chosen.get(id_)))
        for id_ in Agency.objects.order_by("id").values_list("id", flat=True)
    ]


def rules_of(agency_id: int, classes: Sequence[DataClass]) -> list[Rule]:
    """Return under which rules one agency keeps these classes, in their order."""
    ours = RetentionRule.objects.filter(agency_id=agency_id)
    chosen = dict(ours.values_list("data_class", "days"))
    return [
        Rule(data, agency_id, _inside(data, chosen.get(data.name))) for data in classes
    ]


def _inside(data: DataClass, days: int | None) -> int:
    return min(max(data.days if days is None else days, data.least), data.most)


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


def certificates(
    first: date, last: date, agency_id: int | None = None
) -> list[RetentionCertificate]:
    """
    Return the certificates of these days, the oldest first: of one agency and of what
    all share, or without one of every agency.
    """
    found = RetentionCertificate.objects.filter(day__gte=first, day__lte=last)
    if agency_id is not None:
        found = found.filter(Q(agency_id=agency_id) | Q(agency_id=None))
    return list(found.order_by("day", "data_class", "agency_id"))
