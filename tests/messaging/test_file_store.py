"""Files lie sealed, whole or not at all."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.lib import ids
from loket.lib.crypto import CannotOpen
from loket.messaging import file_store
from loket.messaging.file_store import HALF, FileStore

FILM = bytes(range(256)) * 8 * 1024 + b"end"


@pytest.fixture
def store(tmp_path, keyring):
    return FileStore(tmp_path / "files", keyring)


def write(store, content, id_=None):
    id_ = id_ or ids.new()
    writing = store.begin(id_)
    for at in range(0, len(content), 70_001):
        writing.add(content[at : at + 70_001])
    writing.finish()
    return id_


def the_file(tmp_path):
    (path,) = (p for p in (tmp_path / "files").rglob("*") if p.is_file())
    return path


@pytest.mark.parametrize("content", [b"", b"x", FILM])
def test_a_file_is_read_as_it_was_written(store, content):
    assert store.read(write(store, content)) == content


@settings(max_examples=20)
@given(pieces=st.lists(st.binary(max_size=40), max_size=12), size=st.integers(1, 16))
def test_pieces_of_any_size_make_the_same_file(tmp_path, keyring, pieces, size):
    store, id_ = FileStore(tmp_path, keyring), ids.new()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_store, "PIECE_BYTES", size)
        writing = store.begin(id_)
        for piece in pieces:
            writing.add(piece)
        writing.finish()

    assert store.read(id_) == b"".join(pieces)


def test_nothing_of_it_can_be_read_on_the_disk(store, tmp_path):
    write(store, b"nomor paspor " * 100)

    assert b"paspor" not in the_file(tmp_path).read_bytes()


def test_a_file_that_was_cut_off_does_not_open(store, tmp_path):
    id_ = write(store, FILM)
    path = the_file(tmp_path)
    whole = path.read_bytes()
    first = 4 + int.from_bytes(whole[:4], "big")
    for cut in (first, len(whole) - 1, 2, 0):
        path.write_bytes(whole[:cut])
        with pytest.raises(CannotOpen):
            store.read(id_)


def test_a_file_in_anothers_place_does_not_open(store, tmp_path):
    write(store, b"siti")
    other = ids.new()
    path = store._path(other)
    path.parent.mkdir(parents=True, exist_ok=True)
    the_file(tmp_path).replace(path)

    with pytest.raises(CannotOpen):
        store.read(other)


def test_a_file_that_is_given_up_leaves_nothing(store, tmp_path):
    id_ = ids.new()
    writing = store.begin(id_)
    writing.add(FILM)
    writing.give_up()

    assert not [p for p in tmp_path.rglob("*") if p.is_file()]
    with pytest.raises(FileNotFoundError):
        store.read(id_)


def test_what_a_dead_worker_left_is_swept_away_and_nothing_else(store, tmp_path):
    kept, new, old = (ids.new() for _ in range(3))
    write(store, b"siti", kept)
    for id_ in (new, old):
        writing = store.begin(id_)
        writing._file.close()
    half = store._path(old).with_suffix(HALF)
    os.utime(half, (0, 0))

    store.sweep()

    assert not half.exists()
    assert store._path(new).with_suffix(HALF).exists()
    assert store.read(kept) == b"siti"
