"""How pages and copies call what is known of a person, why it is kept, and how long."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.contacts.models import Ground, Refusal, RequestKind
from loket.contacts.states import RequestState
from loket.subjects.parts import Basis

Words = Mapping[str, str | Promise]

TITLES: Words = {
    "profile": _("Name in the chat"),
    "identities": _("Numbers and ids"),
    "consents": _("Consent to notices"),
    "bookings": _("Bookings"),
    "booked_people": _("People who were booked"),
    "markings": _("Marked by officers"),
    "reminders": _("Reminders and answers"),
    "waiting": _("Waiting lists"),
    "waiting_people": _("People who wait"),
    "offers": _("Places that were offered"),
    "rulings": _("Decisions about limits"),
    "day_lists": _("Day lists on paper"),
    "cases": _("Applications that they follow"),
    "talks": _("Where talks stand"),
    "messages": _("Messages"),
    "hidden_numbers": _("Identity numbers that were hidden"),
    "handovers": _("Between machine and officers"),
    "notices": _("Notices of the office"),
    "files": _("Files"),
    "requests": _("Requests about data"),
}

PURPOSES: Words = {
    "profile": _("So that officers know how to address somebody who writes."),
    "identities": _("So that answers reach the one who asked, and nobody else."),
    "consents": _("So that nobody hears from us who does not want to."),
    "bookings": _("So that the hour is kept, and no hour is given away twice."),
    "booked_people": _("So that the front desk can compare them with the card."),
    "markings": _("So that it can be seen who came, and who changed it."),
    "reminders": _("So that people who cannot come give their hour back."),
    "waiting": _("So that a place that becomes free goes to the first who waits."),
    "waiting_people": _("So that an offered place can be kept for them by name."),
    "offers": _("So that it can be seen who was offered a place, and when."),
    "rulings": _("So that limits against touts do not hit those who are none."),
    "day_lists": _("So that the counter can go on when nothing works."),
    "cases": _("So that those whose application it is hear how it stands."),
    "talks": _("So that a talk goes on where it was."),
    "messages": _("So that questions are answered, and answers can be checked."),
    "hidden_numbers": _("You wrote them unasked; no officer has seen them."),
    "handovers": _("So that it can be seen who answered, and how fast."),
    "notices": _("So that the office says in time what it has to say, once."),
    "files": _("So that an officer can look at what was sent."),
    "requests": _("Proof that the request was heard (UU 27/2022)."),
}

BASES: Mapping[Basis, str | Promise] = {
    Basis.TASK: _("Task of a public office (UU 27/2022, article 20 (2))"),
    Basis.DUTY: _("Duty by law (UU 27/2022, article 20 (2))"),
    Basis.CONSENT: _("Your consent (UU 27/2022, article 20 (2))"),
}

COLUMNS: Words = {
    "account_id": _("Our number"),
    "after": _("After"),
    "answers": _("Filled in so far"),
    "asked_at": _("Asked"),
    "at": _("When"),
    "before": _("Before"),
    "birth_date": _("Born"),
    "booking_id": _("Booking"),
    "by_officer": _("By an officer"),
    "changed_at": _("Changed"),
    "code": _("Code"),
    "closed_at": _("Closed"),
    "coming_at": _("Said that they come"),
    "contact_id": _("Contact"),
    "content_type": _("What it is"),
    "created_at": _("Since"),
    "day": _("Day"),
    "stage_at": _("At this stage since"),
    "stage": _("Stage"),
    "since_at": _("Since"),
    "ready_at": _("Ready"),
    "how": _("Why they may hear of it"),
    "expected_date": _("Expected to be ready"),
    "delivered_at": _("Delivered"),
    "direction": _("In or out"),
    "display": _("Number of the office"),
    "due_at": _("Due"),
    "ends": _("Until"),
    "error_code": _("Error of the platform"),
    "expires_at": _("Kept until"),
    "filename": _("File name"),
    "first_day": _("First day"),
    "first_seen_at": _("Known since"),
    "from_time": _("Not before"),
    "joined_at": _("Joined"),
    "last_day": _("Last day"),
    "made_at": _("Made"),
    "missed": _("Offers left unanswered"),
    "until": _("Until"),
    "until_time": _("Not after"),
    "verdict": _("Decision"),
    "waiting_id": _("Place on the list"),
    "ground": _("How it was asked"),
    "id": _("Id"),
    "is_live": _("Still counts"),
    "is_stopped": _("Stopped"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_inbound_at": _("Wrote last"),
    "message": _("Message"),
    "move": _("Change"),
    "moves": _("Moved"),
    "name": _("Name"),
    "number": _("Number"),
    "office_id": _("Office"),
    "owner": _("Who answers"),
    "read_at": _("Read"),
    "reason": _("Reason"),
    "retired_at": _("Given up"),
    "said_at": _("Said"),
    "sent_at": _("Sent"),
    "service_id": _("Service"),
    "settled_at": _("Settled"),
    "size": _("People"),
    "size_bytes": _("Bytes"),
    "starts": _("From"),
    "starts_at": _("Hour (UTC)"),
    "state": _("State"),
    "step": _("Question"),
    "type": _("Type"),
    "username": _("User name"),
    "value": _("Number or id"),
    "words": _("Words"),
}

IDENTITIES: Words = {
    "phone": _("Phone number"),
    "user_id": _("WhatsApp user id for this office"),
    "parent_user_id": _("WhatsApp user id for the group of offices"),
}

BOOKINGS: Words = {
    "held": _("Held"),
    "booked": _("Booked"),
    "arrived": _("Arrived"),
    "served": _("Served"),
    "no_show": _("Absent"),
    "lapsed": _("Not noted"),
    "cancelled": _("Cancelled"),
    "expired": _("Expired"),
}

NOTICE_KINDS: Words = {
    "reminder.day": _("Reminder of the day before"),
    "reminder.hours": _("Reminder two hours before"),
    "reminder.evening": _("Reminder in the evening before"),
    "waiting.offer": _("Offer of a place"),
    "staff.booked": _("Word that an officer booked"),
    "staff.moved": _("Word that an officer moved a booking"),
    "staff.cancelled": _("Word that an officer cancelled a booking"),
    "erasure.now": _("Word that the data is erased"),
}

NOTICES: Words = {
    "waiting": _("Planned"),
    "said": _("Said"),
    "expired": _("Not said: its time was over"),
    "stopped": _("Not said: they stopped notices"),
    "pointless": _("Not said: it was true no more"),
}

MESSAGES: Words = {
    "created": _("Waits to be sent"),
    "sending": _("Being sent"),
    "sent": _("Sent"),
    "failed": _("Failed"),
    "delivered": _("Delivered"),
    "read": _("Read"),
    "withheld": _("Withheld"),
    "received": _("Received"),
}

GONE: Words = {
    "answers": _("Notes of which officer answered"),
    "bookings": _("Bookings, now figures without a person"),
    "consents": _("Words of consent"),
    "contacts": _("Contact"),
    "conflicts": _("Suspicions that two are one"),
    "conversations": _("Talks"),
    "events": _("Deliveries as they were understood"),
    "files": _("Files, overwritten"),
    "handovers": _("Changes between machine and officers"),
    "heard": _("Messages of theirs"),
    "identities": _("Numbers and ids"),
    "marks": _("Marks of reading"),
    "notices": _("Notices of the office"),
    "outbox": _("Messages that waited to be sent"),
    "people": _("Booked people: name, birth date, fingerprint"),
    "people_elsewhere": _("Their places in bookings of others"),
    "reminders": _("Reminders and answers"),
    "offers": _("Places that were offered"),
    "waiting": _("Waiting lists, with who waited"),
    "rulings": _("Decisions about limits"),
    "day_lists": _("Day lists on paper, overwritten"),
    "said": _("Messages of ours, now without words and receiver"),
}

KINDS: Mapping[RequestKind, str | Promise] = {
    RequestKind.EXPORT: _("Copy of all data"),
    RequestKind.ERASURE: _("Erasure"),
}

STATES: Mapping[RequestState, str | Promise] = {
    RequestState.ASKED: _("Asked by chat, nobody has looked"),
    RequestState.PROPOSED: _("Waits for a second pair of eyes"),
    RequestState.APPROVED: _("Approved"),
    RequestState.DONE: _("Done"),
    RequestState.REFUSED: _("Refused"),
}

GROUNDS: Mapping[Ground, str | Promise] = {
    Ground.CHAT: _("Wrote from their own number"),
    Ground.COUNTER: _("Came with an identity card"),
    Ground.LETTER: _("Signed letter with a copy of the identity card"),
    Ground.GUARDIAN: _("Parent or guardian, with papers"),
    Ground.AUTHORITY: _("Order of a court or an authority"),
}

REFUSALS: Mapping[Refusal, str | Promise] = {
    Refusal.NOT_THEM: _("It is not sure that it was they who asked"),
    Refusal.MUST_STAY: _("A law says that it must be kept"),
    Refusal.WITHDRAWN: _("They took the request back"),
    Refusal.ANSWERED: _("Answered by hand"),
}
