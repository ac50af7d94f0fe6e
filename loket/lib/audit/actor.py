"""
Who acts at present.

A way in says it once, and every action below knows it: no action has to pass on who
asked for it, and none can forget to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """
    Through which way in somebody acts; NOBODY has not signed in. Values are stored:
    never rename one.
    """

    STAFF = "staff"
    COMMAND = "command"
    API = "api"
    SYSTEM = "system"
    NOBODY = "nobody"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Somebody who acts. `id` is that of a staff account or an API key; `origin` the
    network address or the account of the machine; `trace` the id of the request, by
    which the log lines of the same act are found.
    """

    kind: ActorKind
    id: int | None = None
    origin: str = ""
    trace: str = ""


SYSTEM = Actor(ActorKind.SYSTEM)
CITIZEN = Actor(ActorKind.CITIZEN)

_actor: ContextVar[Actor] = ContextVar("actor", default=SYSTEM)


def actor() -> Actor:
    """Return who acts; the machine by itself, if nobody said otherwise."""
    return _actor.get()


@contextmanager
def acting(who: Actor) -> Iterator[None]:
    """Let somebody be the one who acts meanwhile."""
    token = _actor.set(who)
    try:
        yield
    finally:
        _actor.reset(token)
