"""What a batch reads once."""

from __future__ import annotations

from loket.lib import once


def test_a_batch_asks_once_for_each_set_of_arguments():
    asked = []

    @once.read
    def square(number):
        asked.append(number)
        return number * number

    assert [square(2), square(2)] == [4, 4]
    with once.in_batch():
        assert [square(3), square(3), square(4)] == [9, 9, 16]
    assert square(3) == 9
    assert asked == [2, 2, 3, 4, 3]
