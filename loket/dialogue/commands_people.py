"""
What flows may ask about people: those who answer in the machine's stead, and what the
citizen wants of us.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.dialogue.types import Command, WriteCommand


@dataclass(frozen=True, slots=True)
class AnsweringView:
    """
    Whether officers answer now, else from when (UTC); None if nobody knows. `zone` is
    the IANA name of the clock by which they work.
    """

    is_staffed: bool
    opens_at: datetime | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Answering(Command[AnsweringView]):
    """When officers of the agency answer by chat."""

    agency_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class PersonWanted(Command[bool]):
    """If this talk is on the list of those who wait for an officer."""

    contact_id: UUID
    account_id: int


@dataclass(frozen=True, slots=True)
class SayConsent(WriteCommand[bool]):
    """Note that somebody stopped what the office starts, or allowed it again. False if
    that is what they said last."""

    contact_id: UUID
    account_id: int
    is_stopped: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class AskData(WriteCommand[bool]):
    """
    Note a request about one's data: its "erasure", or an "export" of it. False if one
    is open already.
    """

    agency_id: int
    contact_id: UUID
    kind: str
    now: datetime
