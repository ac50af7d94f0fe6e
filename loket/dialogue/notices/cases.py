"""
What is told of cases before anybody asks: that there is news, that we are late, that
something still waits to be collected.

What is said is what is true now; who was told the same already hears nothing. It names
no person and no document, for others may look at the phone; and whoever only has the
number on file, and never asked, hears no more than that there is news.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from loket.cases import queries, telling
from loket.cases.queries import CaseRow
from loket.cases.stages import StageKind
from loket.cases.telling import Following, Pair
from loket.dialogue import words, words_dates
from loket.dialogue.answers.cases import Viewer
from loket.dialogue.commands_cases import CaseView
from loket.dialogue.flows import case_words, parts
from loket.dialogue.notices import templates
from loket.dialogue.notices.speech import Kind, Speech, turn_of
from loket.dialogue.types import Reply, Turn
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due

Facts = Mapping[str, str]
Say = Callable[[Turn, CaseView, Following], str]
IsDue = Callable[[CaseRow, CaseView, Following], bool]
TAP = "status"


def _kind(say: Say, is_due: IsDue) -> Kind:
    """Return a kind of notice that is said so, where it is still due."""

    def speak(
        dues: Sequence[Due], now: datetime, keyring: Keyring
    ) -> dict[UUID, Speech]:
        pairs = {due.id: _pair(due) for due in dues}
        rows = queries.by_id({case for case, _ in pairs.values()}, keyring)
        following = telling.following(set(pairs.values()))
        viewer = Viewer({due.agency_id for due in dues}, rows.values(), now)
        said: dict[Pair, tuple[Due, Speech]] = {}
        for due in dues:
            pair = pairs[due.id]
            if pair in said or pair not in following or pair[0] not in rows:
                continue
            row, knows = rows[pair[0]], following[pair]
            view = viewer(row)
            if is_due(row, view, knows):
                said[pair] = due, _speech(due, view, say, knows, now)
        return {due.id: speech for due, speech in said.values()}

    return Kind(speak, note)


def note(dues: Collection[Due], _: datetime) -> None:
    """Let the room know who was told."""
    telling.note_told({_pair(due) for due in dues})


def _pair(due: Due) -> Pair:
    return UUID(due.parameters["case"]), due.talk.contact_id


def _speech(
    due: Due, view: CaseView, say: Say, knows: Following, now: datetime
) -> Speech:
    turn = turn_of(due, now)
    with words.speaking_for(due.agency_id):
        reply = Reply(
            words=say(turn, view, knows),
            options=[parts.option(turn, TAP, "button.status")],
        )
        outcome = parts.answer(turn, reply)
    return Speech(
        outcome=outcome,
        facts={
            language: _facts(replace(turn, language=language), view)
            for language in templates.languages(due.talk.language)
        },
        taps=[TAP],
    )


def _facts(turn: Turn, view: CaseView) -> Facts:
    keep = view.keep_until
    day = words_dates.long_day(turn.language, keep) if keep else ""
    return {"office": view.office.name, "day": day}


def _news(turn: Turn, view: CaseView, knows: Following) -> str:
    if not knows.is_known:
        return words.say(turn.language, "case.news", office=view.office.name)
    stage = case_words.stage(turn, view)
    lines = [
        words.say(turn.language, "case.stage", office=view.office.name, stage=stage),
        case_words.promise(turn, view),
        case_words.keep(turn, view) if view.kind is StageKind.READY else "",
        words.say(turn.language, "case.collected")
        if view.kind is StageKind.COLLECTED
        else "",
    ]
    return "\n".join(filter(None, lines))


def _plain(key: str) -> Say:
    return lambda turn, view, _: words.say(turn.language, key, **_facts(turn, view))


def _is_news(row: CaseRow, _: CaseView, knows: Following) -> bool:
    return (knows.stage_id, knows.expected) != (row.stage_id, row.expected_date)


NEWS = _kind(_news, _is_news)
MISSED = _kind(_plain("case.missed"), lambda row, *_: row.missed_at is not None)
UNCOLLECTED = _kind(
    _plain("case.uncollected"),
    lambda row, view, _: view.kind is StageKind.READY and row.closed_at is None,
)
