"""
The stages of a kind of case as a drawing: the way in a row, leaps above it, ways back
below, and what ends a case on a line of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loket.cases.kinds import StageRow, TypeRow
from loket.cases.stages import StageKind
from loket.web.cases import words

WIDTH, HEIGHT, GAP, EDGE = 128, 56, 34, 12
STEP_UP, STEP_DOWN = 16, 14
MOST_CHARS, MOST_LINES = 17, 2
LINE = 15


@dataclass(frozen=True, slots=True)
class Node:
    """A stage: its upper left corner, its words in lines, the days promised there."""

    stage: StageRow
    x: int
    y: int
    lines: Sequence[tuple[int, str]]
    days: int | None

    @property
    def middle(self) -> int:
        """The middle of its width."""
        return self.x + WIDTH // 2

    @property
    def css(self) -> str:
        """The class for its kind."""
        return f"k-{self.stage.kind.value}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, and the size it needs. Paths have classes and shapes."""

    nodes: Sequence[Node]
    paths: Sequence[tuple[str, str]]
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT


def draw(kind: TypeRow) -> Drawing:
    """Return the drawing of a kind of case."""
    stages = list(kind.stages.values())
    way = [one for one in stages if one.kind is not StageKind.ENDED]
    ends = [one for one in stages if one.kind is StageKind.ENDED]
    places = {one.id: n for n, one in enumerate(way)}
    leaps = [
        (places[a], places[b])
        for a, after in kind.moves.items()
        for b in sorted(after)
        if a in places and b in places
    ]
    top = EDGE + max((b - a - 1 for a, b in leaps if b > a), default=0) * STEP_UP * 2
    deep = max((a - b for a, b in leaps if b < a), default=0) * STEP_DOWN * 2
    nodes = [_node(kind, one, n, top) for n, one in enumerate(way)]
    paths = [_leap(nodes[a], nodes[b], b - a) for a, b in leaps]
    below = top + HEIGHT + deep + EDGE * 2
    for n, end in enumerate(ends):
        node, more = _end(kind, end, nodes[: len(way)], below + n * (HEIGHT + EDGE))
        nodes.append(node)
        paths += more
    width = EDGE * 2 + max(len(way), 1) * (WIDTH + GAP) - GAP
    height = below + len(ends) * (HEIGHT + EDGE)
    return Drawing(nodes, paths, width, height)


def _node(kind: TypeRow, stage: StageRow, place: int, y: int) -> Node:
    x = EDGE + place * (WIDTH + GAP)
    days = next(
        (
            rule.working_days
            for rule in reversed(kind.promises)
            if rule.from_stage == stage.id and not rule.track and not rule.valid_until
        ),
        None,
    )
    said = _lines(words.spoken(stage.names))
    first = y + HEIGHT // 2 + 5 - (len(said) - 1) * LINE // 2
    lines = [(first + n * LINE, line) for n, line in enumerate(said)]
    return Node(stage, x, y, lines, days)


def _lines(name: str) -> list[str]:
    """Cut a name into lines that fit; what is too long ends with a sign."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= MOST_CHARS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    cut = [line if len(line) <= MOST_CHARS else f"{line[:15]}…" for line in lines]
    return cut if len(cut) <= MOST_LINES else [*cut[:1], f"{cut[1][:15]}…"]


def _leap(before: Node, after: Node, span: int) -> tuple[str, str]:
    if span == 1:
        y = before.y + HEIGHT // 2
        return "on", f"M{before.x + WIDTH} {y}H{after.x - 7}"
    if span > 1:
        a, b, y = before.middle + 14, after.middle - 14, before.y
        high = y - (span - 1) * STEP_UP * 2 + 4
        return "on", f"M{a} {y}C{a} {high} {b} {high} {b} {y - 7}"
    a, b, y = before.middle - 14, after.middle + 14, before.y + HEIGHT
    deep = y - span * STEP_DOWN * 2
    return "back", f"M{a} {y}C{a} {deep} {b} {deep} {b} {y + 7}"


def _end(
    kind: TypeRow, end: StageRow, nodes: Sequence[Node], y: int
) -> tuple[Node, list[tuple[str, str]]]:
    """An end stands below the last of the way; a line gathers all that lead to it."""
    node = _node(kind, end, max(len(nodes) - 1, 0), y)
    bus = y + HEIGHT // 2
    sources = [one for one in nodes if end.id in kind.moves.get(one.stage.id, ())]
    paths = [
        ("end", f"M{one.middle} {one.y + HEIGHT}V{bus}")
        for one in sources
        if one.x < node.x
    ]
    if paths:
        paths.append(("end into", f"M{sources[0].middle} {bus}H{node.x - 7}"))
    if any(one.x == node.x for one in sources):
        above = next(one for one in sources if one.x == node.x)
        paths.append(("end into", f"M{node.middle} {above.y + HEIGHT}V{y - 7}"))
    return node, paths
