"""Every action that a person can start writes who did it, or stands on a list."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from loket.lib import sql
from tests.house.house import EXCEPTIONS, ROOT, name

ROOMS = ("offices", "contacts", "messaging", "bookings")
WAYS_IN = ("loket/web/**/*.py", "loket/config/cli_*.py")
WRITES = re.compile(
    r"\.(?:create|bulk_create|update|update_or_create|get_or_create|delete|save|"
    r"set_password|create_user)\("
)
AUDITED = re.compile(r"\baudit\.(?:record|note)\(")
STATEMENT = re.compile(r"\b(?:insert\s+into|update\s+\w|delete\s+from)", re.IGNORECASE)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules_named(path: Path) -> dict[str, Path]:
    """Modules of rooms by the names under which a file knows them."""
    found = {}
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for alias in node.names:
            file = ROOT / f"{node.module}.{alias.name}".replace(".", "/")
            known = file.with_suffix(".py")
            if node.module.split(".")[:2][-1] in ROOMS and known.exists():
                found[alias.asname or alias.name] = known
    return found


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {n.name: n for n in tree(path).body if isinstance(n, ast.FunctionDef)}


def called(node: ast.AST, path: Path) -> set[tuple[Path, str]]:
    """Functions of rooms that a piece of code names, here or elsewhere."""
    modules, own = modules_named(path), functions(path)
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            if part.value.id in modules:
                found.add((modules[part.value.id], part.attr))
        elif isinstance(part, ast.Name) and part.id in own:
            found.add((path, part.id))
    return found


def closure(path: Path, function: str) -> set[tuple[Path, str]]:
    """A function, and all of rooms that it calls in the end."""
    seen: set[tuple[Path, str]] = set()
    open_ = {(path, function)}
    while open_:
        one = open_.pop()
        node = functions(one[0]).get(one[1])
        if one in seen or node is None:
            continue
        seen.add(one)
        open_ |= called(node, one[0])
    return seen


def code(found: set[tuple[Path, str]]) -> str:
    return "\n".join(ast.unparse(functions(path)[name]) for path, name in found)


def statements(path: Path, text: str) -> str:
    """The SQL that code names by the names of its room's files."""
    folder = path.parent / "sql"
    queries = {k: v for f in folder.glob("*.sql") for k, v in sql.load(f).items()}
    return "\n".join(queries.get(word, "") for word in re.findall(r"'(\w+)'", text))


def started_by_people() -> set[tuple[Path, str]]:
    return {
        (room, function)
        for pattern in WAYS_IN
        for path in ROOT.glob(pattern)
        for room, function in called(tree(path), path)
        if room != path and not function.startswith("_")
    }


def writes(path: Path, function: str) -> bool:
    found = closure(path, function)
    text = code(found)
    said = "".join(statements(room, text) for room in {room for room, _ in found})
    return bool(WRITES.search(text) or STATEMENT.search(said + text))


def unaudited() -> set[str]:
    return {
        f"{name(path)[len('loket/') : -len('.py')]}.{function}"
        for path, function in started_by_people()
        if writes(path, function) and not AUDITED.search(code(closure(path, function)))
    }


def test_every_action_of_a_person_writes_who_did_it():
    assert unaudited() == set(EXCEPTIONS["unaudited"])


def test_the_guard_sees_what_people_start():
    seen = {f"{path.stem}.{function}" for path, function in started_by_people()}

    assert {"actions.mark", "conversations.answer", "outbox.resend"} <= seen
