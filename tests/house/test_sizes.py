"""Files and functions stay small. Exceptions stand in `exceptions.toml`."""

from __future__ import annotations

import re
from collections import Counter

from tests.house.house import EXCEPTIONS, files, name

MOST_LINES = 300
SWITCHED_OFF = re.compile(r"noqa:[^#]*(?:PLR09|C901)")


def test_no_file_is_longer_than_300_lines():
    long = {
        name(path): lines
        for path in files(".py", ".js", ".css", ".html", ".sql")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }

    assert set(long) <= set(EXCEPTIONS["long_files"]), long


def test_no_rule_about_functions_is_switched_off():
    found = Counter(
        name(path)
        for path in files(".py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if SWITCHED_OFF.search(line)
    )

    assert found <= Counter(EXCEPTIONS["long_functions"]), found
