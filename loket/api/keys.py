"""Letting other systems in: the key in the header, its right, and its turn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from loket.api.problems import Problem
from loket.lib import clock, walls
from loket.offices import queries
from loket.partners import keys
from loket.partners.keys import Caller
from loket.partners.scopes import Scope


class ApiRequest(HttpRequest):
    """A request of another system."""

    auth: Caller


class Key(HttpBearer):
    """A key that must have one right."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """
        Return who calls.

        :raises Problem: if nobody does who may
        """
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.casefold() != "bearer" or not secret.strip():
            raise _refused("key_missing")
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Look the key up, and count the request."""
        try:
            with walls.lifted():
                caller = keys.enter(token, clock.now())
        except keys.Unknown:
            raise _refused("key_refused") from None
        except keys.TooMany as refusal:
            wait = {"Retry-After": str(refusal.wait_s)}
            raise Problem("rate_limited", headers=wait) from None
        if not caller.may(self.scope):
            raise Problem("scope_missing", reason=self.scope.value)
        walls.show(_seen(caller))
        return caller


def _seen(caller: Caller) -> walls.Scope:
    """Return whose rows the database shows to a key."""
    offices = queries.offices().values()
    ours = {one.id for one in offices if one.agency_id == caller.agency_id}
    at = frozenset(id_ for id_ in ours if caller.is_at(id_))
    return walls.Scope(frozenset({caller.agency_id}), at)


def _refused(code: str) -> Problem:
    return Problem(code, headers={"WWW-Authenticate": 'Bearer realm="loket"'})
