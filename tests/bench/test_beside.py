"""What takes turns with its measure is compared with what stands beside it."""

from contextlib import contextmanager

import pytest

from bench import at_once
from bench.beside import Beside


def test_each_round_is_compared_with_the_mean_of_the_two_beside_it():
    compared = Beside([30, 40], [10, 20, 60])

    assert compared.ratio == pytest.approx((30 / 15 + 40 / 40) / 2)
    assert compared.words == "30/15, 40/40"


def test_a_round_without_a_measure_after_it_is_no_round():
    with pytest.raises(ValueError, match="shorter"):
        _ = Beside([30, 40], [10, 20]).ratio


def test_every_piece_is_done_once_whatever_the_connections():
    done, opened = [], []

    @contextmanager
    def open_one():
        opened.append(1)
        yield done.append

    at_once.seconds(range(7), open_one)

    assert sorted(done) == list(range(7))
    assert len(opened) == at_once.CONNECTIONS
