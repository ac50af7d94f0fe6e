"""What the world outside of Loket is told to do, and what it tells afterwards."""

from __future__ import annotations

import msgspec


class Order(msgspec.Struct):
    """
    How to talk. With a `rate`, so many bubbles a second whatever comes back; without,
    `citizens` people at once, each speaking as soon as they have an answer.
    """

    ingest_port: int
    warm_s: float
    seconds: float
    rate: float = 0.0
    citizens: int = 0


class Seen(msgspec.Struct):
    """What happened: counts of the whole, rate and waiting of the measured window."""

    said: int
    answered: int
    unasked: int
    unanswered: int
    booked: int
    receipts: int
    acked: int
    refused: int
    per_second: float
    p50_s: float
    p99_s: float
    ack_p99_s: float
    longest_pause_s: float
    cpu_s: float
