"""
What everybody may know: requirements, fees, hours, places, official numbers.

A question of this kind comes at any step. Its answer stands before whatever the talk
says next, so that nobody has to begin anew because they asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from loket.dialogue import words, words_dates, words_limits
from loket.dialogue.commands import AgencyName, ServiceView
from loket.dialogue.commands_facts import Fees, FeeView, OfficialAddresses
from loket.dialogue.flows import again, changes, parts, places, services
from loket.dialogue.flows.draft import unpack
from loket.dialogue.types import Flow, Turn, ask
from loket.dialogue.understanding import intent
from loket.dialogue.understanding.intent import Intent, Wish
from loket.dialogue.words_money import rupiah

Tell = Callable[[Turn], parts.Asking[str]]
# More would hide what is asked next.
MOST_SERVICES = 5
LONGEST_REQUIREMENTS = 250
MOST_FEES = 10


def answer(step: str, turn: Turn, wish: Intent) -> Flow:
    """Answer one question, and ask again what the step asked."""
    return (yield from _before(turn, [wish], again.ask_again(step, turn)))


def beside(turn: Turn, flow: Flow) -> Flow:
    """Answer what is asked beside something else, before what is said to that."""
    asked = [wish.intent for wish in intent.wishes(turn.text) if wish.intent in TELLS]
    if not asked or changes.wanted(turn.text):
        return (yield from flow)
    return (yield from _before(turn, list(dict.fromkeys(asked)), flow))


def main(text: str) -> Wish | None:
    """Return the wish that decides how the talk goes on: no question of this kind, if
    there is another one."""
    strongest = intent.wish(text)
    if strongest is None or strongest.intent not in TELLS:
        return strongest
    others = (wish for wish in intent.wishes(text) if wish.intent not in TELLS)
    return next(others, strongest)


def _before(turn: Turn, wishes: Sequence[Intent], flow: Flow) -> Flow:
    told = ""
    for wish in wishes:
        told = parts.after(told, (yield from TELLS[wish](turn)))
    outcome = yield from flow
    return parts.led(outcome, told)


def _requirements(turn: Turn) -> parts.Asking[str]:
    """What to bring for the service that is named or being booked, else for each."""
    found = yield from parts.services(turn)
    meant = services.named(turn.text, found) or unpack(turn.answers).service
    one = [service for service in found if service.id == meant]
    shown = one or list(found)[:MOST_SERVICES]
    lines = [_bring(turn, service) for service in shown]
    if not lines:
        return words.say(turn.language, "facts.nothing_known")
    if len(shown) < len(found) and not one:
        lines.append(words.say(turn.language, "facts.other_services"))
    return "\n".join(lines)


def _bring(turn: Turn, service: ServiceView) -> str:
    name = parts.in_language(turn, service.names)
    bring = parts.in_language(turn, service.requirements)
    if not bring:
        return words.say(turn.language, "facts.bring_unknown", service=name)
    clipped = words_limits.clip(bring, LONGEST_REQUIREMENTS)
    return words.say(turn.language, "facts.bring", service=name, bring=clipped)


def _fees(turn: Turn) -> parts.Asking[str]:
    """What things cost, and that a booking costs nothing."""
    found = yield from ask(Fees(turn.agency_id, parts.local_today(turn, None)))
    lines = _tariff(turn, found) or [words.say(turn.language, "facts.no_fees")]
    return "\n".join([*lines, words.say(turn.language, "facts.booking_is_free")])


def _tariff(turn: Turn, found: Sequence[FeeView]) -> list[str]:
    """One line a fee, under the regulation that it is from."""
    lines = []
    for (source, since), fees in groupby(
        found[:MOST_FEES], key=lambda fee: (fee.source, fee.valid_from)
    ):
        day = words_dates.plain_date(turn.language, since)
        lines.append(words.say(turn.language, "facts.fees", source=source, day=day))
        for fee in fees:
            name = parts.in_language(turn, fee.names)
            amount = rupiah(turn.language, fee.rupiah)
            lines.append(f"- {name}: {amount}")
    return lines


def _official(turn: Turn) -> parts.Asking[str]:
    """Say whose number this is, and which others are truly theirs."""
    agency = yield from ask(AgencyName(turn.agency_id))
    found = yield from ask(OfficialAddresses(turn.agency_id))
    lines = [words.say(turn.language, "facts.official", agency=agency)]
    if found:
        lines.append(words.say(turn.language, "facts.official_others"))
        lines += [f"- {address}" for address in found]
    lines.append(words.say(turn.language, "facts.never_asked"))
    return "\n".join(lines)


def _lost(turn: Turn) -> parts.Asking[str]:
    """A lost or damaged passport is looked into at the office, never booked by chat
    (domain notes 1.1 and 1.4)."""
    yield from ()
    return words.say(turn.language, "facts.lost")


def _duration(turn: Turn) -> parts.Asking[str]:
    """How long a passport takes (Permenkumham 18/2022, article 22)."""
    yield from ()
    return words.say(turn.language, "facts.duration")


TELLS: Mapping[Intent, Tell] = {
    Intent.REQUIREMENTS: _requirements,
    Intent.LOST: _lost,
    Intent.DURATION: _duration,
    Intent.FEES: _fees,
    Intent.OPENING_HOURS: places.hours,
    Intent.LOCATION: places.locations,
    Intent.OFFICIAL: _official,
}
"""What is told, by what is asked."""
