"""The line of a life: where a case came by, where it stands, where it goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from loket.cases.kinds import StageRow, TypeRow
from loket.cases.life import Entry
from loket.cases.stages import EventKind, StageKind

Reached = tuple[int, datetime | None]
"""A stage, and when a case came to it."""

MOVING = frozenset({EventKind.OPENED, EventKind.MOVED, EventKind.COLLECTED_BY})


class Pin(StrEnum):
    """How a stage is drawn; the values are classes of the style sheet."""

    DONE = "d"
    CURRENT = "c"
    AHEAD = "n"


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage on the line; `at` is when it was reached, `day` when it should be."""

    stage: StageRow
    pin: Pin
    at: datetime | None = None
    day: date | None = None


def draw(
    kind: TypeRow, entries: Sequence[Entry], stage_id: int, expected: date | None
) -> list[Stop]:
    """Return the stages that a case came by, the one it stands at, and the way on."""
    *done, last = _passed(entries) or [(stage_id, None)]
    stops = [
        Stop(kind.stages[stage], Pin.DONE, at)
        for stage, at in done
        if stage in kind.stages
    ]
    at = last[1] if last[0] == stage_id else None
    stops.append(Stop(kind.stages[stage_id], Pin.CURRENT, at))
    for stage in ahead(kind, stage_id):
        day = expected if stage.kind is StageKind.READY else None
        stops.append(Stop(stage, Pin.AHEAD, day=day))
    return stops


def ahead(kind: TypeRow, stage_id: int) -> list[StageRow]:
    """Return the shortest way from a stage to where a case is collected."""
    came_from: dict[int, int] = {}
    waiting = deque([stage_id])
    while waiting:
        here = waiting.popleft()
        if kind.stages[here].kind is StageKind.COLLECTED and here != stage_id:
            return _way(kind, came_from, here, stage_id)
        for following in _onward(kind, here):
            if following != stage_id and following not in came_from:
                came_from[following] = here
                waiting.append(following)
    return []


def _onward(kind: TypeRow, here: int) -> list[int]:
    """Where the moves lead, in the order of the type; not to a bad end."""
    after = kind.moves.get(here, set())
    return [
        id_
        for id_, stage in kind.stages.items()
        if id_ in after and stage.kind is not StageKind.ENDED
    ]


def _way(
    kind: TypeRow, came_from: dict[int, int], here: int, first: int
) -> list[StageRow]:
    way: list[StageRow] = []
    while here != first:
        way.append(kind.stages[here])
        here = came_from[here]
    return way[::-1]


def _passed(entries: Sequence[Entry]) -> list[Reached]:
    """Stages with the moment they were reached; what was corrected is left out."""
    way: list[Reached] = []
    for one in entries:
        if one.after_id is None or one.kind not in {*MOVING, EventKind.CORRECTED}:
            continue
        if one.kind is EventKind.CORRECTED and way:
            way.pop()
        visited = [stage for stage, _ in way]
        if one.after_id in visited:
            del way[visited.index(one.after_id) + 1 :]
            if one.kind is not EventKind.CORRECTED:
                way[-1] = (one.after_id, one.at)
        else:
            way.append((one.after_id, one.at))
    return way
