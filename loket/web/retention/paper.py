"""The certificate of deletion as plain text, in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext

from loket.offices.models_retention import RetentionCertificate
from loket.retention.classes import BY_NAME
from loket.web.templatetags.loket import number

INDENT = " " * 12


def lines(
    found: Iterable[RetentionCertificate],
    names: Mapping[int, str],
    days: tuple[date, date],
    now: datetime,
) -> Iterator[str]:
    """Yield the lines. `names` are those of agencies, `days` the first and the last."""
    yield gettext("CERTIFICATE OF DELETION")
    yield gettext("Loket, %(first)s to %(last)s, written %(now)s UTC") % {
        "first": days[0],
        "last": days[1],
        "now": f"{now:%Y-%m-%d %H:%M}",
    }
    yield ""
    is_empty = True
    for one in found:
        is_empty = False
        yield from _of(one, names.get(one.agency_id or 0, gettext("all agencies")))
    if is_empty:
        yield gettext("Nothing was deleted in these days.")
    yield ""
    yield gettext(
        "This list holds no personal data. Copies in backups go with the backups."
    )


def _of(one: RetentionCertificate, whose: str) -> Iterator[str]:
    deleted = gettext("%(n)s deleted") % {"n": number(one.deleted)}
    yield f"{one.day}  {one.data_class}, {whose}: {deleted}"
    if one.data_class in BY_NAME:
        yield INDENT + gettext(BY_NAME[one.data_class].what)
    older = gettext("older than %(days)s days") % {"days": one.days}
    yield f"{INDENT}{older}; {gettext(one.how)}"
    yield INDENT + gettext("rule: %(source)s") % {"source": gettext(one.source)}
    finished = f"{one.finished_at:%Y-%m-%d %H:%M} UTC"
    yield INDENT + gettext("finished %(at)s") % {"at": finished}
