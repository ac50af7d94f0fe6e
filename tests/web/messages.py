"""Every sentence that pages can say, found in templates and code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import loket

HOME = Path(loket.__file__).parent
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", *IN_CONTEXT}
_TAG = re.compile(r'{%\s*translate\s+"([^"]+)"')
_FILTER = re.compile(r'_\("([^"]+)"\)')
_BLOCK = re.compile(
    r"{%\s*blocktranslate([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL
)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")


def used() -> set[str]:
    """Return the message ids of all templates and of all modules with words."""
    return set(_of_templates()) | set(_of_modules())


def _of_templates() -> Iterator[str]:
    for path in (HOME / "web/templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        yield from _TAG.findall(text)
        yield from _FILTER.findall(text)
        for _, body in _BLOCK.findall(text):
            singular = _PLURAL.split(body)[0]
            yield _VARIABLE.sub(r"%(\1)s", singular)


def _of_modules() -> Iterator[str]:
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in CALLS:
                first = node.args[1 if _name(node.func) in IN_CONTEXT else 0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
