"""`loket migrate` and `loket seed`: the tables, and what a training desk holds."""

from __future__ import annotations

import typer

from loket.config import cli_common, keys
from loket.config.cli_common import out
from loket.config.env import settings

seed_app = typer.Typer(no_args_is_help=True, help="Fill an empty database.")


def migrate() -> None:
    """Bring the database's tables to this version."""
    from django.core.management import call_command

    from loket.config.doctor import walls

    with cli_common.rooms_at_hand(makes_desk=True):
        call_command("migrate", interactive=False, verbosity=1)
        found = walls.look()
        if found.remedy:
            cli_common.err.print(f"{found.said} {found.remedy}", soft_wrap=True)


@seed_app.callback()
def _seed() -> None:
    """Fill an empty database."""


@seed_app.command("demo")
def seed_demo() -> None:
    """Make the training agency of three offices; again changes nothing."""
    with cli_common.rooms_at_hand(makes_desk=settings().demo):
        if not keys.keyring().is_demo:
            cli_common.fail(
                "This desk is a real one and gets no invented data; `loket demo` makes "
                "a training desk, in a LOKET_DATA_DIR of its own."
            )
        _seed_demo()


def prepare() -> None:
    """What `up` does while the processes start: seed a training desk, make the code."""
    with cli_common.rooms_at_hand():
        from loket.offices import firstrun

        if settings().demo:
            _seed_demo()
        if firstrun.is_open():
            firstrun.code(settings().data_dir)


def _seed_demo() -> None:
    from loket.config.demo import seed

    out.print(f"{seed.seed(keys.keyring())} stands.")
