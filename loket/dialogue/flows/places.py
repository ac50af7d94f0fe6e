"""Where the offices are and when they are open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from loket.dialogue import words, words_dates
from loket.dialogue.commands_facts import Places, PlaceView, SpanView
from loket.dialogue.flows import parts
from loket.dialogue.types import Turn, ask
from loket.dialogue.understanding import choose

MOST_OFFICES = 4
MOST_CLOSED_DAYS = 3
# Google's documented address of a place by its coordinates (Maps URLs, "search",
# api=1; read 23 November 2026). Every phone opens it, with or without the app.
MAP = "https://www.google.com/maps/search/?api=1&query={latitude:.5f}%2C{longitude:.5f}"

Line = Callable[[Turn, PlaceView], str]


def hours(turn: Turn) -> parts.Asking[str]:
    """When the office that is meant is open, else each of them."""
    return (yield from _each(turn, _hours))


def locations(turn: Turn) -> parts.Asking[str]:
    """Where the office that is meant is, else each of them."""
    return (yield from _each(turn, _location))


def _each(turn: Turn, line: Line) -> parts.Asking[str]:
    found = yield from ask(Places(turn.agency_id, turn.now))
    if not found:
        return words.say(turn.language, "facts.nothing_known")
    meant = _named(turn.text, found) or parts.office_in(turn.answers)
    one = [place for place in found if place.office.id == meant]
    shown = one or list(found)[:MOST_OFFICES]
    lines = [_said_there(turn, place, line) for place in shown]
    if len(shown) < len(found) and not one:
        lines.append(words.say(turn.language, "facts.other_offices"))
    return "\n".join(lines)


def _said_there(turn: Turn, place: PlaceView, line: Line) -> str:
    """In the words of that office, whatever the talk is about."""
    with words.speaking_for(turn.agency_id, place.office.id):
        return line(turn, place)


def _named(text: str, found: Sequence[PlaceView]) -> int | None:
    names = {
        str(place.office.id): f"{place.office.name} {place.office.city}"
        for place in found
    }
    key = choose.by_name(text, names) if len(names) > 1 else None
    return int(key) if key else None


def _location(turn: Turn, place: PlaceView) -> str:
    said = words.say(
        turn.language,
        "facts.place",
        office=place.office.name,
        address=place.office.address,
    )
    if place.position is None:
        return said
    latitude, longitude = place.position
    return f"{said}\n{MAP.format(latitude=latitude, longitude=longitude)}"


def _hours(turn: Turn, place: PlaceView) -> str:
    zone = words_dates.zone_name(place.office.zone)
    lines = [
        words.say(turn.language, "facts.hours_of", office=place.office.name, zone=zone)
    ]
    lines += [f"- {line}" for line in _week(turn, place.spans)]
    if not place.spans:
        lines.append(words.say(turn.language, "facts.no_hours"))
    for day, reason in place.closed[:MOST_CLOSED_DAYS]:
        when = words_dates.long_day(turn.language, day)
        lines.append(
            words.say(turn.language, "facts.closed_on", day=when, reason=reason)
        )
    return "\n".join(lines)


def _week(turn: Turn, spans: Sequence[SpanView]) -> list[str]:
    """One line for each run of days with the same hours."""
    of_day: dict[int, str] = {}
    for weekday, found in groupby(spans, key=lambda span: span.weekday):
        of_day[weekday] = ", ".join(
            words_dates.hours(turn.language, span.opens_at, span.closes_at)
            for span in found
        )
    runs: list[list[int]] = []
    for weekday, said in of_day.items():
        follows = runs and runs[-1][-1] == weekday - 1
        if follows and of_day[weekday - 1] == said:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return [f"{_days(turn, run)}: {of_day[run[0]]}" for run in runs]


def _days(turn: Turn, run: Sequence[int]) -> str:
    first, last = (words_dates.weekday(turn.language, day) for day in (run[0], run[-1]))
    return first if first == last else f"{first} - {last}"
