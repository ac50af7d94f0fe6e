"""The page of kinds of cases: what a stage can mean, and those of the training desk."""

from __future__ import annotations

from collections.abc import Iterable

from loket.cases import loading
from loket.cases.loading import CaseTypesFile, StageWords, TypeWords
from loket.cases.stages import CLOSED, MOVES, StageKind
from loket.config import demo
from loket.config.reference import markdown

INTRO = (
    "What kinds of cases there are is an office's own data; see "
    "[Set up kinds of cases](../how-to/set-up-kinds-of-cases.md). What the machine may "
    "say and do at a stage hangs on the kind of the stage."
)
KINDS = (
    "A case type may only move a case along these arrows, whatever its stages are "
    "called. A correction by a head may go anywhere; it stays visible."
)
MEANS = {
    StageKind.OFFICE: "The office works. A promise may run.",
    StageKind.CITIZEN: "The citizen has to bring or pay something. Nothing is overdue.",
    StageKind.READY: "It can be collected; warnings begin.",
    StageKind.COLLECTED: "Somebody took it. The end.",
    StageKind.ENDED: "It ended without a result.",
}
TYPES = (
    "These are the kinds of the training desk, as `case_types.toml` holds them. A plus "
    "is a promise of so many working days that begins at the stage."
)


def page() -> str:
    """Return the page."""
    file = loading.read(demo.case_types())
    parts = [
        part
        for kind in file.types
        for part in (f"### {kind.names['en']}", _drawn(file, kind), _documents(kind))
    ]
    return markdown.page(
        "Kinds of cases", INTRO,
        "## Kinds of stages", KINDS, _kinds_drawn(), _kinds(),
        "## The training desk", TYPES, *parts,
        "## Stages of the training desk", _stages(file),
    )  # fmt: skip


def _kinds_drawn() -> str:
    arrows = [
        f"{before.value} --> {after.value}"
        for before, follow in MOVES.items()
        for after in sorted(follow)
    ]
    first = [f"[*] --> {StageKind.OFFICE.value}"]
    last = [f"{kind.value} --> [*]" for kind in sorted(CLOSED)]
    return markdown.diagram([*first, *arrows, *last])


def _kinds() -> str:
    rows = (
        (
            markdown.code(kind.value),
            MEANS[kind],
            ", ".join(markdown.code(one.value) for one in sorted(MOVES[kind]))
            or "nothing",
        )
        for kind in StageKind
    )
    return markdown.table(("Kind", "Means", "May be followed by"), rows)


def _of(file: CaseTypesFile, kind: TypeWords) -> list[StageWords]:
    return [one for one in file.stages if not one.types or kind.slug in one.types]


def _drawn(file: CaseTypesFile, kind: TypeWords) -> str:
    stages = {one.slug: one for one in _of(file, kind)}
    named = [f"{one.slug}: {_name(one)}" for one in stages.values()]
    return markdown.diagram([*named, *_arrows(file, stages)])


def _arrows(file: CaseTypesFile, stages: dict[str, StageWords]) -> Iterable[str]:
    yield f"[*] --> {next(iter(stages))}"
    for before, follow in file.moves.items():
        for after in follow:
            if before in stages and after in stages:
                yield f"{before} --> {after}"
    for one in stages.values():
        if one.kind in CLOSED:
            yield f"{one.slug} --> [*]"


def _name(one: StageWords) -> str:
    promised = "" if one.promise_days is None else f" +{one.promise_days}"
    return f"{one.names['en']}{promised}"


def _documents(kind: TypeWords) -> str:
    return "Documents: " + "; ".join(one["en"] for one in kind.documents) + "."


def _stages(file: CaseTypesFile) -> str:
    rows = (
        (
            markdown.code(one.slug),
            one.names["en"],
            markdown.code(one.kind.value),
            one.follows.get("en", ""),
            one.brings.get("en", ""),
        )
        for one in file.stages
    )
    head = ("Short name", "Name", "Kind", "What comes next", "What to bring or do")
    return markdown.table(head, rows)
