"""
Every operation of the API, as methods.

Made from openapi.json by tools/python_client.py; changes here are lost.
"""

from __future__ import annotations

from typing import cast

from loket_client import types
from loket_client.transport import Transport, new_token


class Loket(Transport):
    """A desk, as one key sees it."""

    def list_offices(self) -> types.OfficesOut:
        """List the offices of the key, and the services. (`slots:read`)"""
        return cast("types.OfficesOut", self._ask("GET", "/api/v1/offices"))

    def list_case_types(self) -> types.CaseTypesOut:
        """List the types of cases with their stages and moves. (`cases:read`)"""
        return cast("types.CaseTypesOut", self._ask("GET", "/api/v1/case-types"))

    def put_cases(
        self, body: types.RecordsIn, *, idempotency_key: str | None = None
    ) -> types.Outcomes:
        """
        Tell how up to 1,000 cases stand. Each record gets an outcome of its own.
        (`cases:write`)
        """
        return cast(
            "types.Outcomes",
            self._ask(
                "POST",
                "/api/v1/cases/records",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def add_events(
        self, body: types.EventsIn, *, idempotency_key: str | None = None
    ) -> types.Outcomes:
        """Tell of up to 1,000 stages that known cases came to. (`cases:write`)"""
        return cast(
            "types.Outcomes",
            self._ask(
                "POST",
                "/api/v1/cases/events",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def find_case(self, body: types.LookupIn) -> types.CaseOut:
        """Read one case by its number. (`cases:read`)"""
        return cast(
            "types.CaseOut", self._ask("POST", "/api/v1/cases/lookups", body=body)
        )

    def get_case(self, case_id: str) -> types.CaseOut:
        """Read one case by its id, as a webhook names it. (`cases:read`)"""
        return cast("types.CaseOut", self._ask("GET", f"/api/v1/cases/{case_id}"))

    def list_cases(
        self,
        *,
        office: str | None = None,
        type: str | None = None,
        stage: str | None = None,
        changed_since: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> types.CasesOut:
        """
        List cases by office, type, stage, or change since a moment. (`cases:read`)
        """
        return cast(
            "types.CasesOut",
            self._ask(
                "GET",
                "/api/v1/cases",
                query={
                    "office": office,
                    "type": type,
                    "stage": stage,
                    "changed_since": changed_since,
                    "after": after,
                    "limit": limit,
                },
            ),
        )

    def begin_snapshot(
        self, *, idempotency_key: str | None = None
    ) -> types.SnapshotOut:
        """
        Begin to send all open cases; pages follow, then the comparison. (`cases:write`)
        """
        return cast(
            "types.SnapshotOut",
            self._ask(
                "POST", "/api/v1/cases/snapshots", token=idempotency_key or new_token()
            ),
        )

    def add_snapshot_page(
        self,
        snapshot_id: str,
        body: types.RecordsIn,
        *,
        idempotency_key: str | None = None,
    ) -> types.PageOut:
        """
        Send up to 1,000 open cases. Nothing of them is changed here yet.
        (`cases:write`)
        """
        return cast(
            "types.PageOut",
            self._ask(
                "POST",
                f"/api/v1/cases/snapshots/{snapshot_id}/pages",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def compare_snapshot(
        self, snapshot_id: str, *, idempotency_key: str | None = None
    ) -> types.ComparisonOut:
        """
        Say that all pages were sent, and learn what differs. Nothing is changed.
        (`cases:write`)
        """
        return cast(
            "types.ComparisonOut",
            self._ask(
                "POST",
                f"/api/v1/cases/snapshots/{snapshot_id}/comparison",
                token=idempotency_key or new_token(),
            ),
        )

    def list_differences(
        self,
        snapshot_id: str,
        *,
        difference: types.Difference | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> types.DifferencesOut:
        """List the cases that differ, a page at a time. (`cases:write`)"""
        return cast(
            "types.DifferencesOut",
            self._ask(
                "GET",
                f"/api/v1/cases/snapshots/{snapshot_id}/differences",
                query={"difference": difference, "after": after, "limit": limit},
            ),
        )

    def apply_snapshot(
        self, snapshot_id: str, *, idempotency_key: str | None = None
    ) -> types.ApplicationOut:
        """
        Take up to 1,000 cases over as the snapshot says: unknown ones and other stages.
        Missing ones stay: how they ended, only their source can tell. (`cases:write`)
        """
        return cast(
            "types.ApplicationOut",
            self._ask(
                "POST",
                f"/api/v1/cases/snapshots/{snapshot_id}/applications",
                token=idempotency_key or new_token(),
            ),
        )

    def list_slots(
        self, *, office: str, day: str, service: str | None = None
    ) -> types.SlotsOut:
        """List the hours of an office on a day. (`slots:read`)"""
        return cast(
            "types.SlotsOut",
            self._ask(
                "GET",
                "/api/v1/slots",
                query={"office": office, "day": day, "service": service},
            ),
        )

    def set_slot(
        self, body: types.SlotIn, *, idempotency_key: str | None = None
    ) -> types.SlotOut:
        """
        Set how many people an hour can take, but not below what is taken.
        (`slots:write`)
        """
        return cast(
            "types.SlotOut",
            self._ask(
                "PUT", "/api/v1/slots", body=body, token=idempotency_key or new_token()
            ),
        )

    def list_bookings(self, *, office: str, day: str) -> types.VisitsOut:
        """
        List who comes to an office on a day. It is noted that you looked.
        (`bookings:read`)
        """
        return cast(
            "types.VisitsOut",
            self._ask("GET", "/api/v1/bookings", query={"office": office, "day": day}),
        )

    def book(
        self, body: types.BookingIn, *, idempotency_key: str | None = None
    ) -> types.BookingOut:
        """
        Take places at once, for people who did not write to the desk themselves. With a
        contact, the booking is theirs in the chat, too. (`bookings:write`)
        """
        return cast(
            "types.BookingOut",
            self._ask(
                "POST",
                "/api/v1/bookings",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def get_booking(self, booking_id: str) -> types.VisitOut:
        """
        Read one booking with who comes. It is noted that you looked. (`bookings:read`)
        """
        return cast(
            "types.VisitOut", self._ask("GET", f"/api/v1/bookings/{booking_id}")
        )

    def move_booking(
        self, booking_id: str, body: types.MoveIn, *, idempotency_key: str | None = None
    ) -> types.BookingOut:
        """
        Take a booking to another hour, by the rules for its citizen, who is told.
        (`bookings:write`)
        """
        return cast(
            "types.BookingOut",
            self._ask(
                "POST",
                f"/api/v1/bookings/{booking_id}/moves",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def cancel_booking(
        self, booking_id: str, *, idempotency_key: str | None = None
    ) -> types.BookingOut:
        """
        Cancel a booking; its places are free again, and its citizen is told.
        (`bookings:write`)
        """
        return cast(
            "types.BookingOut",
            self._ask(
                "POST",
                f"/api/v1/bookings/{booking_id}/cancellation",
                token=idempotency_key or new_token(),
            ),
        )

    def note_arrival(
        self, booking_id: str, *, idempotency_key: str | None = None
    ) -> types.BookingOut:
        """Note that the people of a booking are there. (`bookings:write`)"""
        return cast(
            "types.BookingOut",
            self._ask(
                "POST",
                f"/api/v1/bookings/{booking_id}/arrival",
                token=idempotency_key or new_token(),
            ),
        )

    def note_absence(
        self, booking_id: str, *, idempotency_key: str | None = None
    ) -> types.BookingOut:
        """Note that nobody came. (`bookings:write`)"""
        return cast(
            "types.BookingOut",
            self._ask(
                "POST",
                f"/api/v1/bookings/{booking_id}/absence",
                token=idempotency_key or new_token(),
            ),
        )

    def take_mark_back(
        self, booking_id: str, *, idempotency_key: str | None = None
    ) -> types.BookingOut:
        """Take back that they arrived, or that they did not come. (`bookings:write`)"""
        return cast(
            "types.BookingOut",
            self._ask(
                "POST",
                f"/api/v1/bookings/{booking_id}/expectation",
                token=idempotency_key or new_token(),
            ),
        )

    def ask_copy(
        self, body: types.PersonIn, *, idempotency_key: str | None = None
    ) -> types.RequestOut:
        """
        Ask for a copy of what is known of somebody; it waits for two officers.
        (`people:read`)
        """
        return cast(
            "types.RequestOut",
            self._ask(
                "POST",
                "/api/v1/people/copies",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def get_copy(self, number: int) -> types.RequestOut:
        """See how far the request for a copy is. (`people:read`)"""
        return cast(
            "types.RequestOut", self._ask("GET", f"/api/v1/people/copies/{number}")
        )

    def take_copy(self, number: int) -> types.CopyOut:
        """
        Take an approved copy, once. It is made now and kept nowhere. (`people:read`)
        """
        return cast(
            "types.CopyOut",
            self._ask("POST", f"/api/v1/people/copies/{number}/takings"),
        )

    def ask_erasure(
        self, body: types.PersonIn, *, idempotency_key: str | None = None
    ) -> types.RequestOut:
        """
        Ask that somebody is forgotten; it waits for two officers. (`people:erase`)
        """
        return cast(
            "types.RequestOut",
            self._ask(
                "POST",
                "/api/v1/people/erasures",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def get_erasure(self, number: int) -> types.RequestOut:
        """See how far an erasure is. (`people:erase`)"""
        return cast(
            "types.RequestOut", self._ask("GET", f"/api/v1/people/erasures/{number}")
        )

    def list_webhooks(self) -> types.SubscriptionsOut:
        """List where we tell of what happens. (`webhooks`)"""
        return cast("types.SubscriptionsOut", self._ask("GET", "/api/v1/webhooks"))

    def add_webhook(self, body: types.SubscriptionIn) -> types.SubscriptionMade:
        """
        Have an address told. The answer holds its secret and is kept nowhere.
        (`webhooks`)
        """
        return cast(
            "types.SubscriptionMade", self._ask("POST", "/api/v1/webhooks", body=body)
        )

    def remove_webhook(
        self, subscription_id: int, *, idempotency_key: str | None = None
    ) -> types.RemovedOut:
        """End a subscription; what waits for it is gone. (`webhooks`)"""
        return cast(
            "types.RemovedOut",
            self._ask(
                "DELETE",
                f"/api/v1/webhooks/{subscription_id}",
                token=idempotency_key or new_token(),
            ),
        )

    def test_webhook(
        self, subscription_id: int, *, idempotency_key: str | None = None
    ) -> types.DeliveryOut:
        """
        Send an event of the kind `test`; see its delivery for what came of it.
        (`webhooks`)
        """
        return cast(
            "types.DeliveryOut",
            self._ask(
                "POST",
                f"/api/v1/webhooks/{subscription_id}/tests",
                token=idempotency_key or new_token(),
            ),
        )

    def switch_webhook_on(
        self, subscription_id: int, *, idempotency_key: str | None = None
    ) -> types.SubscriptionOut:
        """
        Switch on again what failed for three days; what it missed is sent. (`webhooks`)
        """
        return cast(
            "types.SubscriptionOut",
            self._ask(
                "POST",
                f"/api/v1/webhooks/{subscription_id}/activation",
                token=idempotency_key or new_token(),
            ),
        )

    def list_deliveries(
        self,
        subscription_id: int,
        *,
        state: types.DeliveryState | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> types.DeliveriesOut:
        """List what was sent in the last thirty days. (`webhooks`)"""
        return cast(
            "types.DeliveriesOut",
            self._ask(
                "GET",
                f"/api/v1/webhooks/{subscription_id}/deliveries",
                query={"state": state, "before": before, "limit": limit},
            ),
        )

    def replay_failed(
        self,
        subscription_id: int,
        body: types.ReplayIn,
        *,
        idempotency_key: str | None = None,
    ) -> types.ReplayOut:
        """Send again all that could not be delivered since a moment. (`webhooks`)"""
        return cast(
            "types.ReplayOut",
            self._ask(
                "POST",
                f"/api/v1/webhooks/{subscription_id}/replays",
                body=body,
                token=idempotency_key or new_token(),
            ),
        )

    def replay_delivery(
        self,
        subscription_id: int,
        delivery_id: int,
        *,
        idempotency_key: str | None = None,
    ) -> types.ReplayOut:
        """
        Send one event again, whatever became of it; its id stays the same. (`webhooks`)
        """
        return cast(
            "types.ReplayOut",
            self._ask(
                "POST",
                f"/api/v1/webhooks/{subscription_id}/deliveries/{delivery_id}/replays",
                token=idempotency_key or new_token(),
            ),
        )
