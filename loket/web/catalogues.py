"""
Django reads compiled catalogues, people edit `.po` files: the first are made from
the second when they are missing or older, so that no step can be forgotten.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import structlog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

log = structlog.get_logger(__name__)


def compile_stale(folder: Path) -> list[Path]:
    """
    Compile each catalogue below a folder that changed since it was compiled; return
    the files that were made.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if _is_stale(source, target):
            try:
                _compile(source, target)
                made.append(target)
            except OSError as failure:
                log.warning("catalogue not compiled", file=target.name, why=failure)
    return made


def _is_stale(source: Path, target: Path) -> bool:
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue)
    Path(name).chmod(0o644)
    # Several processes may start at once: each puts a whole file in place.
    Path(name).replace(target)


if __name__ == "__main__":
    compile_stale(Path(__file__).parents[1] / "locale")
