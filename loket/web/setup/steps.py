"""
The steps from an empty desk to a live one, each judged from what is really there.

Two of them no program can see, a copy of the keys and a backup elsewhere: these a
person confirms, and their name and the day are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from loket.lib import clock, sql
from loket.messaging.models import ChannelAccount, Event
from loket.offices.models import (
    Agency,
    Closure,
    ClosureKind,
    Office,
    OpeningHours,
    Role,
    Service,
)
from loket.web.models import Confirmation

ENOUGH_STAFF = 2
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """What stands: whether the step is done, and the fact that shows it."""

    is_done: bool
    fact: str


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A step: its name, why it counts, how to do it, and how it is judged. `page` is the
    name of the page on which it is done.
    """

    key: str
    icon: str
    title: str | Promise
    how: str | Promise
    judge: Callable[[Agency], Found]
    commands: Sequence[str] = field(default=())
    page: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step and what was found."""

    kind: Kind
    found: Found


def _database(_agency: Agency) -> Found:
    with connection.cursor() as cursor:
        ((version, size),) = sql.fetch(
            cursor,
            "select current_setting('server_version'), "
            "pg_database_size(current_database())",
        )
    words = gettext("PostgreSQL %(version)s answers, %(size)s MB")
    values = {"version": version.split()[0], "size": size // MEGABYTE}
    return Found(True, words % values)


def _confirmed(key: str) -> Callable[[Agency], Found]:
    def judge(_agency: Agency) -> Found:
        said = Confirmation.objects.filter(step=key).first()
        if said is None:
            return Found(False, gettext("Nobody has confirmed this yet"))
        words = gettext("Confirmed by %(name)s on %(day)s")
        return Found(True, words % {"name": said.by_name, "day": f"{said.at:%Y-%m-%d}"})

    return judge


def _offices(agency: Agency) -> Found:
    count = Office.objects.filter(agency=agency).count()
    words = ngettext("%(count)s office", "%(count)s offices", count)
    return Found(count > 0, words % {"count": count})


def _services(agency: Agency) -> Found:
    count = Service.objects.filter(agency=agency).count()
    words = ngettext("%(count)s service", "%(count)s services", count)
    return Found(count > 0, words % {"count": count})


def _hours(agency: Agency) -> Found:
    offices = Office.objects.filter(agency=agency)
    opened = set(
        OpeningHours.objects.filter(office__in=offices).values_list("office", flat=True)
    )
    missing = [office.name for office in offices if office.id not in opened]
    if missing:
        words = gettext("No opening hours yet: %(names)s")
        return Found(False, words % {"names": ", ".join(missing)})
    return Found(bool(opened), gettext("Every office has opening hours"))


def _holidays(agency: Agency) -> Found:
    this_year = clock.now().year
    known = set(
        Closure.objects.filter(agency=agency, office=None)
        .exclude(kind=ClosureKind.LOCAL)
        .values_list("day__year", flat=True)
    )
    missing = [str(year) for year in (this_year, this_year + 1) if year not in known]
    if missing:
        words = gettext("Nothing is known of %(years)s")
        return Found(False, words % {"years": ", ".join(missing)})
    return Found(True, gettext("Both years are in the list"))


def _number(agency: Agency) -> Found:
    accounts = list(ChannelAccount.objects.filter(agency=agency))
    stopped = [account for account in accounts if account.stopped_at]
    if stopped:
        words = gettext("%(number)s is stopped: %(reason)s")
        values = {"number": stopped[0].display, "reason": stopped[0].stop_reason}
        return Found(False, words % values)
    names = ", ".join(account.display for account in accounts)
    return Found(bool(accounts), names or gettext("No number yet"))


def _webhook(agency: Agency) -> Found:
    if not settings.LOKET_WEBHOOK_READY:
        return Found(False, gettext("App secret or verify token is not set"))
    accounts = ChannelAccount.objects.filter(agency=agency).values("id")
    last: datetime | None = Event.objects.filter(account_id__in=accounts).aggregate(
        last=Max("received_at")
    )["last"]
    if last is None:
        return Found(False, gettext("Nothing was delivered yet"))
    words = gettext("Last delivery on %(day)s UTC")
    return Found(True, words % {"day": f"{last:%Y-%m-%d %H:%M}"})


def _staff(agency: Agency) -> Found:
    count = Role.objects.filter(agency=agency).values("staff").distinct().count()
    words = ngettext("%(count)s person", "%(count)s people", count)
    return Found(count >= ENOUGH_STAFF, words % {"count": count})


KEYS, BACKUP = "keys", "backup"

KINDS = (
    Kind(
        "database",
        "database",
        gettext_lazy("The database answers"),
        gettext_lazy("Run the doctor; it says what is wrong and how to mend it."),
        _database,
        ("loket doctor",),
    ),
    Kind(
        KEYS,
        "lock",
        gettext_lazy("The keys are copied to another place"),
        gettext_lazy(
            "Without the keys file nobody can open names, birth dates and tokens "
            "again. Put a copy where the database's backup is not."
        ),
        _confirmed(KEYS),
        is_confirmed=True,
    ),
    Kind(
        "office",
        "building",
        gettext_lazy("There is an office"),
        gettext_lazy("Add your first office with its city and time zone."),
        _offices,
        ("loket office add",),
        page="offices",
    ),
    Kind(
        "service",
        "list-check",
        gettext_lazy("There is a service"),
        gettext_lazy("Say what people come for, in both languages."),
        _services,
        ("loket service add",),
        page="services",
    ),
    Kind(
        "hours",
        "clock",
        gettext_lazy("Offices have hours"),
        gettext_lazy("Set when each office opens and how many people an hour takes."),
        _hours,
        page="offices",
    ),
    Kind(
        "holidays",
        "calendar-off",
        gettext_lazy("Holidays of this year and the next are known"),
        gettext_lazy("Bring in national holidays and collective leave, and look."),
        _holidays,
        page="holidays",
    ),
    Kind(
        "number",
        "messages",
        gettext_lazy("A WhatsApp number is connected"),
        gettext_lazy("The token is read from standard input and stored sealed."),
        _number,
        ("loket channel add", "loket channel check"),
    ),
    Kind(
        "webhook",
        "webhook",
        gettext_lazy("Messages arrive"),
        gettext_lazy(
            "Enter this address and your verify token in the Meta app, then write to "
            "the number yourself."
        ),
        _webhook,
    ),
    Kind(
        "staff",
        "users",
        gettext_lazy("More than one person can sign in"),
        gettext_lazy("Add a colleague, so that the desk never hangs on one person."),
        _staff,
        ("loket staff add",),
    ),
    Kind(
        BACKUP,
        "cloud-download",
        gettext_lazy("A backup lies elsewhere"),
        gettext_lazy("Back the data folder up every day, and try once to restore it."),
        _confirmed(BACKUP),
        is_confirmed=True,
    ),
)
CONFIRMED = frozenset(kind.key for kind in KINDS if kind.is_confirmed)


def steps(agency: Agency) -> list[Step]:
    """Return every step with what stands."""
    return [Step(kind, kind.judge(agency)) for kind in KINDS]
