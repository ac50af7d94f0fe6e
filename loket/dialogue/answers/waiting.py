"""Answers about the waiting list."""

from __future__ import annotations

from collections.abc import Sequence

from loket.bookings import limiting, waiting
from loket.bookings.limits import Kind
from loket.bookings.people import Person
from loket.bookings.waiting import ANY_TIME, Joined, Span, Wish
from loket.dialogue.answers.offices import views
from loket.dialogue.commands_waiting import (
    JoinList,
    LeaveList,
    Listed,
    ListRefusal,
    MyWaiting,
    NotListed,
    WaitingView,
)
from loket.lib.crypto import Keyring


def join(asked: Sequence[JoinList], keyring: Keyring) -> list[Listed | NotListed]:
    """Put people on the list; tell them where they stand."""
    answers = waiting.join([_wish(one) for one in asked], keyring)
    offices = {one.office_id for one in asked}
    minutes = {id_: limiting.figures_of(id_)[Kind.OFFER_MIN] for id_ in offices}
    return [
        Listed(answer.waiting_id, answer.ahead + 1, minutes[one.office_id])
        if isinstance(answer, Joined)
        else NotListed(ListRefusal(answer.why.value), answer.name)
        for one, answer in zip(asked, answers, strict=True)
    ]


def _wish(one: JoinList) -> Wish:
    begins, ends = one.begins or ANY_TIME[0], one.ends or ANY_TIME[1]
    return Wish(
        contact_id=one.contact_id,
        agency_id=one.agency_id,
        office_id=one.office_id,
        service_id=one.service_id,
        people=[Person(p.name, p.birth_date) for p in one.people],
        span=Span(one.first, one.last, begins, ends),
        now=one.now,
    )


def leave(asked: Sequence[LeaveList]) -> list[bool]:
    """Take people off the list."""
    pairs = [(one.waiting_id, one.contact_id) for one in asked]
    left = waiting.leave(pairs, asked[0].now)
    return [one.waiting_id in left for one in asked]


def mine(asked: Sequence[MyWaiting], keyring: Keyring) -> list[list[WaitingView]]:
    """Where each contact waits."""
    entries = waiting.of_contacts([one.contact_id for one in asked], keyring)
    if not entries:
        return [[] for _ in asked]
    offices, services = views()
    return [
        [
            WaitingView(
                id=entry.id,
                service=services[entry.service_id],
                office=offices[entry.office_id],
                first=entry.span.first,
                last=entry.span.last,
                size=entry.size,
                place=entry.place,
                offer=entry.offer_id,
            )
            for entry in entries
            if entry.contact_id == one.contact_id
        ]
        for one in asked
    ]
