"""
The page with all switches, drawn from the switches themselves.

A new switch needs a place in `GROUPS` and a name in both languages; a test says so.
"""

from __future__ import annotations

from html import escape
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from aiohttp import web

from emulator import reviews
from emulator.phone import pages
from emulator.switches import Graph, Switches
from emulator.templates import CATEGORIES

GROUPS: dict[str, tuple[str, ...]] = {
    "graph": (
        "graph.mode", "graph.code", "graph.slow_ms", "graph.next", "graph.fraction",
    ),
    "account": ("account", "review", "review_s", "recategorise"),
    "rules": (
        "enforce_window", "limit_pair", "limit_mps", "limit_portfolio", "limit_calls",
        "free_services",
    ),
    "people": (
        "identity", "read_receipts", "drop_delivered", "late_delivered",
        "status_delay_ms",
    ),
    "deliveries": (
        "duplicate", "reorder", "delay_ms", "batch", "batch_wait_ms", "parallel",
        "timeout_ms", "retry_first_ms", "retry_max_ms", "retry_for_s",
    ),
    "time": ("time_warp", "clock_shift_s"),
}  # fmt: skip


async def show(request: web.Request) -> web.Response:
    """GET /switches: every switch, the clock, the templates, and news to tell."""
    language = pages.language_of(request)
    words = pages.words_of(language, "panel.")
    settings = {
        "states": list(reviews.STATE_AFTER),
        "scores": list(reviews.SCORES),
        "categories": list(CATEGORIES),
    }
    parts = {"groups": "\n".join(_group(name, words) for name in GROUPS)}
    return pages.page(request, "switches.html", settings, words=words, parts=parts)


def _group(name: str, words: dict[str, str]) -> str:
    fields = "\n".join(_field(switch, words) for switch in GROUPS[name])
    title = escape(words[f"group_{name}"])
    return f'<fieldset class="card"><legend>{title}</legend>{fields}</fieldset>'


def _field(name: str, words: dict[str, str]) -> str:
    type_, label = _type_of(name), escape(words[name])
    if type_ is bool:
        box = f'<input name="{name}" type="checkbox">'
        return f'<label class="tick">{box}{label}</label>'
    choices = _choices(type_)
    if choices:
        options = "".join(
            f'<option value="{c}">{escape(words[f"{name}={c}"])}</option>'
            for c in choices
        )
        return f'<label>{label}<select name="{name}">{options}</select></label>'
    return f'<label>{label}<input name="{name}" type="number" {_bounds(type_)}></label>'


def _type_of(name: str) -> Any:
    outer, _, inner = name.partition(".")
    owner = Graph if inner else Switches
    return get_type_hints(owner, include_extras=True)[inner or outer]


def _choices(type_: Any) -> tuple[str, ...]:
    return get_args(type_) if get_origin(type_) is Literal else ()


def _bounds(type_: Any) -> str:
    info = msgspec.inspect.type_info(type_)
    kinds = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    number = next(k for k in kinds if not isinstance(k, msgspec.inspect.NoneType))
    is_whole = isinstance(number, msgspec.inspect.IntType)
    known = {
        "min": getattr(number, "ge", None),
        "max": getattr(number, "le", None),
        "step": 1 if is_whole else "any",
    }
    optional = "" if len(kinds) == 1 else ' data-optional="1"'
    return " ".join(f'{k}="{v}"' for k, v in known.items() if v is not None) + optional
