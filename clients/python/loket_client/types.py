"""
Bodies and answers, as plain dictionaries. Moments are texts in ISO 8601.

Made from openapi.json by tools/python_client.py; changes here are lost.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

Basis = Literal["task", "duty", "consent"]

BookingState = Literal[
    "held", "booked", "arrived", "served", "no_show", "lapsed", "cancelled", "expired"
]

DeliveryState = Literal["waiting", "done", "failed"]

Difference = Literal[
    "same", "unknown_here", "other_stage", "missing_there", "changed_since"
]

HookKind = Literal[
    "case.opened",
    "case.moved",
    "case.promised",
    "case.missed",
    "case.removed",
    "booking.booked",
    "booking.moved",
    "booking.cancelled",
    "booking.arrived",
    "booking.served",
    "booking.missed",
    "booking.lapsed",
    "booking.expected",
    "test",
]

RequestState = Literal["asked", "proposed", "approved", "done", "refused"]

StageKind = Literal["office", "citizen", "ready", "collected", "ended"]


class ApplicationOut(TypedDict):
    """What became of up to 1,000 differences, and how many are left to be applied."""

    outcomes: list[OutcomeOut]
    left: int


class BookingIn(TypedDict):
    """One to five people who want places in one hour, together or not at all."""

    slot: int
    people: list[PersonShape]
    contact: NotRequired[ContactIn | None]


class BookingOut(TypedDict):
    """A booking, without who comes. `held` ones are not confirmed yet."""

    id: str
    code: str
    state: BookingState
    size: int
    office: str
    service: str
    day: str
    starts: str
    ends: str


class BookingsAsked(TypedDict):
    """Of which office, on which day."""

    office: str
    day: str


class CaseOut(TypedDict):
    """How a case stands. Whose it is, its source knows; we do not tell."""

    id: str
    number: str
    office: str
    type: str
    stage: str
    stage_at: str
    track: str
    source: str
    expected_date: str | None
    promised_date: str | None
    is_late: bool
    ready_at: str | None
    closed_at: str | None
    told_at: str


class CaseTypeOut(TypedDict):
    """A type of case with its stages in their order."""

    type: str
    names: dict[str, str]
    stages: list[StageOut]


class CaseTypesOut(TypedDict):
    """All types of cases of an agency."""

    types: list[CaseTypeOut]


class CasesAsked(TypedDict):
    """Which cases."""

    office: str | None
    type: str | None
    stage: str | None
    changed_since: str | None
    after: str | None
    limit: int


class CasesOut(TypedDict):
    """Some cases, the one that changed first before the others."""

    cases: list[CaseOut]
    next: str | None


class ComparisonOut(TypedDict):
    """How many cases differ in which way."""

    same: int
    unknown_here: int
    other_stage: int
    missing_there: int
    changed_since: int


class ContactIn(TypedDict):
    """Who is told and reminded by WhatsApp, and may go on there with the booking."""

    phone: str
    language: NotRequired[Literal["id", "en"]]
    agreed: bool


class CopyOut(TypedDict):
    """Everything that is known of somebody."""

    made_at: str
    parts: list[PartOut]


class DeliveriesAsked(TypedDict):
    """Which deliveries."""

    state: DeliveryState | None
    before: int | None
    limit: int


class DeliveriesOut(TypedDict):
    """Some deliveries, the newest first; `next` is where the older ones begin."""

    deliveries: list[DeliveryOut]
    next: int | None


class DeliveryOut(TypedDict):
    """One event on its way: its last answer, and when it is tried again."""

    id: int
    event: str
    kind: HookKind
    subject: str | None
    at: str
    state: DeliveryState
    tries: int
    status: int | None
    reason: str
    due_at: str


class DifferenceOut(TypedDict):
    """One case that differs; a stage is null where it is not known."""

    difference: Difference
    number: str
    id: str | None
    stage_here: str | None
    stage_there: str | None


class DifferencesAsked(TypedDict):
    """Which differences."""

    difference: Difference | None
    after: str
    limit: int


class DifferencesOut(TypedDict):
    """Some differences; `next` is where those that follow begin."""

    differences: list[DifferenceOut]
    next: str | None


class EventIn(TypedDict):
    """A stage that a case came to, which is known here."""

    number: str
    stage: str
    at: str
    version: NotRequired[int | None]


class EventsIn(TypedDict):
    """What happened to cases, in the order in which it happened."""

    events: list[EventIn]


class LookupIn(TypedDict):
    """The number of a case: in a body, because addresses are kept in logs."""

    number: str


class MoveIn(TypedDict):
    """The hour to which a booking goes."""

    slot: int


class OfficeOut(TypedDict):
    """An office; `zone` is the IANA name of its clock."""

    code: str
    name: str
    city: str
    zone: str


class OfficesOut(TypedDict):
    """The offices of a key, and what its agency offers."""

    offices: list[OfficeOut]
    services: list[ServiceOut]


class OutcomeOut(TypedDict):
    """What became of one record: what it did, or why it was refused."""

    became: Literal["created", "updated", "unchanged", "old", "refused"]
    id: str | None
    fault: str | None
    field: str | None


class Outcomes(TypedDict):
    """What became of each, in the order of the call, and how many of each kind."""

    outcomes: list[OutcomeOut]
    counts: dict[str, int]


class PageOut(TypedDict):
    """How many records of a page were taken, and which were not."""

    taken: int
    refused: list[WrongOut]


class PartOut(TypedDict):
    """One kind of what is known, on which ground, for how long; rows as they stand."""

    name: str
    legal_basis: Basis
    keep_days: int | None
    rows: list[dict[str, Any]]


class PersonIn(TypedDict):
    """Somebody, by the code of a booking or by the phone number that is theirs now."""

    code: NotRequired[str | None]
    phone: NotRequired[str | None]


class PersonShape(TypedDict):
    """Somebody who comes, as their papers say."""

    name: str
    birth_date: str


class RecordIn(TypedDict):
    """
    How a case stands, as its source says. What is wrong with a value is said of this
    record alone; the others are taken.
    """

    office: str
    type: str
    number: str
    stage: str
    at: str
    name: NotRequired[str]
    birth_date: NotRequired[str]
    phone: NotRequired[str]
    track: NotRequired[str]
    billing: NotRequired[str]
    version: NotRequired[int | None]


class RecordsIn(TypedDict):
    """Cases of one source."""

    records: list[RecordIn]


class RemovedOut(TypedDict):
    """What was ended."""

    id: int


class ReplayIn(TypedDict):
    """Since when what failed is sent again."""

    since: str


class ReplayOut(TypedDict):
    """How many events are sent again."""

    replayed: int


class RequestOut(TypedDict):
    """A request about somebody's data. An officer proposes it, another approves."""

    number: int
    state: RequestState
    asked_at: str
    due_at: str


class ServiceOut(TypedDict):
    """Something that people book; words by language."""

    service: str
    names: dict[str, str]


class SlotIn(TypedDict):
    """How many people an hour can take. An hour that is not there yet is made."""

    office: str
    service: str
    day: str
    starts: str
    capacity: int


class SlotOut(TypedDict):
    """
    An hour of one service, on the clock of its office. `free` places can be booked at
    this moment; the others are taken, not released yet, or closed.
    """

    id: int
    office: str
    service: str
    day: str
    starts: str
    ends: str
    capacity: int
    taken: int
    free: int


class SlotsAsked(TypedDict):
    """Which hours."""

    office: str
    day: str
    service: str | None


class SlotsOut(TypedDict):
    """The hours of a day in their order."""

    slots: list[SlotOut]


class SnapshotOut(TypedDict):
    """A snapshot that takes pages."""

    id: str


class StageOut(TypedDict):
    """A stage, who has to act at it, and where cases may go from it."""

    stage: str
    names: dict[str, str]
    kind: StageKind
    moves: list[str]


class SubscriptionIn(TypedDict):
    """Where to tell, of what, and of which offices: none for all of the key's."""

    url: str
    kinds: list[
        Literal[
            "case.opened",
            "case.moved",
            "case.promised",
            "case.missed",
            "case.removed",
            "booking.booked",
            "booking.moved",
            "booking.cancelled",
            "booking.arrived",
            "booking.served",
            "booking.missed",
            "booking.lapsed",
            "booking.expected",
        ]
    ]
    offices: NotRequired[list[str]]


class SubscriptionMade(TypedDict):
    """A new subscription with the secret that signs. It is shown this once."""

    id: int
    url: str
    kinds: list[HookKind]
    offices: list[str]
    made_at: str
    failing_since: str | None
    disabled_at: str | None
    secret: str


class SubscriptionOut(TypedDict):
    """A subscription; `disabled_at` says since when nothing is sent any more."""

    id: int
    url: str
    kinds: list[HookKind]
    offices: list[str]
    made_at: str
    failing_since: str | None
    disabled_at: str | None


class SubscriptionsOut(TypedDict):
    """All subscriptions of a key's agency that the key sees."""

    webhooks: list[SubscriptionOut]


class VisitOut(TypedDict):
    """A booking with who comes."""

    id: str
    code: str
    state: BookingState
    size: int
    office: str
    service: str
    day: str
    starts: str
    ends: str
    people: list[PersonShape]


class VisitsOut(TypedDict):
    """Who comes, came or did not come on a day, by hour."""

    bookings: list[VisitOut]


class WrongOut(TypedDict):
    """A record that was not taken, by its place in the call."""

    index: int
    fault: str
    field: str
