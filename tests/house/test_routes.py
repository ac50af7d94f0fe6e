"""Every address says who may use it."""

from __future__ import annotations

from django.urls import get_resolver

from tests.house.house import EXCEPTIONS


def views():
    return {route.name: route.callback for route in get_resolver().url_patterns}


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
