"""How a talk shows the files that came with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from loket.messaging.models import File
from loket.messaging.states import FileState

KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """A file beside a bubble: its name, its size in kB, and whether it is here."""

    id: UUID
    name: str
    size_kb: int
    state: FileState

    @property
    def is_here(self) -> bool:
        """Test if it can be opened."""
        return self.state is FileState.KEPT

    @property
    def is_coming(self) -> bool:
        """Test if it is still being fetched."""
        return self.state in (FileState.WANTED, FileState.FETCHING)

    @property
    def is_gone(self) -> bool:
        """Test if its time is over."""
        return self.state is FileState.EXPIRED


def of(events: Collection[UUID]) -> dict[UUID, Sequence[Shown]]:
    """Return the files that came with each of these events, in one query."""
    found: dict[UUID, list[Shown]] = defaultdict(list)
    for file in File.objects.filter(event_id__in=events).order_by("id"):
        size_kb = -(-file.size_bytes // KILOBYTE)
        shown = Shown(file.id, file.filename, size_kb, FileState(file.state))
        found[file.event_id].append(shown)
    return dict(found)
