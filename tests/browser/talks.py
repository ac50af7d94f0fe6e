"""Talks for the browser: one with an alarm, one long, one of a colleague."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

MENU = '[{"id": "book", "title": "Pesan antrean"}, {"id": "mine", "title": "Antrean"}]'

TALKS = (
    ("Ketut Sari", "alarm: life", ["tolong saya diancam suami, dia bawa pisau"]),
    (
        "Muhammad Rizal",
        "not understood",
        ["foto akta saya buram", "boleh kirim ulang?"],
    ),
    ("Yohanes Lumban", "asked", ["petugas", "saya sudah 2x datang tapi katanya belum"]),
)


def make_talks(agency, officer) -> None:
    """Make talks that wait, and one that an officer has."""
    from loket.contacts import consent
    from loket.contacts.consent import Word
    from loket.messaging import conversations
    from loket.messaging.models import ChannelAccount

    now, account = datetime.now(UTC), ChannelAccount.objects.get()
    for n, (name, reason, heard) in enumerate(TALKS):
        since = now - timedelta(minutes=7 * (n + 1))
        talk = _talk(agency, account, name, since)
        for words in heard:
            _say(talk, account, words, "in", 7)
            _say(talk, account, "Maaf, saya belum mengerti.", "out", 5, MENU)
        conversations.want([(account.id, talk.contact_id, reason, since)])
    conversations.take(talk.id, 0, officer.id, now)
    _refuse(talk, account)
    consent.say([Word(talk.contact_id, account.id, True, now)])


def _talk(agency, account, name: str, at: datetime):
    from loket.contacts.models import Contact, Identity
    from loket.lib import ids
    from loket.messaging.models import Conversation

    who = Contact.objects.create(
        id=ids.new(), agency_id=agency.id, name=name, first_seen_at=at
    )
    Identity.objects.create(
        contact=who, account_id=account.id, kind="phone",
        value=f"6281299{who.id.int % 100000:05}", first_seen_at=at,
    )  # fmt: skip
    return Conversation.objects.create(
        id=ids.new(), account=account, contact_id=who.id, agency_id=agency.id,
        last_inbound_at=at,
    )  # fmt: skip


def _say(
    talk, account, words: str, direction: str, state: int, options: str = "[]"
) -> UUID:
    from django.db import connection

    from loket.lib import ids

    id_ = ids.new()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into messaging_message (id, conversation_id, account_id, "
            "direction, type, words, options, state, created_at) "
            "values (%s, %s, %s, %s, 'text', %s, %s, %s, clock_timestamp())",
            [id_, talk.id, account.id, direction, words, options, state],
        )
    return id_


def _refuse(talk, account) -> None:
    """Somebody of another talk, whom nothing reaches."""
    from django.db import connection

    other = _talk_of_ghost(talk, account)
    for _ in range(2):
        id_ = _say(other, account, "Pengingat", "out", 3)
        with connection.cursor() as cursor:
            cursor.execute(
                "update messaging_message set error_code = 131026 where id = %s", [id_]
            )


def _talk_of_ghost(talk, account):
    from loket.offices.models import Agency

    agency = Agency.objects.get(id=talk.agency_id)
    return _talk(agency, account, "Wati Tanpa Sinyal", talk.last_inbound_at)
