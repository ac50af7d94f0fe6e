"""
Which function answers which command. Reads stand first; the order of the writes is
the order in which rows are locked: bookings, then conversations.
"""

from __future__ import annotations

from functools import partial

from loket.dialogue import commands
from loket.dialogue.answers import bookings, hours, offices, people
from loket.dialogue.engine import Answerers
from loket.lib.crypto import Keyring


def answerers(keyring: Keyring) -> Answerers:
    """Return the answerers of a worker."""
    return {
        commands.Services: offices.services,
        commands.Offices: offices.offices,
        commands.FreeDays: hours.free_days,
        commands.FreeHours: hours.free_hours,
        commands.NearestFree: hours.nearest_free,
        commands.MyBookings: partial(bookings.my_bookings, keyring=keyring),
        commands.Cancel: bookings.cancel,
        commands.Release: bookings.release,
        commands.Hold: partial(bookings.hold, keyring=keyring),
        commands.Confirm: partial(bookings.confirm, keyring=keyring),
        commands.AskPerson: people.ask_person,
    }
