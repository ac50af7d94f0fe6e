"""`loket doctor`: what is wrong with this desk, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import out
from loket.config.doctor import backups, machine
from loket.config.doctor.findings import Finding, Health, bad
from loket.config.env import settings
from loket.lib.crypto import BadKeysFile
from loket.lib.embedded_postgres import PostgresError

MARKS = {
    Health.GOOD: "[green]good[/]",
    Health.POOR: "[yellow]poor[/]",
    Health.BAD: "[bold red]bad[/]",
}


def doctor(
    public: Annotated[
        str, typer.Option(help="Public address to look at from outside: https://...")
    ] = "",
) -> None:
    """Look over database, keys, channels, disk and clock; say how to mend them."""
    found = [*machine.look(), *backups.look(), *_inside()]
    if public:
        from loket.config.doctor import public as outside

        try:
            found += outside.look(public)
        except outside.BadAddress as error:
            cli_common.fail(str(error))
    show(found)


def show(found: Sequence[Finding]) -> None:
    """Print what was found; end with status 1 if something is bad."""
    for it in found:
        said = f"{MARKS[it.health]}  {escape(it.what)}: {escape(it.said)}"
        out.print(said, soft_wrap=True)
        if it.remedy:
            out.print(f"      {escape(it.remedy)}", soft_wrap=True)
    if any(it.health is Health.BAD for it in found):
        raise typer.Exit(1)


def _inside() -> Iterator[Finding]:
    if not settings().keys_path.exists():
        return
    from loket.config.doctor import database

    try:
        with cli_common.rooms_at_hand():
            yield from database.look()
            yield from _channels()
    except PostgresError as error:
        yield bad("database", "Our own PostgreSQL cannot be had.", str(error))
    except BadKeysFile:
        # The keys were looked at already; without them the rooms stay closed.
        return


def _channels() -> Iterator[Finding]:
    from loket.config import keys
    from loket.config.doctor import channels

    yield from channels.look(keys.keyring())
