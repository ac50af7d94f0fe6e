"""Every address says who may use it."""

from __future__ import annotations

from django.urls import URLPattern, get_resolver

from loket.api.v1 import schema
from loket.partners.scopes import Scope
from tests.house.house import EXCEPTIONS


def views():
    """All but the operations of the API, which have a test of their own."""
    patterns = get_resolver().url_patterns
    return {one.name: one.callback for one in patterns if isinstance(one, URLPattern)}


def test_every_operation_of_the_api_asks_for_a_right():
    for operations in schema.document()["paths"].values():
        for operation in operations.values():
            assert operation["x-scope"] in list(Scope)
            assert operation["security"] == [{"Key": []}]


def test_every_view_has_a_policy_or_is_public():
    silent = [
        name for name, view in views().items() if not getattr(view, "policy", None)
    ]

    assert not silent


def test_public_views_stand_on_the_list():
    public = {
        name
        for name, view in views().items()
        if getattr(view, "policy", None) == "public"
    }

    assert public == set(EXCEPTIONS["public_views"]["names"])
