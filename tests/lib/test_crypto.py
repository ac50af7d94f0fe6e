"""Sealing and fingerprints."""

import base64
import threading

import msgspec
import pytest

from loket.lib.crypto import BadKeysFile, CannotOpen, Keyring, KeysFile

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
PLACE = b"contacts_identity|7|nik"


def ring(**changes):
    plain = {"seal": {"1": OLD}, "active": "1", "index": {"1": NEW}, "secret_key": "s"}
    return Keyring(KeysFile(**{**plain, **changes}))


def test_what_was_sealed_opens_in_its_place():
    keys = ring()

    assert keys.open(keys.seal(b"siti", PLACE), PLACE) == b"siti"


def test_a_box_is_never_the_same_twice_and_is_thirty_bytes_longer():
    keys = ring()
    boxes = [keys.seal(b"siti", PLACE) for _ in range(2)]

    assert boxes[0] != boxes[1]
    assert [len(box) for box in boxes] == [4 + 30, 4 + 30]


def test_a_box_moved_to_another_row_stays_closed():
    keys = ring()

    with pytest.raises(CannotOpen):
        keys.open(keys.seal(b"siti", PLACE), b"contacts_identity|8|nik")


@pytest.mark.parametrize("position", range(34))
def test_a_changed_bit_keeps_a_box_closed(position):
    keys = ring()
    box = bytearray(keys.seal(b"siti", PLACE))
    box[position] ^= 1

    with pytest.raises(CannotOpen):
        keys.open(bytes(box), PLACE)


@pytest.mark.parametrize("text", [b"", b"\x01", b"\x01\x01" + bytes(20), b"siti" * 20])
def test_what_is_no_box_stays_closed(text):
    with pytest.raises(CannotOpen):
        ring().open(text, PLACE)


def test_an_identity_number_is_closed_with_a_key_of_its_own():
    keys = ring(identity={"129": NEW}, active_identity="129")
    box = keys.seal_identity(b"siti", PLACE)

    assert keys.open(box, PLACE) == b"siti"
    assert (box[1], keys.seal(b"siti", PLACE)[1]) == (129, 1)
    with pytest.raises(CannotOpen, match="number 129 is not in"):
        ring().open(box, PLACE)
    with pytest.raises(CannotOpen, match="changed, or moved"):
        ring(identity={"129": OLD}, active_identity="129").open(box, PLACE)


def test_a_file_that_is_older_than_such_keys_closes_with_the_others():
    keys = ring()
    box = keys.seal_identity(b"siti", PLACE)

    assert not keys.has_identity
    assert box[1] == keys.active_identity == 1
    newer = ring(identity={"129": NEW}, active_identity="129")
    assert newer.open(box, PLACE) == b"siti"


def test_old_boxes_open_beside_a_new_key_and_ask_for_resealing():
    old = ring().seal(b"siti", PLACE)
    both = ring(seal={"1": OLD, "2": NEW}, active="2")

    assert both.open(old, PLACE) == b"siti"
    assert both.needs_resealing(old)
    assert not both.needs_resealing(both.seal(b"siti", PLACE))


def test_a_box_whose_key_is_gone_stays_closed():
    old = ring().seal(b"siti", PLACE)

    with pytest.raises(CannotOpen, match="number 1 is not in"):
        ring(seal={"2": NEW}, active="2").open(old, PLACE)


def test_a_fingerprint_is_the_same_for_the_same_person_only():
    keys = ring()
    made = keys.fingerprint(1, "person", "siti", "1990-04-17")

    assert len(made) == 32
    assert made == ring().fingerprint(1, "person", "siti", "1990-04-17")
    assert made != keys.fingerprint(1, "person", "budi", "1990-04-17")
    assert made != keys.fingerprint(1, "phone", "siti", "1990-04-17")
    assert made != ring(index={"1": OLD}).fingerprint(1, "person", "siti", "1990-04-17")


def test_parts_do_not_run_together():
    keys = ring()

    assert keys.fingerprint(1, "a", "bc", "d") != keys.fingerprint(1, "a", "b", "cd")
    assert keys.fingerprint(1, "a", "b") != keys.fingerprint(1, "ab")


def test_a_printer_makes_the_same_fingerprints():
    keys = ring()
    printer = keys.printer(1, "person", "siti")

    assert printer("1990-04-17") == keys.fingerprint(1, "person", "siti", "1990-04-17")
    assert printer("") == keys.fingerprint(1, "person", "siti", "")


def test_a_printer_needs_its_key_at_once():
    with pytest.raises(CannotOpen):
        ring().printer(9, "person")


def test_new_keys_are_private_and_load_again(tmp_path):
    path = tmp_path / "keys.json"
    made = Keyring.create(path, demo=True)

    loaded = Keyring.load(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert loaded.is_demo
    assert loaded.secret_key == made.secret_key
    assert loaded.open(made.seal(b"siti", PLACE), PLACE) == b"siti"
    assert [it.name for it in tmp_path.iterdir()] == ["keys.json"]


def test_of_two_makers_one_loses_and_the_keys_stay(tmp_path):
    path, lost = tmp_path / "keys.json", []

    def make():
        try:
            Keyring.create(path, demo=False)
        except FileExistsError:
            lost.append(1)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(lost) == 7
    Keyring.load(path)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606])
def test_keys_that_others_may_read_are_refused(tmp_path, mode):
    path = tmp_path / "keys.json"
    Keyring.create(path, demo=False)
    path.chmod(mode)

    with pytest.raises(BadKeysFile, match="chmod 600"):
        Keyring.load(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"active": "2"},
        {"seal": {"x": OLD}},
        {"seal": {"0": OLD}},
        {"seal": {"1": "short"}},
        {"seal": {"1": "AAAA"}},
        {"index": {}},
        {"seal": {"1": OLD, "129": NEW}},
        {"identity": {"2": NEW}, "active_identity": "2"},
        {"identity": {"129": NEW}, "active_identity": "1"},
    ],
)
def test_damaged_keys_are_refused(tmp_path, changes):
    with pytest.raises(BadKeysFile):
        ring(**changes)


@pytest.mark.parametrize("text", [b"", b"{}", b'{"seal": 1}', b"\xff"])
def test_a_damaged_file_is_named(tmp_path, text):
    path = tmp_path / "keys.json"
    path.write_bytes(text)
    path.chmod(0o600)

    with pytest.raises(BadKeysFile, match=r"keys\.json is damaged"):
        Keyring.load(path)


def test_unknown_entries_are_refused_rather_than_lost(tmp_path):
    path = tmp_path / "keys.json"
    Keyring.create(path, demo=False)
    text = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode({**text, "pepper": "x"}))

    with pytest.raises(BadKeysFile):
        Keyring.load(path)
