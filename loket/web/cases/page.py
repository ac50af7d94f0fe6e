"""All that stands on the page of one case, read when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.utils import translation

from loket.bookings import queries as bookings
from loket.bookings.queries import BookingRow, SlotRow
from loket.cases import life, told
from loket.cases.kinds import StageRow
from loket.cases.life import Entry, Paper
from loket.cases.models import Case
from loket.cases.stages import CLOSED, StageKind
from loket.cases.told import Told
from loket.dialogue import trial
from loket.dialogue.answers.cases import Viewer
from loket.dialogue.types import Reply, Turn
from loket.messaging.models import Conversation
from loket.offices import policies
from loket.offices.models import Office, Staff
from loket.web.cases import line, strip, words
from loket.web.cases.line import Stop
from loket.web.cases.rows import Row
from loket.web.cases.strip import Strip
from loket.web.waiting.thread import TICKS

HOURS_AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A message to the citizen: what was said, by what, and how far it got."""

    told: Told
    name: str
    tick: str


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of a life in words."""

    entry: Entry
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class PickUp:
    """The hours of a day at which a case can be collected."""

    day: date
    slots: Sequence[SlotRow]


class CasePage:
    """One case as somebody may see it."""

    def __init__(self, row: Row, office: Office, staff: Staff, now: datetime) -> None:
        self.row = row
        self.case = row.case
        self.kind = row.kind
        self.place = office
        self.staff = staff
        self.now = now
        self.local_now = now.astimezone(row.office.tz)

    @cached_property
    def entries(self) -> list[Entry]:
        """Its life, the first entry first."""
        return life.entries(self.case.id)

    @cached_property
    def stops(self) -> list[Stop]:
        """The line of its life."""
        expected = self.case.expected_date
        return line.draw(self.kind, self.entries, self.case.stage_id, expected)

    @cached_property
    def strip(self) -> Strip | None:
        """The days of its promise, while it runs."""
        is_running = self.row.stage.kind in {StageKind.OFFICE, StageKind.CITIZEN}
        return strip.of(self.case, self.row.today) if is_running else None

    @cached_property
    def life(self) -> list[Step]:
        """Its life in words, the newest entry first."""
        names = self._names
        return [_step(one, self.kind.stages, names) for one in reversed(self.entries)]

    @cached_property
    def _names(self) -> Mapping[int, str]:
        """The names of the officers that its life and its papers name."""
        ids = [one.actor_id for one in self.entries if one.actor_kind == "staff"]
        ids += [one.seen_by for one in self._papers]
        known = {one for one in ids if one is not None}
        return dict(Staff.objects.filter(id__in=known).values_list("id", "name"))

    @cached_property
    def _papers(self) -> list[Paper]:
        return life.papers(self.case.id, self.kind.id)

    @cached_property
    def papers(self) -> list[tuple[Paper, str, str]]:
        """The documents: each with its name, and who has seen it."""
        return [
            (one, words.spoken(one.names), self._names.get(one.seen_by or 0, ""))
            for one in self._papers
        ]

    @property
    def is_complete(self) -> bool:
        """Test if all documents were seen."""
        return all(one.seen_by is not None for one in self._papers)

    @cached_property
    def followers(self) -> list[UUID]:
        """The contacts who may hear of it."""
        return life.followers(self.case.id)

    @cached_property
    def talk(self) -> UUID | None:
        """The talk with the first of them, for those who may read it."""
        if not policies.answers_citizens(self.staff, self.place.agency):
            return None
        found = Conversation.objects.filter(contact_id__in=self.followers[:1])
        return found.order_by("-last_inbound_at").values_list("id", flat=True).first()

    @cached_property
    def messages(self) -> list[Line]:
        """What was told of it, the newest first; what is planned before that."""
        return [
            Line(one, str(words.NOTICES.get(one.kind, "")), _tick(one))
            for one in told.of_case(self.case.id)
        ]

    @cached_property
    def answer(self) -> Reply:
        """What the machine would answer now, in the language of the page."""
        turn = Turn(
            contact_id=self.followers[0] if self.followers else trial.NOBODY,
            account_id=0,
            agency_id=self.case.agency_id,
            now=self.now,
            language=(translation.get_language() or "id")[:2],
        )
        view = Viewer([self.case.agency_id], [self.case], self.now)(self.case)
        return trial.about_case(view, turn, settings.LOKET_KEYRING())

    @cached_property
    def booked(self) -> BookingRow | None:
        """The hour at which they come to collect it."""
        service = self.kind.pickup_service_id
        live = bookings.live(self.followers, self.now, settings.LOKET_KEYRING())
        here = (self.case.office_id, service)
        found = (one for one in live if (one.office_id, one.service_id) == here)
        return next(found, None) if service else None

    @cached_property
    def pick_up(self) -> PickUp | None:
        """The hours of the first day with room, from the expected day on."""
        service, office = self.kind.pickup_service_id, self.case.office_id
        if service is None or self.row.stage.kind in CLOSED:
            return None
        first = max(self.row.today, self.case.expected_date or self.row.today)
        asked = [(office, service, first, HOURS_AHEAD_DAYS)]
        (found,) = bookings.days(asked, self.now)
        day = next((day for day, places in sorted(found.items()) if places.free), None)
        if day is None:
            return None
        slots = bookings.slots_of_day(office, day)
        return PickUp(day, [one for one in slots if one.service_id == service])

    @property
    def moves(self) -> list[StageRow]:
        """The stages to which an officer may move it; handing out is apart."""
        allowed = self.kind.moves.get(self.case.stage_id, set())
        return [
            one
            for one in self.kind.stages.values()
            if one.id in allowed and one.kind is not StageKind.COLLECTED
        ]

    @property
    def others(self) -> list[StageRow]:
        """All stages but the one at which it stands, for a correction."""
        stages = self.kind.stages.values()
        return [one for one in stages if one.id != self.case.stage_id]

    @property
    def may_hand_out(self) -> bool:
        """Test if it is ready, and its type knows a stage for what was collected."""
        kinds = {one.kind for one in self.kind.stages.values()}
        return self.row.is_ready and StageKind.COLLECTED in kinds

    @property
    def keep_until(self) -> date | None:
        """The last day on which it can be collected."""
        ready = self.case.ready_at
        keeps = timedelta(days=self.kind.keep_days)
        return (ready + keeps).astimezone(self.row.office.tz).date() if ready else None

    @cached_property
    def has_nik(self) -> bool:
        """Test if an identity number is kept; it is not opened for that."""
        found = Case.objects.filter(id=self.case.id, nik_sealed__isnull=False)
        return found.exists()

    @property
    def may(self) -> dict[str, bool]:
        """What the one who looks may do here."""
        staff, office = self.staff, self.place
        return {
            "work": policies.works_on_cases(staff, office),
            "correct": policies.corrects_cases(staff, office),
            "nik": policies.sees_nik(staff, office),
        }


def _tick(one: Told) -> str:
    return "queued" if one.state is None else TICKS.get(one.state, "")


def _step(
    entry: Entry, stages: Mapping[int, StageRow], names: Mapping[int, str]
) -> Step:
    values = {
        "before": _stage(stages, entry.before_id),
        "after": _stage(stages, entry.after_id),
    }
    who = names.get(entry.actor_id or 0) or str(words.ACTORS.get(entry.actor_kind, ""))
    return Step(entry, str(words.ENTRIES[entry.kind]) % values, who)


def _stage(stages: Mapping[int, StageRow], id_: int | None) -> str:
    stage = stages.get(id_ or 0)
    return words.spoken(stage.names) if stage else "?"
