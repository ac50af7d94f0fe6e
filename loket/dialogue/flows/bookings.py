"""
The bookings there are: shown with their code, and cancelled if the citizen says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from loket.dialogue import words, words_dates
from loket.dialogue.commands import BookingView, MyBookings
from loket.dialogue.flows import parts, taps
from loket.dialogue.types import Flow, Option, Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.words_limits import MOST_OPTIONS, clip

STEP = "bookings"
# Long enough to find the counter; late places are given away after as long
# (agenda of the ui guide, release rule).
COME_EARLY_MINUTES = 15
# Room for the rest of the message under a limit of 1,024.
LONGEST_REQUIREMENTS = 400
LONGEST_ADDRESS = 150
LONGEST_NAMES = 200
MOST_LINES = 5


def booked(turn: Turn, view: BookingView) -> Outcome:
    """Say the code, when to come and what to bring, and that a reminder comes."""
    reply = _with_code(turn, view, "booked.done")
    reminded = words.say(turn.language, "booked.reminded")
    told = replace(reply, words=parts.after(reply.words, reminded))
    return parts.answer(turn, told, then=STEP)


def moved(turn: Turn, view: BookingView) -> Outcome:
    """Say the new hour; the code is the same."""
    return parts.answer(turn, _with_code(turn, view, "move.done"), then=STEP)


def show(turn: Turn, note: str = "") -> Flow:
    """Show the live bookings: one with its code, several as a list."""
    views = yield from mine(turn)
    if not views:
        return none_left(turn, note, "bookings.none")
    if len(views) == 1:
        return _detail(turn, views[0], note)
    return offer(turn, views, "mine", noted(turn, note, "bookings.choose"))


def show_one(turn: Turn, booking: UUID | None) -> Flow:
    """Show one booking with its code."""
    views = yield from mine(turn)
    view = find(views, booking)
    if view is None:
        return (yield from show_gone(turn))
    return _detail(turn, view, "")


def show_gone(turn: Turn) -> Flow:
    """Say that a booking is there no more, and show those that are."""
    return (yield from show(turn, words.say(turn.language, "bookings.gone")))


def hear(turn: Turn) -> parts.Asking[Outcome | None]:
    """Understand the code of a booking, typed."""
    said = {word.upper() for word in turn.text.replace("-", "").split()}
    views = yield from mine(turn)
    coded = [view for view in views if view.code.replace("-", "") in said]
    return _detail(turn, coded[0], "") if coded else None


def mine(turn: Turn) -> parts.Asking[Sequence[BookingView]]:
    """Return the live bookings of this contact."""
    return (yield from ask_for(MyBookings(turn.contact_id, turn.now)))


def find(views: Sequence[BookingView], booking: UUID | None) -> BookingView | None:
    """Return one of the bookings, None if it is not among them."""
    return next((view for view in views if view.id == booking), None)


def _detail(turn: Turn, view: BookingView, note: str) -> Outcome:
    reply = _with_code(turn, view, "bookings.one")
    return parts.answer(
        turn, replace(reply, words=parts.after(note, reply.words)), then=STEP
    )


def _with_code(turn: Turn, view: BookingView, key: str) -> Reply:
    words.at(view.office.id)
    lines = [words.say(turn.language, key, code=view.code, **details(turn, view))]
    bring = parts.in_language(turn, view.service.requirements)
    if bring:
        requirements = clip(bring, LONGEST_REQUIREMENTS)
        lines.append(words.say(turn.language, "booked.bring", bring=requirements))
    lines.append(words.say(turn.language, "booked.come", minutes=COME_EARLY_MINUTES))
    movable = [] if view.fixed else [("move", "button.reschedule")]
    options = [
        *(parts.option(turn, taps.make(tap, view.id), key) for tap, key in movable),
        parts.option(turn, taps.make("cancel", view.id), "button.cancel"),
        parts.option(turn, "menu", "button.menu"),
    ]
    return Reply(words="\n\n".join(lines), options=options, qr=view.code)


def when(turn: Turn, view: BookingView) -> str:
    """Return "Selasa, 24 November 2026, 10.00 - 11.00 WIB"."""
    return f"{words_dates.long_day(turn.language, view.day)}, {_hours(turn, view)}"


def details(turn: Turn, view: BookingView) -> dict[str, str]:
    """Return what the words about a booking may name."""
    return {
        "service": parts.in_language(turn, view.service.names),
        "office": view.office.name,
        "address": clip(view.office.address, LONGEST_ADDRESS),
        "day": words_dates.long_day(turn.language, view.day),
        "hours": _hours(turn, view),
        "names": clip(", ".join(view.names), LONGEST_NAMES),
    }


def _hours(turn: Turn, view: BookingView) -> str:
    span = words_dates.hours(turn.language, view.starts_at, view.ends_at)
    return f"{span} {words_dates.zone_name(view.office.zone)}"


def line(turn: Turn, view: BookingView) -> str:
    """Return a booking in one line."""
    said = details(turn, view)
    with words.speaking_for(turn.agency_id, view.office.id):
        return words.say(turn.language, "bookings.line", code=view.code, **said)


def offer(turn: Turn, views: Sequence[BookingView], tap: str, sentence: str) -> Outcome:
    """List bookings to tap; each tap is named `tap`."""
    options = [
        Option(
            id=taps.make(tap, view.id),
            title=view.code,
            description=f"{words_dates.short_day(turn.language, view.day)}, "
            f"{_hours(turn, view)}, {view.office.name}",
        )
        for view in views[:MOST_OPTIONS]
    ]
    lines = [sentence, *(line(turn, view) for view in views[:MOST_LINES])]
    reply = Reply(
        words="\n".join(lines),
        options=options,
        label=words.say(turn.language, "label.bookings"),
    )
    return parts.answer(turn, reply, then=STEP)


def none_left(turn: Turn, note: str, key: str, **variables: object) -> Outcome:
    """Say something where no booking is left to talk about; offer to make one."""
    options = [
        parts.option(turn, "book", "button.book"),
        parts.option(turn, "menu", "button.menu"),
    ]
    words_ = noted(turn, note, key, **variables)
    return parts.answer(turn, Reply(words=words_, options=options))


def noted(turn: Turn, note: str, key: str, **variables: object) -> str:
    """Return a sentence of the catalogue after a note."""
    sentence = words.say(turn.language, key, **variables)
    return parts.after(note, sentence)
