"""What Linux says about a process that we know well: ourselves."""

import os
import time

from bench import cpu, stage


def test_work_costs_seconds():
    before = cpu.seconds(os.getpid())
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass

    assert cpu.seconds(os.getpid()) - before >= 0.08


def test_a_process_that_is_gone_holds_no_memory():
    assert cpu.memory([2**22 + 1]).own == 0.0
    assert cpu.memory([os.getpid()]).own > 1.0


def test_growth_compares_the_end_with_the_beginning():
    assert stage.growth([9, 9, 1, 1, 1, 1, 1, 1, 2, 2]) == 2.0
    assert stage.growth([1.0]) == 1.0


def test_a_process_says_what_it_is():
    assert "python" in cpu.title(os.getpid())
    assert cpu.title(2**22 + 1) == ""
