"""
Long runs for a quiet hour; `FAULTS=short` or `QUICK=1` for every change.

`HOSTILE` says how many hostile bodies are sent, whatever the run: 50,000 in a long
one, 1,000 in a short one if it says nothing.
"""

from __future__ import annotations

import os

import pytest

IS_SHORT = os.environ.get("FAULTS") == "short" or bool(os.environ.get("QUICK"))
HOSTILE = int(os.environ.get("HOSTILE", "1000" if IS_SHORT else "50000"))

long_only = pytest.mark.skipif(IS_SHORT, reason="takes longer than a short run may")
