"""
What must be true after a storm, whatever was killed: said, kept, answered, sent.

Each check returns what is wrong, so that a failure shows all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from tests.desk.desk import Desk
from tests.faults.graph import Call
from tests.faults.load import Load

INBOUND = """
select i.value, m.external_id, e.seq
from messaging_event e
join messaging_message m on m.cause_id = e.id and m.direction = 'in'
join messaging_conversation c on c.id = m.conversation_id
join contacts_identity i on i.contact_id = c.contact_id
order by e.seq
"""
OUTBOUND = """
select replace(m.id::text, '-', ''), m.conversation_id, e.seq
from messaging_message m join messaging_event e on e.id = m.cause_id
where m.direction = 'out' order by m.id
"""


def lost_or_doubled(desk: Desk, load: Load) -> Iterator[str]:
    """What was acknowledged and is not there exactly once, in the order it came."""
    kept: dict[str, list[str]] = defaultdict(list)
    for phone, wamid, _ in desk.rows(INBOUND):
        kept[phone].append(wamid)
    for phone, said in load.acked.items():
        if kept[phone] != said:
            missing = Counter(said) - Counter(kept[phone])
            extra = Counter(kept[phone]) - Counter(said)
            yield f"{phone}: lost {dict(missing)}, extra {dict(extra)}, or disorder"
    for state, count in desk.rows(
        "select state, count(*) from messaging_event where state <> 1 group by state"
    ):
        yield f"{count} events in state {state}"


def answered_wrongly(desk: Desk) -> Iterator[str]:
    """Turns that were answered twice or never."""
    for cause, count in desk.rows(
        "select cause_id, count(*) from messaging_message where direction = 'out'"
        " group by cause_id having count(*) > 1"
    ):
        yield f"event {cause} was answered {count} times"
    for (talk,) in desk.rows(
        "select conversation_id from messaging_message m"
        " join messaging_event e on e.id = m.cause_id group by conversation_id"
        " having max(e.seq) filter (where direction = 'in')"
        "   is distinct from max(e.seq) filter (where direction = 'out')"
    ):
        yield f"the last words of {talk} were never answered"


def sent_wrongly(
    desk: Desk, calls: Sequence[Call], helped: Collection[str]
) -> Iterator[str]:
    """
    Messages sent twice, in disorder, or neither sent nor listed as unknown.

    Those in `helped` had an event put aside and let go by hand: it came later.
    """
    sent = Counter(call.reference for call in calls)
    for reference, count in sent.items():
        if count > 1:
            yield f"{reference} was sent {count} times"
    seqs, last = {}, {}
    for reference, talk, seq in desk.rows(OUTBOUND):
        seqs[reference] = (talk, seq)
    for call in calls:
        talk, seq = seqs[call.reference]
        if seq < last.get(talk, 0) and call.phone not in helped:
            yield f"{call.reference} was sent after a later message"
        last[talk] = seq
    listed = {
        id_
        for (id_,) in desk.rows(
            "select replace(message_id::text, '-', '') from messaging_outbox"
            " where state = 2"
        )
    }
    for reference in set(seqs) - set(sent) - listed:
        yield f"{reference} was never sent, and nobody knows"
    for reference in listed & set(sent):
        yield f"{reference} is listed as unknown, though its receipts came"


def oversold(desk: Desk, load: Load) -> Iterator[str]:
    """Hours with more or less taken than stands, and people with two bookings."""
    for row in desk.rows(
        "select s.id, s.capacity, s.taken, coalesce(sum(b.size), 0)"
        " from bookings_slot s left join bookings_booking b on b.slot_id = s.id"
        " and b.state in ('held', 'booked', 'arrived', 'served', 'no_show',"
        " 'lapsed')"
        " group by s.id having s.taken > s.capacity"
        " or s.taken <> coalesce(sum(b.size), 0)"
    ):
        yield f"slot, capacity, taken, standing: {row}"
    booked = desk.rows(
        "select i.value, count(*) from bookings_booking b"
        " join contacts_identity i using (contact_id)"
        " where b.state = 'booked' group by i.value"
    )
    for phone, count in booked:
        if count > 1:
            yield f"{phone} has {count} bookings"
    for phone in set(load.booked) - {phone for phone, _ in booked}:
        yield f"{phone} was told of a booking that is not there"


def tried_in_vain(desk: Desk) -> Iterator[str]:
    """Tries that are still counted though the work is done."""
    for event, tries in desk.rows("select event_id, tries from messaging_attempt"):
        yield f"{event} still counts {tries} tries"
