"""The page of commands: every word of `loket`, as its own help tells it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from loket.config.cli import app
from loket.config.reference import markdown

INTRO = (
    "One program, `loket`, in `.venv/bin` after `make setup`. Every command knows "
    "`--help`. A command that cannot do its work ends with status 1 and one sentence "
    "that says what to do; wrong usage ends with status 2."
)
SECRETS = (
    "Tokens and passwords are read from standard input, never from arguments: those "
    "stand in the list of processes and in the history of the shell."
)


def page() -> str:
    """Return the page."""
    found = sorted(_commands(typer.main.get_command(app), "loket"))
    parts = [_section(name, command) for name, command in found]
    return markdown.page("Commands", INTRO, SECRETS, *parts)


def names() -> list[str]:
    """Return every command in full, such as "loket channel add"."""
    return sorted(name for name, _ in _commands(typer.main.get_command(app), "loket"))


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(command, TyperGroup):
        yield name, command
        return
    for word, below in command.commands.items():
        if not below.hidden:
            yield from _commands(below, f"{name} {word}")


def _section(name: str, command: Any) -> str:
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    arguments = [p for p in shown if p.param_type_name == "argument"]
    options = [p for p in shown if p.param_type_name == "option"]
    usage = " ".join(
        [name, *("[OPTIONS]" for _ in options[:1]), *map(_word, arguments)]
    )
    parts = [f"## {name}", f"```\n{usage}\n```", inspect.cleandoc(command.help or "")]
    rows = [(f"`{_word(p)}`", p.help or "") for p in arguments]
    rows += [(f"`{', '.join(p.opts)}`", _help(p)) for p in options]
    if rows:
        parts.append(markdown.table(("Word", "What it is"), rows))
    return "\n\n".join(parts)


def _word(argument: Any) -> str:
    word = str(argument.metavar or argument.name).upper()
    return f"{word}..." if argument.nargs < 0 else word


def _help(option: Any) -> str:
    said = str(option.help or "")
    return f"{said} Required." if option.required else said
