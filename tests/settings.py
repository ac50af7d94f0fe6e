"""
Django's settings for tests: the same, on a PostgreSQL started once for the whole run
and with keys of their own. It stands here because Django reads its settings before
any fixture runs; processes that a test run starts inherit the variables.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

_stack = ExitStack()
atexit.register(_stack.close)

os.environ["LOKET_DEMO"] = "1"
if "LOKET_TEST_HOME" not in os.environ:
    from loket.lib.embedded_postgres import temporary_server

    home = Path(_stack.enter_context(tempfile.TemporaryDirectory(prefix="loket-test-")))
    os.environ["LOKET_TEST_HOME"] = os.environ["LOKET_DATA_DIR"] = str(home)
    if not os.environ.get("LOKET_DATABASE_URL"):
        server = _stack.enter_context(temporary_server(home))
        os.environ["LOKET_DATABASE_URL"] = server.url

from loket.config.settings import *  # noqa: E402, F403
