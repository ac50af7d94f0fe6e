"""What the world outside of Loket is told to do, and what it tells afterwards."""

from __future__ import annotations

import msgspec


class Order(msgspec.Struct):
    """
    How to talk. With a `rate`, so many bubbles a second whatever comes back; without,
    `citizens` people at once, each speaking as soon as they have an answer. With
    `holders`, they are people who have a case, so many of them, and ask how it stands;
    they know that they were told by one of the words in `stages`.
    """

    ingest_port: int
    warm_s: float
    seconds: float
    rate: float = 0.0
    citizens: int = 0
    holders: int = 0
    stages: list[str] = []


class Seen(msgspec.Struct):
    """
    What happened: counts of the whole, rate and waiting of the measured window.
    `content` are those who got what they came for.
    """

    said: int
    answered: int
    unasked: int
    unanswered: int
    content: int
    receipts: int
    acked: int
    refused: int
    per_second: float
    p50_s: float
    p99_s: float
    ack_p99_s: float
    longest_pause_s: float
    cpu_s: float
