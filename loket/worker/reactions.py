"""What to do with each outcome of a send."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
import structlog
from django.db import transaction

from loket.cases import asking
from loket.channels.types import Accepted, Reaction, Refused, SendOutcome, Unclear
from loket.lib import clock, ids, logs
from loket.lib.pulse import counts
from loket.lib.pulse.counts import Counter
from loket.messaging import alarms, outbox, refusals, story
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Trouble
from loket.messaging.outbox import Claim, Doubt

log = structlog.get_logger(__name__)

# Back-off 1, 2, 4, 8 ... seconds, five tries (whatsapp notes 2.2).
MOST_TRIES = 5
# The platform could not be reached at all: with waits up to ten minutes, two hours.
MOST_TRIES_UNREACHED = 20
LONGEST_WAIT_S = 600.0
# Meta's advice for one person: 4^X seconds.
PERSON_BASE_S = 4.0
# These wait as long as it takes; they are not the message's fault.
_PATIENT = frozenset(
    {Reaction.SLOW_ACCOUNT, Reaction.PAUSE_ACCOUNT, Reaction.STOP_ACCOUNT}
)
_FINAL = frozenset({Reaction.GIVE_UP, Reaction.WINDOW_CLOSED})
_SENT_AFTER = counts.histogram(
    "send_seconds",
    "From writing a message to the platform taking it.",
    counts.WAITS,
)
_UNCLEAR = counts.counter("sends_unclear", "Sends without any answer.")
_refused: dict[int, Counter] = {}
ABOUT_TEMPLATES = frozenset({AlarmKind.TEMPLATE, AlarmKind.TEMPLATE_WRONG})


class Results(msgspec.Struct):
    """Outcomes of many sends, sorted by what has to be written."""

    sent: list[tuple[UUID, str, datetime]] = []
    again: list[tuple[UUID, float, str]] = []
    failed: list[tuple[UUID, int, str]] = []
    unclear: list[UUID] = []
    parked: list[UUID] = []
    stops: dict[int, Refused] = {}
    pauses: dict[int, Refused] = {}
    held: dict[int, Refused] = {}
    slow: set[int] = set()
    troubles: set[Trouble] = set()

    def add(self, claim: Claim, outcome: SendOutcome, now: datetime) -> None:
        """Sort one outcome in."""
        if isinstance(outcome, Accepted):
            self.sent.append((claim.message_id, outcome.external_id, now))
            _SENT_AFTER.note(now.timestamp() - ids.seconds_of(claim.message_id))
        elif isinstance(outcome, Unclear):
            self.unclear.append(claim.message_id)
            _UNCLEAR.value += 1
        else:
            _count_refusal(outcome.code)
            self._refused(claim, outcome)

    def joined(self, later: Results) -> Results:
        """Return these and those that came later as one."""
        return Results(
            *(
                getattr(self, name) | getattr(later, name)
                if isinstance(getattr(self, name), (dict, set))
                else getattr(self, name) + getattr(later, name)
                for name in self.__struct_fields__
            )
        )

    def _refused(self, claim: Claim, refused: Refused) -> None:
        words = f"{refused.code} {refused.detail}"
        most = refused.most_tries or _most_tries(refused.code)
        gives_up = claim.attempts >= most and not _is_patient(claim, refused)
        if refused.reaction is Reaction.WINDOW_CLOSED and claim.message.waits:
            self.parked.append(claim.message_id)
        elif refused.reaction in _FINAL or gives_up:
            self.failed.append((claim.message_id, refused.code, refused.detail))
        else:
            self.again.append(
                (claim.message_id, wait_s(claim.attempts, refused), words)
            )
        self._account(claim.account_id, refused)
        if refused.about is not None:
            self.troubles.add(_trouble(claim, refused))

    def _account(self, account_id: int, refused: Refused) -> None:
        if refused.reaction is Reaction.STOP_ACCOUNT:
            self.stops[account_id] = refused
        elif refused.reaction is Reaction.PAUSE_ACCOUNT:
            self.pauses[account_id] = refused
        elif refused.reaction is Reaction.PAUSE_NOTICES:
            self.held[account_id] = refused
        elif refused.reaction is Reaction.SLOW_ACCOUNT:
            self.slow.add(account_id)


def _count_refusal(code: int) -> None:
    if code not in _refused:
        about = "Sends that the platform refused, by its code."
        _refused[code] = counts.counter("sends_refused", about, code=str(code))
    _refused[code].value += 1


def _is_patient(claim: Claim, refused: Refused) -> bool:
    """Test if a message waits as long as it takes; an answer waits for no notices."""
    if refused.reaction is Reaction.PAUSE_NOTICES:
        return claim.message.template is not None
    return refused.reaction in _PATIENT


def _trouble(claim: Claim, refused: Refused) -> Trouble:
    kind = AlarmKind(refused.about or "")
    detail = f"{refused.code}: {refused.detail}"
    template = claim.message.template
    if template is None or kind not in ABOUT_TEMPLATES:
        return Trouble(kind, claim.account_id, detail=detail)
    return Trouble(kind, claim.account_id, template.name, template.language, detail)


def _most_tries(code: int) -> int:
    return MOST_TRIES if code else MOST_TRIES_UNREACHED


def wait_s(attempts: int, refused: Refused) -> float:
    """Return the seconds until the next try; `attempts` counts from one."""
    if refused.reaction is Reaction.WAIT_PERSON:
        wait = PERSON_BASE_S**attempts
    else:
        wait = 2.0 ** (attempts - 1)
    return max(min(wait, LONGEST_WAIT_S), refused.retry_after_s)


def write(results: Results) -> None:
    """Write all results; each kind is one transaction."""
    for account_id, refused in results.stops.items():
        log.error("account stopped", account=account_id, code=refused.code)
        outbox.stop_account(account_id, refused.code, refused.detail)
    for account_id, refused in results.pauses.items():
        log.warning("account paused", account=account_id, code=refused.code)
        outbox.pause_account(account_id, wait_s(1, refused))
    for account_id, refused in results.held.items():
        log.warning("notices paused", account=account_id, code=refused.code)
        outbox.pause_notices(account_id, wait_s(1, refused))
    alarms.raise_of_accounts(results.troubles)
    outbox.park(results.parked, "24 hours are over")
    outbox.sent(results.sent)
    outbox.again(results.again)
    logs.story(
        "put_off", (f"{story.of_message(m)} wait_s={s:g}" for m, s, _ in results.again)
    )
    _give_up(results)
    outbox.unclear(results.unclear, Doubt.NO_ANSWER)


def _give_up(results: Results) -> None:
    """What will never be taken, unless there is another way; and what that tells."""
    if not results.failed:
        return
    with transaction.atomic():
        outbox.failed(refusals.mend(results.failed))
    # Whoever holds a number now may be somebody else than those who asked of a case.
    new = refusals.contacts_of(results.failed, refusals.NEW_IDENTITY_CODE)
    asking.ask_anew(new, clock.now())
    stops = [id_ for id_, code, _ in results.failed if code == refusals.STOPPED_CODE]
    refusals.note_stops(stops, (), clock.now())
