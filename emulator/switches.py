"""
What can be made to go wrong, and how fast time goes.

All of it may change while the emulator runs; whoever needs a switch reads it at
the moment it matters.
"""

from __future__ import annotations

import random
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from emulator import limits

Fraction = Annotated[float, Meta(ge=0.0, le=1.0)]
Milliseconds = Annotated[int, Meta(ge=0, le=3_600_000)]
IdentityMode = Literal["phone_only", "both", "bsuid_only"]
AccountState = Literal[
    "ok",
    "token_expired",
    "no_permission",
    "no_asset",
    "unpaid",
    "locked",
    "banned",
    "restricted",
    "unregistered",
    "name_pending",
    "maintenance",
]
Review = Literal["approve", "reject", "never"]
GraphMode = Literal["ok", "slow", "failing", "fail_later", "hang", "lose_answer"]

# What "reorder: true" means: how many waiting deliveries are mixed.
USUAL_DISORDER = 10


class Graph(msgspec.Struct, forbid_unknown_fields=True):
    """
    How the messages endpoint behaves.

    slow: answers after `slow_ms`. failing: refuses with `code` (500 stands for a
    broken gateway that answers in HTML). fail_later: accepts, then reports `code` by
    a failed status. hang: takes the request and never answers. lose_answer: accepts
    and sends the message, then drops the connection instead of answering.

    `next`: for so many calls, then ok again; None for good. `fraction`: of the calls.
    """

    mode: GraphMode = "ok"
    slow_ms: Milliseconds = 1000
    code: int = 1
    next: Annotated[int, Meta(ge=0)] | None = None
    fraction: Fraction = 1.0

    def strike(self, chance: random.Random) -> GraphMode:
        """Return what happens to this call, and count it if only some are hit."""
        mode = self.mode
        if mode == "ok" or self.next == 0 or chance.random() >= self.fraction:
            return "ok"
        if self.next is not None:
            self.next -= 1
            if self.next == 0:
                self.mode, self.next = "ok", None
        return mode


class Switches(msgspec.Struct, forbid_unknown_fields=True):
    """
    All switches at their quiet positions.

    Deliveries. duplicate: share of updates delivered a second time. reorder: how many
    waiting deliveries are mixed. delay_ms: age of an update before it is delivered.
    batch: updates put into one delivery, waiting `batch_wait_ms` for them. parallel:
    deliveries under way at once; order is then kept per citizen only. Retries begin
    after retry_first_ms, double up to retry_max_ms, and end after retry_for_s.
    timeout_ms: how long a receiver may take.

    Time. time_warp: how fast the room's clock goes: windows, rates, reviews and pauses
    between retries. clock_shift_s: moves that clock. Other milliseconds are real ones.

    People. identity: which identities deliveries carry. read_receipts, drop_delivered,
    late_delivered (after a failed one): which statuses come. status_delay_ms: between
    sent, delivered and read.

    Rules. enforce_window: refuse words 24 hours after the citizen's last. limit_pair,
    limit_mps: the platform's rates; limit_portfolio: people reached outside of their
    window in 24 hours; limit_calls: Graph calls an hour (0 means none). free_services:
    words of a month that cost nothing. account: what
    is wrong with it, see `accounts`. review: what becomes of a new template after
    review_s; recategorise: the review makes UTILITY MARKETING.
    """

    duplicate: Fraction = 0.0
    reorder: Annotated[int, Meta(ge=0, le=1000)] = 0
    delay_ms: Milliseconds = 0
    batch: Annotated[int, Meta(ge=1, le=1000)] = 1
    batch_wait_ms: Milliseconds = 100
    parallel: Annotated[int, Meta(ge=1, le=256)] = 1
    retry_first_ms: Annotated[int, Meta(ge=1)] = 500
    retry_max_ms: Annotated[int, Meta(ge=1)] = 60_000
    retry_for_s: Annotated[float, Meta(gt=0.0)] = limits.RETRY_FOR_S
    time_warp: Annotated[float, Meta(gt=0.0)] = 1.0
    clock_shift_s: float = 0.0
    timeout_ms: Annotated[int, Meta(ge=1, le=600_000)] = 10_000
    identity: IdentityMode = "both"
    read_receipts: bool = True
    drop_delivered: bool = False
    late_delivered: bool = False
    status_delay_ms: Milliseconds = 25
    enforce_window: bool = True
    limit_pair: bool = False
    limit_mps: Annotated[int, Meta(ge=0)] = 0
    limit_portfolio: Annotated[int, Meta(ge=0)] = 0
    limit_calls: Annotated[int, Meta(ge=0)] = 0
    free_services: Annotated[int, Meta(ge=0)] = 0
    account: AccountState = "ok"
    review: Review = "approve"
    review_s: Annotated[float, Meta(ge=0.0)] = 1.0
    recategorise: bool = False
    graph: Graph = msgspec.field(default_factory=Graph)

    def turn(self, changes: dict[str, Any]) -> None:
        """
        Set some switches and leave the others; a changed `graph` starts from ok.

        :raises msgspec.ValidationError: if a switch or position does not exist;
            nothing is changed then
        """
        changes = dict(changes)
        if isinstance(changes.get("reorder"), bool):
            changes["reorder"] = USUAL_DISORDER if changes["reorder"] else 0
        wanted = {**msgspec.to_builtins(self), **changes}
        turned = msgspec.convert(wanted, Switches)
        for name in self.__struct_fields__:
            setattr(self, name, getattr(turned, name))
