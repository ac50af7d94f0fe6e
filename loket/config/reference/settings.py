"""The page of settings: every `LOKET_*` variable, its default, what it does."""

from __future__ import annotations

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from loket.config.env import Settings
from loket.config.reference import markdown

INTRO = (
    "Loket is set by environment variables whose names begin with `LOKET_`, and by "
    "nothing else. An empty variable counts as unset. A value that cannot be read "
    "ends the command with one sentence that names the variable."
)
PORT = (
    "`PORT`, which `make demo` and hosting services use, stands for `LOKET_PORT` where "
    "that one is not set. The emulator of a training desk listens on the next port."
)
EMULATOR = (
    "The emulator has settings of its own, `EMULATOR_*`; "
    "`python -m emulator --help` lists them."
)


def page() -> str:
    """Return the page."""
    rows = [
        (f"`LOKET_{name.upper()}`", _default(field), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    shown = markdown.table(("Variable", "Default", "What it is"), rows)
    return markdown.page("Settings", INTRO, shown, PORT, EMULATOR)


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "see there"
    value = field.default
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return markdown.code(str(value)) if value not in ("", None) else "none"
