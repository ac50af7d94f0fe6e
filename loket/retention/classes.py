"""Every class of data there is, from all rooms; pages and commands show this table."""

from __future__ import annotations

from collections.abc import Mapping

from loket.bookings import retention as of_bookings
from loket.cases import retention as of_cases
from loket.lib import audit
from loket.lib.retention import (
    DataClass,
    How,
    fixed,
    gettext_noop,
)
from loket.messaging import partitions as cuts
from loket.messaging import retention as of_messaging

AUDIT = fixed(
    "audit", gettext_noop("Who did what, without names"),
    audit.TABLE.keep_days, How.PARTITION,
    gettext_noop("Our own choice, 29 November 2026: five years; no rule names a time"),
)  # fmt: skip
CLASSES = (
    *of_bookings.CLASSES,
    of_cases.CASES,
    of_cases.TABLES,
    *of_messaging.DAILY,
    *of_messaging.ELSEWHERE,
    AUDIT,
)
BY_NAME: Mapping[str, DataClass] = {data.name: data for data in CLASSES}
# Tables that are cut by time, each with the class that its partitions hold.
CUT = [
    *((table, of_messaging.CUT[table.table]) for table in cuts.TABLES),
    (audit.TABLE, AUDIT),
]
