"""
The load of the ingest row: `python -m bench.load`, a process of its own.

All deliveries are written and signed before the clock starts. It says "ready", waits
for a line, and prints what came of it as one line of JSON.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
import time

import msgspec
import uvloop

from bench import payloads, wire
from bench.place import SECRET

WORDS = (
    "Selamat pagi, saya mau tanya apakah paspor anak saya sudah bisa diambil minggu "
    "ini, dan surat apa saja yang harus dibawa? Terima kasih sebelumnya."
)


class Result(msgspec.Struct):
    """What was stored in how many seconds, and how long each delivery waited."""

    stored: int
    seconds: float
    refused: int
    p50_ms: float
    p99_ms: float


class Order(msgspec.Struct):
    """What to do: where, for how long, with how many connections and deliveries."""

    port: int
    account: str
    seconds: float
    connections: int
    deliveries: int


def delivery(n: int, salt: str, account: str) -> bytes:
    """Return one delivery of words by one of a hundred thousand people."""
    person = (f"6281{n % 100_000:08d}", f"ID.{n % 100_000:020d}", "Siti Aminah")
    message = payloads.text(f"wamid.HBgMNjI4MTIzNDU2Nzg5{salt}{n:016d}", WORDS)
    return payloads.said(person, message, account)


class _Endless(wire.Pool):
    """Gives the next delivery to whichever connection is free, until time is over."""

    def __init__(self, requests: list[bytes], seconds: float) -> None:
        super().__init__()
        self._requests = requests
        self._until = time.perf_counter() + seconds
        self.over = asyncio.Event()

    def free(self, connection: wire.Calling) -> None:
        """Go on while there is time, and something to send."""
        if self._requests and time.perf_counter() < self._until:
            connection.call(self._requests.pop())
            return
        super().free(connection)
        if self.is_quiet:
            self.over.set()


async def run(order: Order, requests: list[bytes]) -> Result:
    """Send for the time that was ordered."""
    began = time.perf_counter()
    pool = _Endless(requests, order.seconds)
    await pool.connect(order.port, order.connections)
    await pool.over.wait()
    return Result(
        stored=pool.acked,
        seconds=time.perf_counter() - began,
        refused=pool.refusals,
        p50_ms=wire.percentile(pool.ack_s, 0.5) * 1e3,
        p99_ms=wire.percentile(pool.ack_s, 0.99) * 1e3,
    )


def main() -> None:
    """Read the order from the first line of standard input."""
    order = msgspec.json.decode(sys.stdin.readline(), type=Order)
    salt = secrets.token_hex(6)
    requests = [
        payloads.request(delivery(n, salt, order.account), SECRET.encode())
        for n in range(order.deliveries)
    ]
    print("ready", flush=True)
    sys.stdin.readline()
    print(msgspec.json.encode(uvloop.run(run(order, requests))).decode(), flush=True)


if __name__ == "__main__":
    main()
