"""
Who did what, and who looked at what: written once, never changed.

Rows are written by the actions themselves, in the transaction of what they do, so that
there is none for what did not happen and none is missing. What a citizen does by chat
stands in the talk and is not written twice.
"""

from loket.lib.audit.actor import CITIZEN, SYSTEM, Actor, ActorKind, acting, actor
from loket.lib.audit.entries import TABLE, Entry, note, record, saw

__all__ = [
    "CITIZEN",
    "SYSTEM",
    "TABLE",
    "Actor",
    "ActorKind",
    "Entry",
    "acting",
    "actor",
    "note",
    "record",
    "saw",
]
