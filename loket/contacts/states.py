"""The life of a request about somebody's data, all moves in one table."""

from __future__ import annotations

from enum import StrEnum


class RequestState(StrEnum):
    """
    Where a request stands: asked for by chat, proposed by an officer who checked it,
    approved by another, done, or refused. Approved ones may need a second look.
    """

    ASKED = "asked"
    PROPOSED = "proposed"
    APPROVED = "approved"
    DONE = "done"
    REFUSED = "refused"


MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.ASKED: frozenset({RequestState.PROPOSED, RequestState.REFUSED}),
    RequestState.PROPOSED: frozenset({RequestState.APPROVED, RequestState.REFUSED}),
    RequestState.APPROVED: frozenset({RequestState.DONE, RequestState.PROPOSED}),
    RequestState.DONE: frozenset(),
    RequestState.REFUSED: frozenset(),
}


def may_move(before: RequestState, after: RequestState) -> bool:
    """Test if a request may go from one state to the other."""
    return after in MOVES[before]
