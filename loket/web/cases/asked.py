"""What an address of the list asks for; nonsense is read as nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from loket.cases.listing import Place, Standing, Wanted
from loket.offices.models import Office

LONGEST_SLUG = 50
MARK = "~"


@dataclass(frozen=True, slots=True)
class Asked:
    """One office (None for all that somebody sees), a list, a stage, and a page."""

    office: Office | None
    standing: Standing
    stage: str
    after: Place | None

    @classmethod
    def read(cls, words: QueryDict, offices: Sequence[Office]) -> Self:
        """Return what is asked for; without anything, all open cases."""
        code, said = words.get("office", ""), words.get("list", "")
        known = {one.value: one for one in Standing}
        return cls(
            next((one for one in offices if one.code == code), None),
            known.get(said, Standing.OPEN),
            words.get("stage", "")[:LONGEST_SLUG],
            _place(words.get("after", "")),
        )

    def wanted(self, offices: Sequence[Office]) -> Wanted:
        """Return it as the room wants it."""
        ids = [self.office.id] if self.office else [one.id for one in offices]
        return Wanted(ids, self.standing, self.stage, self.after)

    def address(
        self, standing: Standing | None = None, after: Place | None = None
    ) -> str:
        """Return the query of an address for another list, or for the next page."""
        words = {
            "office": self.office.code if self.office else "",
            "list": (standing or self.standing).value,
            "stage": self.stage,
            "after": f"{after[0].isoformat()}{MARK}{after[1]}" if after else "",
        }
        return "?" + urlencode({name: word for name, word in words.items() if word})


def _place(words: str) -> Place | None:
    at, _, id_ = words.partition(MARK)
    try:
        moment, case = datetime.fromisoformat(at), UUID(id_)
    except ValueError:
        return None
    return (moment, case) if moment.tzinfo else None
