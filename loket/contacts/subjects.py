"""
Who the data is about: a contact, or somebody who booked at the counter without one.

Every room above says what it knows of a subject, and gives it up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

Facts = Mapping[str, Any]
"""
What one row says, in names that stay the same in every language. Values are texts,
numbers, days, moments and ids.
"""

Table = Sequence[Facts]


class Subject(NamedTuple):
    """
    A person as we know them: by the id of their contact, or, of a booking that was
    made without one, by that of the booking. Ids are never the same.
    """

    id: UUID
    agency_id: int
