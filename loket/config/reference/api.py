"""The page of the API: operations, problems, events, and how much of each."""

from __future__ import annotations

from collections.abc import Iterator

from loket.api.problems import KINDS, WHERE
from loket.api.v1 import schema
from loket.api.v1.cases import MOST_RECORDS
from loket.config.reference import markdown
from loket.partners import delivering, keys, models, repeats, subscriptions
from loket.partners import states as partners
from loket.partners.hooks import HookKind
from loket.partners.states import DeliveryState

INTRO = (
    "What other systems can ask of a desk, and what they are told. Shapes of bodies "
    "and answers stand in `/api/v1/openapi.json`, which every desk serves, and in the "
    "client under `clients/python`. To begin, see "
    "[Connect your back office](../tutorials/connect-your-back-office.md)."
)
KEYS = (
    "A key comes in the header `Authorization: Bearer loket_...`. It has scopes, and "
    "perhaps only some offices: of the others it sees and changes nothing. What "
    "another agency or office has is answered by 404."
)
PROBLEMS = (
    "Every refusal is a problem (RFC 9457) of the type `application/problem+json`, "
    f"with a stable `code`; `{WHERE}` lists the same. `reason` may say more, and "
    "`errors` which fields are wrong. Nothing that was sent is repeated."
)
EVENTS = (
    "An event is written in the transaction of what happened, and sent by a worker at "
    "least once. In which order events come is not promised. It holds ids only: `id`, "
    "`kind`, `at`, `subject`, `office` and a `link`. The header "
    f"`{delivering.SIGNATURE}` is `t=<Unix time>,v1=<hex>`, where the hex is "
    "HMAC-SHA-256 of the time, a point and the body as sent, by the secret of the "
    "webhook."
)
MEANINGS = {
    HookKind.CASE_OPENED: "A case is new.",
    HookKind.CASE_MOVED: "A case came to another stage, was put right, or a table that "
    "moved it was undone.",
    HookKind.CASE_PROMISED: "A day was promised, or the promised day moved.",
    HookKind.CASE_MISSED: "The promised day has passed.",
    HookKind.CASE_REMOVED: "The table that made a case was undone; it is no more.",
    HookKind.BOOKING_BOOKED: "Somebody booked.",
    HookKind.BOOKING_MOVED: "A booking went to another hour.",
    HookKind.BOOKING_CANCELLED: "A booking was cancelled, by whomever.",
    HookKind.BOOKING_ARRIVED: "Its people are there.",
    HookKind.BOOKING_SERVED: "Its people came, and the day is over.",
    HookKind.BOOKING_MISSED: "Nobody came.",
    HookKind.BOOKING_LAPSED: "The day is over, and nobody noted if they came.",
    HookKind.BOOKING_EXPECTED: "A mark was taken back.",
    HookKind.TEST: "Somebody tries the webhook out.",
}


def page() -> str:
    """Return the page."""
    return markdown.page(
        "The API",
        INTRO,
        "## Operations",
        KEYS,
        markdown.table(("Operation", "Method and address", "Scope"), _operations()),
        "## Problems",
        PROBLEMS,
        markdown.table(("Code", "Status", "Means", "What to do"), _problems()),
        "## Events",
        EVENTS,
        markdown.table(
            ("Kind", "Means"),
            [(markdown.code(kind.value), MEANINGS[kind]) for kind in HookKind],
        ),
        markdown.diagram(_moves()),
        "## How much",
        markdown.table(("What", "Figure"), _figures()),
    )


def _operations() -> Iterator[tuple[str, str, str]]:
    for path, methods in schema.document()["paths"].items():
        for method, it in methods.items():
            address = f"{method.upper()} {path}"
            code = markdown.code
            yield it["summary"], code(address), code(it["x-scope"])


def _problems() -> Iterator[tuple[str, str, str, str]]:
    for code, one in KINDS.items():
        yield markdown.code(code), str(one.status), one.title, one.remedy


def _moves() -> Iterator[str]:
    yield f"[*] --> {DeliveryState.WAITING}"
    for before, after in partners.MOVES.items():
        for state in sorted(after):
            yield f"{before} --> {state}"


def _figures() -> Iterator[tuple[str, str]]:
    waits = ", ".join(f"{wait.total_seconds():,.0f}" for wait in delivering.WAITS[:6])
    yield "Records of a call", f"{MOST_RECORDS:,}"
    yield "Body", "3,000,000 bytes"
    yield "Calls of a key in a minute, unless set otherwise", f"{models.PER_MINUTE:,}"
    yield "Calls of a key in a minute, at most", f"{keys.MOST_PER_MINUTE:,}"
    yield "Answers kept for an `Idempotency-Key`", f"{repeats.KEEP}"
    yield "Webhooks of an agency", str(subscriptions.MOST)
    yield "Tries of an event", str(len(delivering.WAITS) + 1)
    yield "Seconds between them", f"{waits}, then every six hours"
    yield "Failures in a row until a webhook is switched off", f"{delivering.FAILS_FOR}"
    yield "Events kept in the log", f"{delivering.KEEP}"
