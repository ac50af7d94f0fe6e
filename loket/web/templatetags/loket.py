"""How pages draw icons, and write hours, days and numbers."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from loket.bookings.queries import SlotRow
from loket.cases.kinds import TypeRow
from loket.cases.models import Stage
from loket.cases.stages import MOVES, StageKind
from loket.offices.models import Duty
from loket.web import icons
from loket.web.agenda.seats import Drawing, Seat
from loket.web.cases import words
from loket.web.demo.behind import Box
from loket.web.staff.words import DUTIES

register = template.Library()

# Source: Keppres 41/1987, the three time zones of Indonesia.
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
PALETTE = 6
# What stands in a box beside its colour: served, absent (ui guide, "Seats").
MARKS = {
    "sv": 'class="v" d="M3.6 11.4l2.6 2.6 4.6-5.4"',
    "ns": 'class="x" d="M4 8l6.5 6.5m0-6.5l-6.5 6.5"',
}
SECOND_MS = 1000


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """
    Draw an icon; `size` is "", "xs" or "lg". A page has hundreds; each is drawn once.

    :raises LookupError: if it is not in the list of icons
    """
    if name not in icons.USED:
        raise LookupError(f"no icon {name}; add it to loket/web/icons.py")
    css = f"lk-i {size}".strip()
    address = f"{reverse('icons')}?{icons.version()}#{name}"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', css, address
    )


@register.simple_tag(takes_context=True)
def live(context: Mapping[str, Any], *topics: str | Sequence[str]) -> str:
    """
    Return the address of the stream of changes of these topics, alone or in lists,
    since the page was asked for: what changes before the stream is open is told, too.
    """
    lists = ([one] if isinstance(one, str) else one for one in topics)
    wanted = ",".join(topic for some in lists for topic in some if topic)
    return f"/live/?topics={wanted}&since={context['request'].came_at.timestamp():.3f}"


@register.simple_tag
def drawn(name: str, it: Hashable = None) -> SafeString:
    """
    Draw a part that depends on one thing and the language alone, and keep it: a screen
    that renews itself with every arrival shows most of its parts as they were.
    """
    return _draw(name, it, translation.get_language() or "id")


@lru_cache(maxsize=1_000)
def _draw(name: str, it: Hashable, _language: str) -> SafeString:
    return render_to_string(name, {"it": it})


@register.simple_tag
def stage_icon(name: str) -> SafeString:
    """Draw the icon of a stage; an agency's own data may name one we do not have."""
    return icon(name if name in icons.USED else "folder")


@register.filter
def boxes(drawing: Drawing) -> SafeString:
    """Draw the places of an hour; a template would take milliseconds for them."""
    return mark_safe("".join(map(_box, drawing.seats)))  # noqa: S308 only our numbers


def _box(seat: Seat) -> str:
    mark = MARKS.get(seat.css, "")
    sign = f'<path transform="translate({seat.x} {seat.y})" {mark} />' if mark else ""
    return (
        f'<rect class="{seat.css}" x="{seat.x}" y="{seat.y}" width="14.5" height="22" '
        f'rx="4" />{sign}'
    )


@register.filter
def hour(moment: time | datetime | None) -> str:
    """Write an hour: "10.00" in Indonesian, "10:00" in English."""
    return f"{moment:{pgettext('format of an hour', '%H:%M')}}" if moment else ""


@register.filter
def long_day(day: date) -> str:
    """Write a day in full: "Senin, 23 November 2026"."""
    return format_date(day, pgettext("format of a day", "l, j F Y"))


@register.filter
def short_day(day: date) -> str:
    """Write a day in short: "Sen 23 Nov"."""
    return format_date(day, pgettext("format of a day", "D j M"))


@register.filter
def weekday(day: date) -> str:
    """Write a day of the week in short: "Sen"."""
    return format_date(day, "D")


@register.filter
def birthday(day: date) -> str:
    """Write a birth date: "5 Agt 1990"."""
    return format_date(day, "j M Y")


@register.filter
def at(moment: datetime, zone: str) -> datetime:
    """Return a moment on the clocks of a zone."""
    return moment.astimezone(ZoneInfo(zone))


@register.filter
def zone_name(zone: str) -> str:
    """Write a zone as people call it: WIB, WITA, WIT."""
    return ZONES.get(zone, zone)


@register.filter
def number(value: float) -> str:
    """Write a number with the separators of the language: "1.145"."""
    return _written(value, translation.get_language() or "id")


@lru_cache(maxsize=4_096)
def _written(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))


@register.filter
def after(span: timedelta | None) -> str:
    """Write how much later something happened: "+18 ms", "+1.1 s"."""
    if span is None:
        return ""
    ms = round(span.total_seconds() * SECOND_MS)
    if ms < SECOND_MS:
        return gettext("+%(count)s ms") % {"count": number(ms)}
    return gettext("+%(count)s s") % {"count": number(round(ms / SECOND_MS, 1))}


@register.filter
def initials(name: str) -> str:
    """Return up to two letters that stand for a person."""
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.filter
def tint(name: str) -> str:
    """Return the colour class that a person keeps on every page."""
    shade = sum(map(ord, name)) % PALETTE
    return f"t{shade}" if shade else ""


@register.filter
def masked_phone(number_: str) -> str:
    """Write a phone number so that it can be recognised but not called."""
    return f"{number_[:4]}-••••-{number_[-4:]}" if len(number_) > PALETTE else "••••"


@register.filter
def spoken(names: Mapping[str, Any]) -> str:
    """Write words that an agency keeps by language in the language of the page."""
    return words.spoken(names) if names else ""


@register.filter
def collected_by(details: Mapping[str, Any]) -> str:
    """Write who collected something."""
    return words.collected_by(details)


@register.filter
def moves(kind: TypeRow, stage: Stage) -> Collection[int]:
    """Return the ids of the stages to which officers may move a case."""
    return kind.moves.get(stage.pk, set())


@register.filter
def has(found: Collection[int], id_: int) -> bool:
    """Test if an id is among others."""
    return id_ in found


@register.filter
def may_become(before: Stage, after: Stage) -> bool:
    """Test if the kinds of two stages allow a move at all."""
    return StageKind(after.kind) in MOVES[StageKind(before.kind)]


@register.filter
def places_left(slot: SlotRow) -> int:
    """Count the places of an hour that are left."""
    return max(slot.capacity - slot.taken, 0)


@register.filter
def exact(moment: datetime) -> str:
    """Write a moment to the second: "10.04.12"."""
    return f"{moment:{pgettext('format of a moment', '%H:%M:%S')}}"


@register.filter
def duty(code: str) -> str:
    """Write a duty as people call it."""
    return str(DUTIES[Duty(code)])


@register.filter
def free(boxes: list[Box]) -> int:
    """Count the free places of a small drawing."""
    return sum(box.css == "free" for box in boxes)
