"""One encrypted file: whole or not at all, at flat memory, for the right key only."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.lib.backup import BackupTrouble, archive, sealing
from loket.lib.backup.manifest import Tally
from loket.lib.backup.sealing import Identity

SOME = os.urandom(300_000)
SPOILT = {
    "cut off": (lambda it: it[:-70_000], "was cut off"),
    "cut off in its beginning": (lambda it: it[:100], "beginning is damaged"),
    "one byte changed": (lambda it: it[:999] + b"?" + it[1000:], "is damaged"),
    "longer than it was": (lambda it: it + b"?", "is damaged"),
    "something else": (lambda _: b"hello", "is no backup"),
}
WRITES_AND_DIES = """
import os, sys
from pathlib import Path
from loket.lib.backup import sealing
readers = [sealing.Identity.generate().to_public()]
with sealing.writing(Path(sys.argv[1]), readers) as it:
    it.write(bytes(1_000_000))
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def key():
    return Identity.generate()


@pytest.fixture
def written(tmp_path, key):
    path = tmp_path / "desk.tar.age"
    with sealing.writing(path, [key.to_public()]) as out:
        out.write(SOME)
    return path


def write(opened, pieces):
    with opened as out:
        for piece in pieces:
            out.write(piece)


def read(path, key):
    with sealing.reading(path, [key]) as source:
        return source.read()


def test_what_was_written_is_read_and_nobody_else_may_look(written, key):
    assert read(written, key) == SOME
    assert written.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_file_says_so(written, key, how):
    spoil, said = SPOILT[how]
    written.write_bytes(spoil(written.read_bytes()))

    with pytest.raises(BackupTrouble, match=said):
        read(written, key)


def test_a_reader_who_stops_early_still_learns_that_the_file_was_cut_off(written, key):
    written.write_bytes(written.read_bytes()[:-70_000])

    with (
        pytest.raises(BackupTrouble, match="was cut off"),
        sealing.reading(written, [key]) as source,
    ):
        source.read(10)


def test_another_key_opens_nothing(written):
    with pytest.raises(BackupTrouble, match="for another key"):
        read(written, Identity.generate())


def test_what_breaks_while_it_is_written_leaves_the_old_file(written, key, tmp_path):
    def rows():
        yield SOME
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write(sealing.writing(written, [key.to_public()]), rows())

    assert os.listdir(tmp_path) == [written.name]
    assert read(written, key) == SOME


def test_a_disk_without_room_is_named(key):
    with (
        open("/dev/full", "wb", buffering=0) as full,
        pytest.raises(OSError, match="No space left"),
    ):
        write(sealing.sealed(full, [key.to_public()]), [SOME] * 100)


def test_a_killed_writer_leaves_no_file_and_the_next_one_sweeps(tmp_path):
    words = [sys.executable, "-c", WRITES_AND_DIES, tmp_path / "desk.tar.age"]
    assert subprocess.run(words, check=False).returncode == -9
    (left,) = tmp_path.iterdir()
    assert left.name == ".desk.tar.age.part"

    sealing.sweep(tmp_path)

    assert not list(tmp_path.iterdir())


def test_two_writers_of_one_file_do_not_mix(written, key):
    with (
        pytest.raises(BackupTrouble, match="Another backup"),
        sealing.writing(written, [key.to_public()]),
        sealing.writing(written, [key.to_public()]),
    ):
        pass


@given(st.lists(st.binary(max_size=50).filter(lambda it: b"\n" not in it)))
def test_rows_come_out_of_pieces_as_they_went_in(lines):
    rows = [line + b"\n" for line in lines]
    tally = Tally()

    packed = [piece for _, piece in archive.pieces(rows, tally)]

    found = [
        row
        for piece in packed
        for some in archive.lines(archive.unpacked(io.BytesIO(piece)))
        for row in some
    ]
    assert found == rows
    assert tally == archive.tally_of(reversed(rows))


@given(st.sets(st.binary(min_size=1), min_size=1), st.data())
def test_a_tally_sees_one_row_more_less_or_other(rows, data):
    kept = sorted(rows)
    spoilt = list(kept)
    at = data.draw(st.integers(0, len(kept) - 1))
    spoilt[at : at + 1] = data.draw(
        st.sampled_from([[], [kept[at], kept[at]], [kept[at] + b"?"]])
    )

    assert archive.tally_of(kept) != archive.tally_of(spoilt)
