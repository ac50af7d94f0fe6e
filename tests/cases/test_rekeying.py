"""Cases are found by one index key, before and after it is changed."""

from __future__ import annotations

import pytest

from loket.cases import rekeying
from loket.cases.models import Case
from loket.cases.records import Became
from loket.lib import keys_file
from loket.lib.crypto import Keyring
from tests.cases.conftest import record


@pytest.fixture
def keyring(tmp_path):
    """Keys of this test, with a second index key that is not used yet."""
    path = tmp_path / "keys.json"
    Keyring.create(path, demo=True)

    def add(file):
        file.index["2"] = keys_file.new_key()

    keys_file.change(path, add)
    return Keyring.load(path)


def test_a_case_is_the_same_after_its_key_was_changed(take, keyring):
    take(record("bayar"))
    before = bytes(Case.objects.get().number_key)

    assert rekeying.change_index(keyring, 2) == 1

    case = Case.objects.get()
    assert bytes(case.number_key) != before
    assert rekeying.numbers() == {2: 1}
    (again,) = take(record("bayar"))
    assert (again.case_id, again.became) == (case.id, Became.UNCHANGED)
