"""The keys file changes whole, and who runs notices it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from loket.lib import crypto, keys_file
from loket.lib.crypto import CannotOpen, Keyring

PLACE = b"contacts_identity|7|name"


@pytest.fixture
def path(tmp_path):
    keys_file.create(tmp_path / "keys.json", demo=False)
    return tmp_path / "keys.json"


def add(file):
    number = str(len(file.seal) + 1)
    file.seal[number] = keys_file.new_key()
    file.active = number


def later(monkeypatch):
    """A moment after which everybody looks at the file again."""
    now = crypto.time.monotonic() + 2 * crypto.NOTICED_WITHIN_S
    monkeypatch.setattr(crypto.time, "monotonic", lambda: now)


def test_a_new_key_is_used_within_a_second_and_old_boxes_open(path, monkeypatch):
    running = Keyring.load(path)
    old = running.seal(b"siti", PLACE)
    keys_file.change(path, add)
    later(monkeypatch)

    new = running.seal(b"siti", PLACE)

    assert (old[1], new[1]) == (1, 2)
    assert running.open(old, PLACE) == running.open(new, PLACE) == b"siti"
    assert running.needs_resealing(old)


def test_a_box_of_a_newer_key_is_opened_at_once(path):
    running = Keyring.load(path)
    keys_file.change(path, add)

    assert running.open(Keyring.load(path).seal(b"siti", PLACE), PLACE) == b"siti"


def test_a_key_that_was_taken_away_opens_nothing_more(path, monkeypatch):
    running = Keyring.load(path)
    old = running.seal(b"siti", PLACE)
    keys_file.change(path, add)
    keys_file.change(path, lambda file: file.seal.pop("1"))
    later(monkeypatch)
    running.seal(b"", PLACE)

    with pytest.raises(CannotOpen, match="number 1 is not in"):
        running.open(old, PLACE)


@pytest.mark.parametrize(
    "spoil", [lambda it: it.unlink(), lambda it: it.write_text("")]
)
def test_a_file_that_is_spoilt_meanwhile_stops_nobody(path, monkeypatch, spoil):
    running = Keyring.load(path)
    spoil(path)
    later(monkeypatch)

    assert running.open(running.seal(b"siti", PLACE), PLACE) == b"siti"


def test_changes_side_by_side_are_all_kept(path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: keys_file.change(path, add), range(8)))

    assert sorted(map(int, keys_file.load(path).seal)) == list(range(1, 10))
    assert path.stat().st_mode & 0o777 == 0o600
    assert [it.name for it in path.parent.iterdir()] == [path.name]
