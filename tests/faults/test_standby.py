"""What the standby has not confirmed counts as not done, though PostgreSQL says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.desk import database, deliveries
from tests.desk.desk import Desk, opened
from tests.faults import standby
from tests.faults.conftest import IMPATIENT
from tests.faults.standby import Pair
from tests.faults.variant import long_only

pytestmark = pytest.mark.fault

NAME = "standby_desk"
PHONE = "6281300000001"
UNAVAILABLE = 503
# How long the way in lets the platform wait at most.
ANSWER_S = 2.0
FOUND = "select count(*) from messaging_event where body like '%%wamid.{}%%'"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two servers for this file."""
    with standby.pair(tmp_path_factory.mktemp("pair")) as pair:
        yield pair


@pytest.fixture(scope="module")
def desk(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the primary."""
    folder = tmp_path_factory.mktemp("desk")
    with (
        database.made(NAME, pair.primary.url) as url,
        opened(url, folder, **IMPATIENT) as desk,
    ):
        yield desk


@contextmanager
def away(pair: Pair) -> Iterator[None]:
    """The standby is gone for a while."""
    pair.standby.stop()
    try:
        yield
    finally:
        pair.standby.start()


class Post:
    """A delivery under way; `status` once it was answered."""

    def __init__(self, desk: Desk, raw: bytes) -> None:
        self.status = -1
        self.took_s = 0.0
        self._thread = threading.Thread(target=self._post, args=(desk.webhook, raw))
        self._thread.start()

    def _post(self, webhook: str, raw: bytes) -> None:
        begun_at = time.monotonic()
        self.status = deliveries.post(webhook, raw)
        self.took_s = time.monotonic() - begun_at

    def answered(self) -> int:
        self._thread.join(10)
        return self.status


@pytest.mark.parametrize("how", ["pg_cancel_backend", "pg_terminate_backend"])
def test_a_wait_for_the_standby_that_is_cut_short_is_no_commit(
    desk: Desk, pair: Pair, how: str
) -> None:
    raw = body(how)
    with away(pair):
        post = Post(desk, raw)
        pair.cut_wait("insert into messaging_body", how)

        assert post.answered() == UNAVAILABLE
        assert post.took_s < ANSWER_S
    assert count(desk, how) == 1
    desk.until(lambda: deliveries.post(desk.webhook, raw) == 200)

    assert count(desk, how) == 1
    assert pair.on_standby(NAME, FOUND.format(how)) == 1


@long_only
def test_a_standby_that_stays_away_is_not_waited_for_any_longer_than_the_platform_waits(
    desk: Desk, pair: Pair
) -> None:
    raw = body("long")
    with away(pair):
        post = Post(desk, raw)
        assert post.answered() == UNAVAILABLE
        assert post.took_s < ANSWER_S + 1
    desk.until(lambda: deliveries.post(desk.webhook, raw) == 200)

    assert count(desk, "long") == 1


def test_no_answer_goes_out_that_a_fail_over_could_undo(desk: Desk, pair: Pair) -> None:
    siti = desk.citizen("Siti")
    with away(pair):
        siti.phone.say("halo")
        desk.until(lambda: pair.cut_waits() >= 0 and claims(desk) > 1)
        siti.hears_nothing_more(for_s=0.5)
    siti.waits().hears("mesin penjawab").hears_nothing_more()


def body(wamid: str) -> bytes:
    """A receipt of nobody's message: stored like everything, and never answered."""
    receipt = deliveries.receipt(f"wamid.{wamid}", PHONE, "sent")
    return deliveries.body(statuses=[receipt])


def count(desk: Desk, wamid: str) -> int:
    """How often a receipt stands on the primary."""
    return int(desk.value(FOUND.format(wamid)))


def claims(desk: Desk) -> int:
    """How often a sender took a message, though the standby did not confirm it."""
    return int(desk.value("select coalesce(max(attempts), 0) from messaging_outbox"))
