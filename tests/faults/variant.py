"""Long runs for a quiet hour; `FAULTS=short` or `QUICK=1` for every change."""

from __future__ import annotations

import os

import pytest

IS_SHORT = os.environ.get("FAULTS") == "short" or bool(os.environ.get("QUICK"))

long_only = pytest.mark.skipif(IS_SHORT, reason="takes longer than a short run may")
