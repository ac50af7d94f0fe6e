"""What every test may use."""

from __future__ import annotations

import pytest

from loket.config.keys import keyring as keys_of_this_run
from loket.lib.crypto import Keyring


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """The keys of this run."""
    return keys_of_this_run()
