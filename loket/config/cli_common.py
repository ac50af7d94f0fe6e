"""What the commands of `loket` share: how they speak, and how they reach the data."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from loket.config.env import settings
from loket.lib import audit
from loket.lib.embedded_postgres import Server

if TYPE_CHECKING:
    from loket.offices.models import Agency

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def fail(sentence: str) -> NoReturn:
    """End the command with one sentence that says what to do."""
    err.print(f"[bold red]loket:[/] {sentence}", markup=True, soft_wrap=True)
    raise typer.Exit(1)


def server() -> Server | None:
    """Return our own PostgreSQL, or None if another one is set."""
    if settings().database_url:
        return None
    return Server(settings().data_dir / "postgres")


@contextmanager
def database_at_hand() -> Iterator[None]:
    """Run our own PostgreSQL meanwhile, unless it runs already or another is set."""
    own = server()
    if own is None:
        yield
        return
    with own:
        yield


@contextmanager
def rooms_at_hand(*, makes_desk: bool = False) -> Iterator[None]:
    """
    Make the rooms and their data usable meanwhile.

    :param makes_desk: a new desk, with keys of its own, may be made here; a command
        that only looks must not decide that this is to be a real one
    """
    if not makes_desk and not settings().keys_path.exists():
        fail(
            f"There is no desk in {settings().data_dir} yet: `loket up` makes one, "
            "`loket demo` a training one."
        )
    import django
    from django.db import OperationalError, ProgrammingError

    with database_at_hand():
        django.setup()
        who = audit.Actor(audit.ActorKind.COMMAND, origin=getpass.getuser())
        try:
            with audit.acting(who):
                yield
        except OperationalError as error:
            fail(f"The database cannot be reached ({_first_line(error)}).")
        except ProgrammingError as error:
            fail(f"Run `loket migrate` first ({_first_line(error)}).")


def _first_line(error: Exception) -> str:
    return escape(str(error).strip().partition("\n")[0])


def secret_from_stdin(what: str) -> str:
    """
    Read one secret line from standard input, without showing it at a terminal.

    Arguments would stand in the process list and in the shell's history.
    """
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True, err=True)).strip()
    line = sys.stdin.readline().strip()
    if not line:
        fail(f"{what} is read from standard input, and nothing was there.")
    return line


def only_agency() -> Agency:
    """Return the agency; end with a sentence if there is not just one."""
    from loket.offices.models import Agency

    found = list(Agency.objects.all()[:2])
    if len(found) != 1:
        fail(
            "There is not just one agency: add the first with `loket agency add`, or "
            "name an office with --office where the command takes one."
        )
    return found[0]


def agency(slug: str) -> Agency:
    """Return an agency by its short name, or the only one there is."""
    from loket.offices.models import Agency

    found = list(Agency.objects.filter(slug=slug) if slug else Agency.objects.all())
    if len(found) != 1:
        known = ", ".join(Agency.objects.values_list("slug", flat=True)) or "none"
        fail(f"Name the agency with --agency; known are: {known}.")
    return found[0]


def table(*columns: str) -> Table:
    """Return an empty table in the house's look."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made
