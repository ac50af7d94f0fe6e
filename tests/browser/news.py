"""What the platform told a desk of the browser tests, and a file of a citizen."""

from __future__ import annotations

import base64

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def make_news(agency) -> None:
    """A conflict of two contacts, facts of the number, items that nobody knows."""
    from django.utils import timezone

    from loket.channels import types
    from loket.channels.types import EventKind, InboundEvent
    from loket.contacts.models import Contact, IdentityConflict
    from loket.lib import ids
    from loket.messaging.models import AccountFact, ChannelAccount, Event

    now, account = timezone.now(), ChannelAccount.objects.get()
    siti, other = (
        Contact.objects.create(
            id=ids.new(),
            agency_id=agency.id,
            name="Siti Aminah",
            username=username,
            first_seen_at=now,
        )
        for username in ("siti.aminah", "")
    )
    IdentityConflict.objects.create(
        account_id=account.id, kept=siti, other=other, seen_at=now
    )
    for name, value in (("limit", "TIER_1K"), ("review", "APPROVED")):
        AccountFact.objects.create(account=account, name=name, value=value, told_at=now)
    for number in range(3):
        event = InboundEvent(
            external_id=f"derived:{number}",
            account=account.external_id,
            kind=EventKind.UNKNOWN,
            type="hologram",
            details={"value": {"beam": 1, "colour": "blue"}},
        )
        Event.objects.create(
            id=ids.new(), seq=10 + number, account_id=account.id, kind="unknown",
            lane=1, contact_key=ids.new(), closes_turn=False, state=1,
            body=types.encode(event).decode(), body_id=ids.new(), received_at=now,
            reason="",
        )  # fmt: skip


def add_files(words: str) -> None:
    """A picture that is here, and one that did not come, beside somebody's words."""
    from django.utils import timezone

    from loket.config.keys import keyring
    from loket.lib import ids
    from loket.messaging import file_store
    from loket.messaging.models import File, Message
    from loket.messaging.states import FileState

    now, event_id = timezone.now(), ids.new()
    message = Message.objects.get(words=words)
    Message.objects.filter(id=message.id).update(cause_id=event_id)
    for state in (FileState.KEPT, FileState.REFUSED):
        file = File.objects.create(
            id=ids.new(), account_id=message.account_id, event_id=event_id,
            conversation_id=message.conversation_id, external_id="m1", kind="image",
            state=state, filename="akta kelahiran.jpg", content_type="image/png",
            size_bytes=len(PIXEL), due_at=now, created_at=now, expires_at=now,
        )  # fmt: skip
        writing = file_store.here(keyring()).begin(file.id)
        writing.add(PIXEL)
        writing.finish()
