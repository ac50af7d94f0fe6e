"""Nothing is left for later, nothing is caught blindly, nothing is said in code."""

from __future__ import annotations

import re
from collections import Counter

from tests.house.house import EXCEPTIONS, PROGRAMS, files, name, sayings

FOR_LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
NET = re.compile(r"^\s*except(?:\s+(?:Base)?Exception\b.*|\s*):", re.MULTILINE)
# Common words that are no English ones.
INDONESIAN = re.compile(
    r"\b(?:yang|dan|untuk|dengan|tidak|silakan|anda|mohon|terima|sudah|belum|atau|pilih"
    r"|tanggal|lahir|saya|kami|maaf|bisa|hanya|jika|karena|akan|dari|pada|oleh|kantor"
    r"|petugas|layanan|antrean|batal|nama|hari)\b",
    re.IGNORECASE,
)


def test_nothing_is_left_for_later():
    found = [
        f"{name(path)}:{number}"
        for path in files(".py", ".js", ".css", ".html", ".sql", ".toml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FOR_LATER.search(line)
    ]

    assert not found


def test_everything_is_caught_only_where_it_is_listed():
    found = Counter(
        name(path)
        for path in files(".py", folders=PROGRAMS)
        for _ in NET.findall(path.read_text(encoding="utf-8"))
    )

    assert found <= Counter(EXCEPTIONS["nets"]), found


def test_no_indonesian_is_spoken_in_the_code():
    excepted = tuple(EXCEPTIONS["indonesian"])
    found = [
        f"{name(path)}:{line}: {word}"
        for path in files(".py", folders=PROGRAMS)
        if not name(path).startswith(excepted)
        for line, words in sayings(path)
        for word in INDONESIAN.findall(words)
    ]

    assert not found


def test_no_indonesian_is_spoken_in_templates_and_scripts():
    found = [
        f"{name(path)}: {word}"
        for path in files(".html", ".js", folders=PROGRAMS)
        for word in INDONESIAN.findall(path.read_text(encoding="utf-8"))
    ]

    assert not found
