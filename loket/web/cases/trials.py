"""
A test talk: what citizens would hear of a case of a kind at a stage, in both languages.
The case is invented on the spot and stored nowhere; the words are those of the chat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from loket.cases.kinds import StageRow, TypeRow
from loket.cases.stages import StageKind
from loket.dialogue import trial
from loket.dialogue.answers.offices import office_view
from loket.dialogue.commands_cases import CaseView
from loket.dialogue.types import Reply, Turn
from loket.offices import queries as offices
from loket.offices.queries import OfficeRow

LANGUAGES = ("id", "en")
USUAL_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Asked:
    """At which office and stage, with which days; None where nothing is promised."""

    office: OfficeRow
    stage: StageRow
    expected: date | None
    is_late: bool


def read(words: QueryDict, kind: TypeRow, now: datetime) -> Asked | None:
    """Return what a form asks for; the first stage without one, None without stages."""
    places = [
        one for one in offices.offices().values() if one.agency_id == kind.agency_id
    ]
    if not places or not kind.stages:
        return None
    office = next((o for o in places if o.code == words.get("office")), places[0])
    stages = list(kind.stages.values())
    stage = next((s for s in stages if s.slug == words.get("stage")), stages[0])
    return Asked(
        office,
        stage,
        _day(words, stage, now.astimezone(office.tz).date()),
        words.get("late") == "1",
    )


def _day(words: QueryDict, stage: StageRow, today: date) -> date | None:
    said = words.get("expected")
    if said is None:
        is_running = stage.kind in {StageKind.OFFICE, StageKind.CITIZEN}
        return today + USUAL_DAYS if is_running else None
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def replies(kind: TypeRow, asked: Asked, now: datetime) -> list[tuple[str, Reply]]:
    """Return what the machine would say, by language."""
    stage, office = asked.stage, asked.office
    is_ready = stage.kind is StageKind.READY
    keep = now.astimezone(office.tz).date() + timedelta(days=kind.keep_days)
    view = CaseView(
        id=UUID(int=0),
        type=kind.names,
        stage=stage.names,
        follows=stage.follows,
        brings=stage.brings,
        kind=stage.kind,
        office=office_view(office),
        since=now,
        data_at=now,
        expected=asked.expected,
        is_missed=asked.is_late,
        keep_until=keep if is_ready else None,
        pickup_service=kind.pickup_service_id,
    )
    keyring = settings.LOKET_KEYRING()
    return [
        (language, trial.about_case(view, _turn(kind, language, now), keyring))
        for language in LANGUAGES
    ]


def _turn(kind: TypeRow, language: str, now: datetime) -> Turn:
    return Turn(
        contact_id=trial.NOBODY,
        account_id=0,
        agency_id=kind.agency_id,
        now=now,
        language=language,
    )
