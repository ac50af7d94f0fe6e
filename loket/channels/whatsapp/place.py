"""Where in a delivery an item stood, and the id that its repetitions share."""

from __future__ import annotations

from typing import NamedTuple

from loket.channels.whatsapp import wire


class Place(NamedTuple):
    """
    A change of an entry: our business account, our number, the field, the time.

    `time` is the entry's, "" if it had none.
    """

    business: str
    account: str
    field: str
    time: str

    def id_of(self, item: wire.Table) -> str:
        """Return the provider's id of an item, or one made of its content."""
        id_ = wire.word(item, "id", wire.MOST_NAME_CHARS)
        return id_ or self.derive(wire.pack(item))

    def derive(self, packed: bytes, salt: str = "") -> str:
        """
        Return an id that is the same whenever the same content is delivered again.

        `salt` tells apart what has the same words but is not the same event.
        """
        mark = wire.digest(*self, packed, salt)
        return f"derived:{mark}"


def of(entry: wire.Table, change: wire.Table) -> Place:
    """Return the place of a change."""
    metadata = wire.table(wire.table(change, "value"), "metadata")
    return Place(
        wire.word(entry, "id"),
        wire.word(metadata, "phone_number_id"),
        wire.word(change, "field"),
        wire.word(entry, "time"),
    )
