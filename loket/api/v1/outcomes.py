"""What became of each of many records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, get_args
from uuid import UUID

from pydantic import Field

from loket.api.shapes import Answer
from loket.cases.records import FIELDS, Outcome, Refused

Became = Literal["created", "updated", "unchanged", "old", "refused"]
REFUSED: Final = "refused"
_WORDS: dict[str, Became] = {word: word for word in get_args(Became)}


class OutcomeOut(Answer):
    """What became of one record: what it did, or why it was refused."""

    became: Became
    id: UUID | None = Field(None, description="Of the case, if it was taken.")
    fault: str | None = None
    field: str | None = None


class Outcomes(Answer):
    """What became of each, in the order of the call, and how many of each kind."""

    outcomes: list[OutcomeOut]
    counts: dict[str, int]


def outcomes(found: Sequence[Outcome]) -> Outcomes:
    """Return the answer for these outcomes."""
    shown = [_shown(one) for one in found]
    return Outcomes.model_construct(
        outcomes=shown, counts=dict(Counter(one.became for one in shown))
    )


def _shown(one: Outcome) -> OutcomeOut:
    """Made without being looked at again: it is ours, and there are a thousand."""
    if isinstance(one, Refused):
        return OutcomeOut.model_construct(
            became=REFUSED, id=None, fault=one.fault.value, field=FIELDS[one.fault]
        )
    return OutcomeOut.model_construct(
        became=_WORDS[one.became], id=one.case_id, fault=None, field=None
    )
