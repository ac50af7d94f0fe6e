"""`/webhooks`: where to tell of what happens, and what became of each word."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.conf import settings
from ninja import Query as Asked
from pydantic import AfterValidator, Field, WithJsonSchema

from loket.api import places
from loket.api.doors import CREATED, Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Body, Moment, Query, Slug
from loket.lib import clock
from loket.offices import queries as offices
from loket.offices.models import Agency
from loket.partners import addresses, subscriptions
from loket.partners.hooks import SUBSCRIBABLE, HookKind
from loket.partners.keys import Caller
from loket.partners.models import Delivery, Subscription
from loket.partners.scopes import Scope
from loket.partners.states import DeliveryState
from loket.partners.subscriptions import Wanted

webhooks = Noun("webhooks")


def _is_subscribable(kind: HookKind) -> HookKind:
    if kind not in SUBSCRIBABLE:
        raise ValueError("kind")
    return kind


Kind = Annotated[
    HookKind,
    Field(strict=False),
    AfterValidator(_is_subscribable),
    WithJsonSchema({"type": "string", "enum": [kind.value for kind in SUBSCRIBABLE]}),
]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class SubscriptionIn(Body):
    """Where to tell, of what, and of which offices: none for all of the key's."""

    url: str = Field(
        pattern=f"^https?://[!-~]{{1,{addresses.LONGEST - 8}}}$",
        examples=["https://office.example/loket"],
    )
    kinds: list[Kind] = Field(min_length=1, max_length=len(SUBSCRIBABLE))
    offices: list[Slug] = Field(default_factory=list, max_length=100)


class SubscriptionOut(Answer):
    """A subscription; `disabled_at` says since when nothing is sent any more."""

    id: int
    url: str
    kinds: list[HookKind]
    offices: list[str]
    made_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None


class SubscriptionMade(SubscriptionOut):
    """A new subscription with the secret that signs. It is shown this once."""

    secret: str


class SubscriptionsOut(Answer):
    """All subscriptions of a key's agency that the key sees."""

    webhooks: list[SubscriptionOut]


class RemovedOut(Answer):
    """What was ended."""

    id: int


class DeliveryOut(Answer):
    """One event on its way: its last answer, and when it is tried again."""

    id: int
    event: UUID
    kind: HookKind
    subject: UUID | None
    at: datetime
    state: DeliveryState
    tries: int
    status: int | None
    reason: str
    due_at: datetime


class DeliveriesOut(Answer):
    """Some deliveries, the newest first; `next` is where the older ones begin."""

    deliveries: list[DeliveryOut]
    next: int | None


class DeliveriesAsked(Query):
    """Which deliveries."""

    state: DeliveryState | None = None
    before: int | None = Field(None, ge=1, le=2**63 - 1)
    limit: int = Field(50, ge=1, le=200)


class ReplayIn(Body):
    """Since when what failed is sent again."""

    since: Moment


class ReplayOut(Answer):
    """How many events are sent again."""

    replayed: int


@webhooks.reads("/webhooks", Scope.WEBHOOKS, SubscriptionsOut)
def list_webhooks(request: ApiRequest) -> SubscriptionsOut:
    """List where we tell of what happens."""
    found = Subscription.objects.filter(agency_id=request.auth.agency_id)
    shown = [_shown(one) for one in found if _sees(request.auth, one)]
    return SubscriptionsOut(webhooks=shown)


@webhooks.takes("/webhooks", Scope.WEBHOOKS, SubscriptionMade, status=CREATED)
def add_webhook(request: ApiRequest, body: SubscriptionIn) -> SubscriptionMade:
    """Have an address told. The answer holds its secret and is kept nowhere."""
    caller = request.auth
    here = [places.office(caller, code).id for code in body.offices]
    wanted = Wanted(body.url, set(body.kinds), sorted({*here} or caller.offices))
    agency = Agency.objects.get(id=caller.agency_id)
    keyring = settings.LOKET_KEYRING()
    try:
        made, secret = subscriptions.add(agency, wanted, clock.now(), keyring)
    except addresses.BadAddress as refusal:
        raise Problem("conflict", reason=f"url_{refusal.reason}") from None
    except subscriptions.TooMany:
        raise Problem("conflict", reason="too_many") from None
    return SubscriptionMade(**dict(_shown(made)), secret=secret)


@webhooks.writes(
    "/webhooks/{int:subscription_id}", Scope.WEBHOOKS, RemovedOut, method="DELETE"
)
def remove_webhook(request: ApiRequest, subscription_id: int) -> RemovedOut:
    """End a subscription; what waits for it is gone."""
    subscriptions.remove(_found(request.auth, subscription_id))
    return RemovedOut(id=subscription_id)


@webhooks.writes(
    "/webhooks/{int:subscription_id}/tests", Scope.WEBHOOKS, DeliveryOut, status=CREATED
)
def test_webhook(request: ApiRequest, subscription_id: int) -> DeliveryOut:
    """Send an event of the kind `test`; see its delivery for what came of it."""
    one = _found(request.auth, subscription_id)
    return _delivery(Delivery.objects.get(id=subscriptions.test(one, clock.now())))


@webhooks.writes(
    "/webhooks/{int:subscription_id}/activation", Scope.WEBHOOKS, SubscriptionOut
)
def switch_webhook_on(request: ApiRequest, subscription_id: int) -> SubscriptionOut:
    """Switch on again what failed for three days; what it missed is sent."""
    subscriptions.switch_on(_found(request.auth, subscription_id))
    return _shown(_found(request.auth, subscription_id))


@webhooks.reads(
    "/webhooks/{int:subscription_id}/deliveries", Scope.WEBHOOKS, DeliveriesOut
)
def list_deliveries(
    request: ApiRequest, subscription_id: int, asked: Asked[DeliveriesAsked]
) -> DeliveriesOut:
    """List what was sent in the last thirty days."""
    found = Delivery.objects.filter(subscription=_found(request.auth, subscription_id))
    if asked.state is not None:
        found = found.filter(state=asked.state)
    if asked.before is not None:
        found = found.filter(id__lt=asked.before)
    rows = list(found.order_by("-id")[: asked.limit])
    last = rows[-1].id if len(rows) == asked.limit else None
    return DeliveriesOut(deliveries=[_delivery(row) for row in rows], next=last)


@webhooks.writes("/webhooks/{int:subscription_id}/replays", Scope.WEBHOOKS, ReplayOut)
def replay_failed(
    request: ApiRequest, subscription_id: int, body: ReplayIn
) -> ReplayOut:
    """Send again all that could not be delivered since a moment."""
    one = _found(request.auth, subscription_id)
    count = subscriptions.replay_since(one, body.since, clock.now())
    return ReplayOut(replayed=count)


@webhooks.writes(
    "/webhooks/{int:subscription_id}/deliveries/{int:delivery_id}/replays",
    Scope.WEBHOOKS,
    ReplayOut,
)
def replay_delivery(
    request: ApiRequest, subscription_id: int, delivery_id: int
) -> ReplayOut:
    """Send one event again, whatever became of it; its id stays the same."""
    one = _found(request.auth, subscription_id)
    if not Delivery.objects.filter(id=_bounded(delivery_id), subscription=one).exists():
        raise Problem("not_found")
    is_done = subscriptions.replay(one.agency_id, delivery_id, clock.now())
    return ReplayOut(replayed=int(is_done))


def _found(caller: Caller, subscription_id: int) -> Subscription:
    ours = Subscription.objects.filter(agency_id=caller.agency_id)
    found = ours.filter(id=_bounded(subscription_id)).first()
    if found is None or not _sees(caller, found):
        raise Problem("not_found")
    return found


def _bounded(id_: int) -> int:
    """An id in an address may have any number of digits; ours have fewer."""
    return min(id_, 2**63 - 1)


def _sees(caller: Caller, one: Subscription) -> bool:
    """A key of some offices sees only what tells of these alone."""
    is_within = bool(one.offices) and caller.offices.issuperset(one.offices)
    return not caller.offices or is_within


def _shown(one: Subscription) -> SubscriptionOut:
    codes = offices.offices()
    return SubscriptionOut(
        id=one.id,
        url=one.url,
        kinds=[HookKind(kind) for kind in one.kinds],
        offices=[codes[id_].code for id_ in one.offices if id_ in codes],
        made_at=one.made_at,
        failing_since=one.failing_since,
        disabled_at=one.disabled_at,
    )


def _delivery(one: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=one.id,
        event=one.event_id,
        kind=HookKind(one.kind),
        subject=one.subject,
        at=one.at,
        state=DeliveryState(one.state),
        tries=one.tries,
        status=one.status,
        reason=one.reason,
        due_at=one.due_at,
    )
