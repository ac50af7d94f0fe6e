"""A citizen of whom everything is known, one who is erased, and their requests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.browser.talks import _say

KNOWN = UUID("019d0000-0000-7000-8000-000000000001")
ERASED = UUID("019d0000-0000-7000-8000-000000000002")
FIRST, ERASURE_DONE, PROPOSED = 1, 2, 3


def make_citizens(agency, office, head) -> None:
    """Make both, with an open request by chat, one that is done, one proposed."""
    from loket.contacts import consent, requests
    from loket.contacts.consent import Word
    from loket.contacts.models import Ground, Identity, RequestKind
    from loket.contacts.requests import Proposal, Wish
    from loket.messaging.models import ChannelAccount, Notice
    from loket.messaging.states import NoticeState
    from loket.subjects import erasing

    now, account = datetime.now(UTC), ChannelAccount.objects.get()
    for id_, name in ((KNOWN, "Wahyuni Astuti"), (ERASED, "Slamet Riyadi")):
        _known(agency, account, id_, name, now)
    Identity.objects.create(
        contact_id=KNOWN, account_id=account.id, kind="phone", value="6281277700000",
        first_seen_at=now - timedelta(days=400), retired_at=now - timedelta(days=30),
    )  # fmt: skip
    _book(agency, office, KNOWN)
    consent.say([Word(KNOWN, account.id, True, now)])
    Notice.objects.create(
        id=UUID(int=7), key="browser", kind="reminder.day", agency_id=agency.id,
        office_id=office.id, contact_id=KNOWN, due_at=now, expires_at=now,
        state=NoticeState.STOPPED, settled_at=now,
    )  # fmt: skip
    late = now - timedelta(hours=80)
    requests.ask([Wish(agency.id, KNOWN, RequestKind.EXPORT, late)])
    proposal = Proposal(
        agency.id, RequestKind.ERASURE, ERASED, Ground.LETTER, head.id + 1
    )
    number = requests.propose(proposal, now)
    erasing.approve(number, head.id, now)
    Notice.objects.filter(kind=erasing.KIND).update(state=NoticeState.SAID)
    erasing.work(_store(), now)
    mine = Proposal(
        agency.id, RequestKind.ERASURE, KNOWN, Ground.COUNTER, head.id + 1, True
    )
    requests.propose(mine, now)


def _known(agency, account, id_: UUID, name: str, now: datetime):
    from loket.contacts.models import Contact, Identity
    from loket.lib import ids
    from loket.messaging.models import Conversation

    who = Contact.objects.create(
        id=id_, agency_id=agency.id, name=name, first_seen_at=now - timedelta(days=400)
    )
    Identity.objects.create(
        contact=who, account_id=account.id, kind="phone",
        value=f"628127770000{id_.int % 10}", first_seen_at=now,
    )  # fmt: skip
    talk = Conversation.objects.create(
        id=ids.new(), account=account, contact_id=id_, agency_id=agency.id,
        last_inbound_at=now,
    )  # fmt: skip
    _say(talk, account, "Saya mau pindah jam, bisa?", "in", 7)
    _say(talk, account, "Bisa. Silakan pilih jam lain.", "out", 5)


def _book(agency, office, contact: UUID) -> None:
    from loket.bookings import actions
    from loket.bookings.allocation import Request
    from loket.bookings.models import Slot
    from loket.bookings.people import Person
    from loket.config.keys import keyring

    slot = Slot.objects.filter(
        office_id=office.id, starts_at__gt=datetime.now(UTC) + timedelta(days=1)
    ).earliest("starts_at")
    people = [
        Person("Wahyuni Astuti", date(1988, 4, 2)),
        Person("Bagas Astuti", date(2016, 9, 30)),
    ]
    asked = Request(contact, agency.id, slot.id, people, datetime.now(UTC))
    actions.book([asked], keyring())


def _store():
    from loket.config.keys import keyring
    from loket.messaging import file_store

    return file_store.here(keyring())
