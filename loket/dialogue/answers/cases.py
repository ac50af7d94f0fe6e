"""Answers about cases, to those who may hear them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from loket.cases import asking, kinds, silence
from loket.cases.asking import Asker, Proof
from loket.cases.kinds import TypeRow
from loket.cases.queries import CaseRow
from loket.dialogue.answers.offices import views
from loket.dialogue.commands import OfficeView, PersonView
from loket.dialogue.commands_cases import (
    CasesView,
    CaseView,
    MyCases,
    NotProved,
    ProveCase,
)
from loket.lib.crypto import CannotOpen, Keyring


class Viewer:
    """Makes views of cases, with what they need read once for all of them."""

    def __init__(
        self, agencies: Collection[int], cases: Iterable[CaseRow], now: datetime
    ) -> None:
        self._types: Mapping[int, TypeRow] = kinds.of_agencies(agencies)
        self._offices: Mapping[int, OfficeView] = views()[0]
        self._stale = silence.stale(cases, now)
        self._now = now

    def __call__(self, case: CaseRow) -> CaseView:
        """Return a case as its holder may see it."""
        kind = self._types[case.type_id]
        stage = kind.stages[case.stage_id]
        keeps = timedelta(days=kind.keep_days)
        holder = case.holder
        return CaseView(
            id=case.id,
            type=kind.names,
            stage=stage.names,
            follows=stage.follows,
            brings=stage.brings,
            kind=stage.kind,
            office=self._offices[case.office_id],
            since=case.stage_at,
            data_at=case.data_at if case.source else self._now,
            expected=case.expected_date,
            is_missed=case.missed_at is not None,
            is_stale=case.id in self._stale,
            keep_until=(case.ready_at + keeps).date() if case.ready_at else None,
            pickup_service=kind.pickup_service_id,
            holder=PersonView(holder.name, holder.birth_date)
            if holder.name and holder.birth_date
            else None,
        )


def my_cases(asked: Sequence[MyCases], keyring: Keyring) -> list[CasesView]:
    """How the cases of each stand."""
    now = asked[0].now
    found = asking.known([_asker(one) for one in asked], now, keyring)
    if not any(one.cases for one in found):
        return [_view(one, []) for one in found]
    cases = (case for one in found for case in one.cases)
    viewer = Viewer({one.agency_id for one in asked}, cases, now)
    return [_view(one, [viewer(case) for case in one.cases]) for one in found]


def _view(known: asking.Known, cases: Sequence[CaseView]) -> CasesView:
    return CasesView(
        cases,
        is_unproved=known.is_unproved,
        has_phone=known.has_phone,
        is_answered=known.has_types,
    )


def prove(asked: Sequence[ProveCase], keyring: Keyring) -> list[CaseView | NotProved]:
    """The case that each proves to be theirs."""
    now = asked[0].now
    proofs = [
        Proof(_asker(one), [*one.numbers, *_opened(one, keyring)], one.birth_dates)
        for one in asked
    ]
    found = asking.prove(proofs, now, keyring)
    cases = (one.case for one in found if one.case is not None)
    viewer = Viewer({one.agency_id for one in asked}, cases, now)
    return [
        viewer(one.case) if one.case is not None else NotProved(one.is_barred)
        for one in found
    ]


def _asker(one: MyCases | ProveCase) -> Asker:
    return Asker(one.agency_id, one.contact_id, one.account_id)


def _opened(one: ProveCase, keyring: Keyring) -> list[str]:
    """The numbers that were sealed; one that does not open is none."""
    numbers = []
    for context, box in one.hidden:
        try:
            sealed = base64.b64decode(box, validate=True)
            numbers.append(keyring.open(sealed, context.encode()).decode())
        except (binascii.Error, CannotOpen, UnicodeDecodeError):
            continue
    return numbers
