"""
Which function answers which command. Reads stand first; the order of the writes is
the order in which rows are locked: bookings, then contacts, then conversations.
"""

from __future__ import annotations

from functools import partial

from loket.dialogue import (
    commands,
    commands_cases,
    commands_facts,
    commands_people,
    commands_waiting,
)
from loket.dialogue.answers import (
    bookings,
    cases,
    consent,
    facts,
    hours,
    offices,
    people,
    waiting,
)
from loket.dialogue.engine import Answerers
from loket.lib.crypto import Keyring


def answerers(keyring: Keyring) -> Answerers:
    """Return the answerers of a worker."""
    return {
        commands.AgencyName: offices.agency_names,
        commands.Services: offices.services,
        commands.Offices: offices.offices,
        commands.FreeDays: hours.free_days,
        commands.FreeHours: hours.free_hours,
        commands.NearestFree: hours.nearest_free,
        commands_facts.Fees: facts.fees,
        commands_facts.Places: facts.places,
        commands_facts.OfficialAddresses: facts.official_addresses,
        commands_people.Answering: people.answering,
        commands_people.PersonWanted: people.person_wanted,
        commands.MyBookings: partial(bookings.my_bookings, keyring=keyring),
        commands_waiting.MyWaiting: partial(waiting.mine, keyring=keyring),
        commands.Cancel: bookings.cancel,
        commands.Release: bookings.release,
        commands.Move: partial(bookings.move, keyring=keyring),
        commands.Hold: partial(bookings.hold, keyring=keyring),
        commands.Confirm: partial(bookings.confirm, keyring=keyring),
        commands.Coming: bookings.coming,
        commands_cases.MyCases: partial(cases.my_cases, keyring=keyring),
        commands_cases.ProveCase: partial(cases.prove, keyring=keyring),
        commands_waiting.JoinList: partial(waiting.join, keyring=keyring),
        commands_waiting.LeaveList: waiting.leave,
        commands_people.SayConsent: consent.say,
        commands_people.AskData: consent.ask_data,
        commands.AskPerson: people.ask_person,
    }
