"""Every page is looked at in a browser, or is left out with a reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from django.urls import URLPattern, get_resolver

from tests.browser.pages import ADDRESSES, LEFT_OUT


def methods(view: Callable[..., object]) -> list[str]:
    """The methods that a view answers, as its decorators say; else all of them."""
    around: Callable[..., object] | None = view
    while around is not None:
        found = inspect.getclosurevars(around).nonlocals.get("request_method_list")
        if found:
            return list(found)
        around = getattr(around, "__wrapped__", None)
    return ["GET", "POST"]


def opened_by_address() -> set[str]:
    return {
        str(route.name)
        for route in get_resolver().url_patterns
        if isinstance(route, URLPattern) and "GET" in methods(route.callback)
    }


def test_no_page_is_forgotten():
    assert set(ADDRESSES) | set(LEFT_OUT) == opened_by_address()
    assert not set(ADDRESSES) & set(LEFT_OUT)
