"""
An office changed its hours: what people who had booked are told, and can do.

The new hour is theirs unless they say otherwise: silence costs nobody the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from loket.dialogue import words, words_dates
from loket.dialogue.commands import BookingView
from loket.dialogue.flows import parts, reminders, taps
from loket.dialogue.types import Option, Outcome, Reply, Turn
from loket.dialogue.words_limits import clip

LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Lost:
    """The hour that somebody lost, on the clock of its office, and why."""

    day: date
    starts_at: time
    ends_at: time
    reason: str


def moved(turn: Turn, view: BookingView, lost: Lost) -> Outcome:
    """Tell somebody of their new hour."""
    sentence = words.say(turn.language, "change.moved", **facts(turn, view, lost))
    reply = Reply(words=sentence, options=moved_buttons(turn, view))
    return parts.answer(turn, reply, then=reminders.STEP, booking=str(view.id))


def cancelled(turn: Turn, view: BookingView, lost: Lost) -> Outcome:
    """Tell somebody that they have no hour any more."""
    sentence = words.say(turn.language, "change.cancelled", **facts(turn, view, lost))
    return parts.answer(
        turn, Reply(words=sentence, options=cancelled_buttons(turn, view))
    )


def facts(turn: Turn, view: BookingView, lost: Lost) -> dict[str, str]:
    """Return what the message names. No person: others may look at the phone."""
    span = words_dates.hours(turn.language, lost.starts_at, lost.ends_at)
    day = words_dates.long_day(turn.language, lost.day)
    return {
        **reminders.facts(turn, view),
        "before": f"{day}, {span} {words_dates.zone_name(view.office.zone)}",
        "reason": clip(lost.reason, LONGEST_REASON),
    }


def moved_buttons(turn: Turn, view: BookingView) -> Sequence[Option]:
    """Keep the new hour, choose another, or cancel."""
    return [
        parts.option(turn, taps.make("come", view.id), "button.keep_hour"),
        parts.option(turn, taps.make("move", view.id), "button.other_hour"),
        parts.option(turn, taps.make("cancel", view.id), "button.cancel"),
    ]


def cancelled_buttons(turn: Turn, view: BookingView) -> Sequence[Option]:
    """Book anew at the same office, or speak with an officer."""
    again = taps.make("off", view.office.id, view.service.id)
    return [
        parts.option(turn, again, "button.other_hour"),
        parts.option(turn, "person", "button.person"),
    ]
