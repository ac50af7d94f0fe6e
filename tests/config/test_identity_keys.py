"""A keys file that is older than the keys of identity numbers gets one by a command."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from loket.config import rotation
from loket.config.doctor import machine
from loket.config.rotation import KeyKind
from loket.lib import keys_file
from loket.lib.crypto import Keyring
from loket.lib.keys_file import CannotChange


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The keys file of a desk that was set up before there were such keys."""
    path = tmp_path / "keys.json"
    keys_file.create(path, demo=True)

    def forget(file):
        file.identity, file.active_identity = {}, ""

    keys_file.change(path, forget)
    here = SimpleNamespace(keys_path=path, data_dir=tmp_path, demo=True)
    monkeypatch.setattr(rotation, "settings", lambda: here)
    monkeypatch.setattr(machine, "settings", lambda: here)
    return path


def findings():
    return [one.remedy for one in machine.look() if "identity" in one.remedy]


def test_the_doctor_says_that_there_is_none_until_it_is_made(path):
    assert len(findings()) == 1

    assert rotation.add(KeyKind.IDENTITY) == 129
    assert rotation.in_use(KeyKind.IDENTITY) == 0
    assert rotation.use_newest_identity() == 129

    assert findings() == []
    keyring = Keyring.load(path)
    assert keyring.has_identity
    assert keyring.active == 1


def test_sealing_keys_never_take_their_numbers(path):
    def use_up(file):
        file.seal["128"] = keys_file.new_key()

    keys_file.change(path, use_up)

    with pytest.raises(CannotChange, match="no number left"):
        rotation.add(KeyKind.SEALING)
