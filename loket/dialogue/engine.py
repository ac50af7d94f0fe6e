"""
Runs the flows of a whole batch in lockstep.

Each flow believes it talks to one citizen. In every round we collect what all
flows ask, answer the commands of one kind with one call, and send the results
back in. So a hundred talks cost as many queries as one.

Writes wait until no flow reads any more, and are answered in the order in which
the answerers stand: rows are then locked late, briefly, and always in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from loket.dialogue.types import Command, Flow, Outcome

Key = TypeVar("Key", bound=Hashable)
AnswerMany = Callable[[Sequence[Any]], Sequence[Any]]
Answerers = Mapping[type[Command[Any]], AnswerMany]

MAX_COMMANDS = 30


class EndlessTalk(Exception):
    """A flow asked more than `MAX_COMMANDS` commands in one turn."""


def run(flows: Mapping[Key, Flow], answerers: Answerers) -> dict[Key, Outcome]:
    """
    Return the outcome of every flow.

    :raises EndlessTalk: if a flow does not come to an end
    :raises ValueError: if a flow asks what nobody answers
    """
    outcomes: dict[Key, Outcome] = {}
    asked: dict[Key, Command[Any]] = {}
    counts: dict[Key, int] = dict.fromkeys(flows, 0)
    results: dict[Key, Any] = dict.fromkeys(flows)
    while results:
        _advance(flows, results, asked, outcomes)
        _count(results, asked, counts)
        results = _answer(asked, answerers)
    return outcomes


def _advance(
    flows: Mapping[Key, Flow],
    results: Mapping[Key, Any],
    asked: dict[Key, Command[Any]],
    outcomes: dict[Key, Outcome],
) -> None:
    for key, result in results.items():
        try:
            asked[key] = flows[key].send(result)
        except StopIteration as end:
            outcomes[key] = end.value


def _count(
    results: Mapping[Key, Any],
    asked: Mapping[Key, Command[Any]],
    counts: dict[Key, int],
) -> None:
    for key in results:
        if key in asked:
            counts[key] += 1
            if counts[key] > MAX_COMMANDS:
                raise EndlessTalk(str(key))


def _answer(asked: dict[Key, Command[Any]], answerers: Answerers) -> dict[Key, Any]:
    results: dict[Key, Any] = {}
    for kind, keys in _answerable(asked, answerers).items():
        commands = [asked.pop(key) for key in keys]
        answers = _answer_kind(kind, commands, answerers[kind])
        results.update(zip(keys, answers, strict=True))
    return results


def _answer_kind(
    kind: type[Command[Any]], commands: Sequence[Command[Any]], answer: AnswerMany
) -> Sequence[Any]:
    """Answer commands of one kind. What many want to know alike is read once."""
    if kind.is_write:
        return answer(commands)
    different = list(dict.fromkeys(commands))
    found = dict(zip(different, answer(different), strict=True))
    return [found[command] for command in commands]


def _answerable(
    asked: Mapping[Key, Command[Any]], answerers: Answerers
) -> dict[type[Command[Any]], list[Key]]:
    """The reads if there are any, else the writes; kinds in the answerers' order."""
    reads = [key for key, command in asked.items() if not command.is_write]
    by_kind: dict[type[Command[Any]], list[Key]] = {}
    for key in reads or asked:
        by_kind.setdefault(type(asked[key]), []).append(key)
    order = list(answerers)
    return dict(sorted(by_kind.items(), key=lambda item: order.index(item[0])))
