"""The waiting list of a desk without a database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from loket.dialogue import commands_waiting as cw
from loket.dialogue.types import Command
from tests.dialogue.places import EAST, MIDDLE, NEW, RENEWAL, WEST


@dataclass
class WaitingList:
    """Who waits, and who asked to."""

    entries: dict[UUID, cw.JoinList] = field(default_factory=dict)
    refuses: cw.NotListed | None = None
    offer: UUID | None = None

    def join(self, ask: cw.JoinList) -> cw.Listed | cw.NotListed:
        """Put somebody on the list."""
        if self.refuses is not None:
            return self.refuses
        if any(e.contact_id == ask.contact_id for e in self.entries.values()):
            return cw.NotListed(cw.ListRefusal.ALREADY_WAITING)
        id_ = uuid4()
        self.entries[id_] = ask
        return cw.Listed(id_, len(self.entries), 30)

    def leave(self, ask: cw.LeaveList) -> bool:
        """Take somebody off the list."""
        return self.entries.pop(ask.waiting_id, None) is not None

    def mine(self, ask: cw.MyWaiting) -> Sequence[cw.WaitingView]:
        """Where somebody waits."""
        return [
            cw.WaitingView(
                id_,
                next(s for s in (NEW, RENEWAL) if s.id == one.service_id),
                next(o for o in (WEST, MIDDLE, EAST) if o.id == one.office_id),
                one.first,
                one.last,
                len(one.people),
                place,
                self.offer,
            )
            for place, (id_, one) in enumerate(self.entries.items(), 1)
            if one.contact_id == ask.contact_id
        ]

    def answers(self) -> dict[type[Command[Any]], Callable[[Any], Any]]:
        """Return what answers each command."""
        return {
            cw.MyWaiting: self.mine,
            cw.JoinList: self.join,
            cw.LeaveList: self.leave,
        }
