"""One person hears us at the platform's pace."""

from loket.worker.pairs import BURST, EVERY_S, MOST_PEOPLE, Pairs

SITI, BUDI = (1, "siti"), (1, "budi")


class Watch:
    now = 100.0

    def __call__(self):
        return self.now


def test_a_burst_goes_at_once_and_the_next_message_waits():
    watch = Watch()
    pairs = Pairs(watch)

    assert {pairs.wait_s(SITI) for _ in range(BURST)} == {0.0}
    assert pairs.wait_s(SITI) == EVERY_S
    assert pairs.wait_s(BUDI) == 0.0


def test_what_was_borrowed_is_paid_back_in_time():
    watch = Watch()
    pairs = Pairs(watch)
    for _ in range(BURST):
        pairs.wait_s(SITI)

    watch.now += EVERY_S
    assert pairs.wait_s(SITI) == 0.0
    assert pairs.wait_s(SITI) == EVERY_S


def test_a_message_that_waits_is_not_counted():
    watch = Watch()
    pairs = Pairs(watch)
    for _ in range(BURST + 10):
        pairs.wait_s(SITI)

    assert pairs.wait_s(SITI) == EVERY_S


def test_a_crowd_does_not_fill_the_memory():
    watch = Watch()
    pairs = Pairs(watch)
    for n in range(MOST_PEOPLE * 3):
        pairs.wait_s((1, str(n)))

    assert len(pairs._paid_until) <= MOST_PEOPLE
