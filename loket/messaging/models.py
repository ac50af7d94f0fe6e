"""
What came in, what goes out, and where each talk stands.

Tables that grow for ever are cut by time and written only by the named queries in
`sql/`; here they are unmanaged models, so that pages can read them.
"""

from __future__ import annotations

from django.db import models

from loket.messaging.models_channel import Alarm, Budget, CostDay, Rate, Template
from loket.messaging.models_files import File
from loket.messaging.models_news import AccountFact
from loket.messaging.models_notices import Notice
from loket.offices.models import Agency, Staff

__all__ = [
    "AccountFact",
    "Alarm",
    "Attempt",
    "Budget",
    "ChannelAccount",
    "Conversation",
    "CostDay",
    "Event",
    "File",
    "Message",
    "Notice",
    "Outbox",
    "Owner",
    "Rate",
    "Template",
]


class ChannelAccount(models.Model):
    """
    A number or page of an agency, under the provider's id. `token` is sealed.

    While notices are paused, people still get answers.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=20)
    external_id = models.CharField(max_length=64)
    business_id = models.CharField(max_length=64, blank=True)
    display = models.CharField(max_length=40)
    token = models.BinaryField()
    per_second = models.PositiveSmallIntegerField(default=80)
    stopped_at = models.DateTimeField(null=True)
    stop_code = models.IntegerField(default=0)
    stop_reason = models.CharField(max_length=300, blank=True)
    paused_until = models.DateTimeField(null=True)
    notices_paused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "external_id"], name="channel_account_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.display}"


class Owner(models.TextChoices):
    """Who answers a citizen."""

    BOT = "bot"
    STAFF = "staff"


class Conversation(models.Model):
    """
    Where the talk with one contact stands.

    `answers` is sealed. `version` grows with every change of owner, so that a reply
    written for the old owner is not sent. The window of free answers is open for
    24 h after `last_inbound_at`. `officer` is who has the talk while staff own it,
    `answered_at` the last answer that a person wrote.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(ChannelAccount, models.PROTECT, db_index=False)
    contact_id = models.UUIDField()
    agency_id = models.IntegerField()
    step = models.CharField(max_length=60, blank=True)
    answers = models.BinaryField(default=b"")
    language = models.CharField(max_length=2, default="id")
    owner = models.CharField(max_length=8, choices=Owner, default=Owner.BOT)
    version = models.IntegerField(default=0)
    last_inbound_at = models.DateTimeField()
    person_wanted_at = models.DateTimeField(null=True)
    person_wanted_for = models.CharField(max_length=60, blank=True)
    officer = models.ForeignKey(Staff, models.SET_NULL, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "contact_id"], name="conversation_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["person_wanted_at"],
                condition=models.Q(person_wanted_at__isnull=False),
                name="conversation_wants_person",
            ),
            models.Index(
                fields=["agency_id"],
                condition=models.Q(owner="staff"),
                name="conversation_with_staff",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Move(models.TextChoices):
    """How a talk changes hands."""

    WANTED = "wanted"
    TAKEN = "taken"
    RETURNED = "returned"
    FORGOTTEN = "forgotten"


class Handover(models.Model):
    """One change of hands, for the record: who, when, and why a person was wanted."""

    conversation_id = models.UUIDField()
    move = models.CharField(max_length=10, choices=Move)
    staff = models.ForeignKey(Staff, models.SET_NULL, null=True)
    reason = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["conversation_id", "at"], name="handover_talk")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.move}"


class StaffAnswer(models.Model):
    """
    Which message was written by whom. `key` is made with the form, so that a button
    pressed twice says nothing twice.
    """

    message_id = models.UUIDField(primary_key=True)
    key = models.UUIDField(unique=True)
    conversation_id = models.UUIDField(db_index=True)
    staff = models.ForeignKey(Staff, models.PROTECT)

    def __str__(self) -> str:
        return str(self.message_id)


class Event(models.Model):
    """One item of a delivery, as the way in stored it. Parked after three tries."""

    id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    account_id = models.IntegerField()
    kind = models.CharField(max_length=10)
    lane = models.SmallIntegerField()
    contact_key = models.UUIDField()
    closes_turn = models.BooleanField()
    state = models.SmallIntegerField()
    body = models.TextField()
    body_id = models.UUIDField()
    received_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        managed = False
        db_table = "messaging_event"

    def __str__(self) -> str:
        return str(self.id)


class Message(models.Model):
    """
    One bubble of a talk, in or out. `state` is the rank of `messaging.states`.

    `category`, `billable` and the price are what the provider says of ours, when it
    says it; `office_id` 0 stands for no office.
    """

    id = models.UUIDField(primary_key=True)
    conversation_id = models.UUIDField()
    account_id = models.IntegerField()
    direction = models.CharField(max_length=3)
    type = models.CharField(max_length=40)
    words = models.TextField()
    options = models.JSONField()
    state = models.SmallIntegerField()
    external_id = models.TextField()
    cause_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    error_code = models.IntegerField()
    error_detail = models.TextField()
    office_id = models.IntegerField(default=0)
    category = models.TextField(default="")
    billable = models.BooleanField(null=True)
    price_micros = models.IntegerField(default=0)
    currency = models.TextField(default="")

    class Meta:
        managed = False
        db_table = "messaging_message"

    def __str__(self) -> str:
        return str(self.id)


class Outbox(models.Model):
    """What still has to be sent. A row goes when its outcome is known."""

    message_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    account_id = models.IntegerField()
    conversation_id = models.UUIDField()
    payload = models.TextField()
    version = models.IntegerField()
    state = models.SmallIntegerField()
    attempts = models.SmallIntegerField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.UUIDField(null=True)
    detail = models.TextField()

    class Meta:
        managed = False
        db_table = "messaging_outbox"

    def __str__(self) -> str:
        return str(self.message_id)


class Attempt(models.Model):
    """How often an event was begun. The row goes when the work is committed."""

    event_id = models.UUIDField(primary_key=True)
    tries = models.SmallIntegerField()
    reason = models.TextField()
    begun_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "messaging_attempt"

    def __str__(self) -> str:
        return str(self.event_id)
