"""`loket keys`: the keys of a desk, and those of its backups."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from loket.config import cli_common, cli_progress
from loket.config.cli_common import err, out

app = typer.Typer(no_args_is_help=True, help="Keys of the desk and of its backups.")

IsIndex = Annotated[
    bool, typer.Option("--index", help="The key by which people are recognised.")
]
COPY = "Copy the keys file again, apart from the database."


@app.callback()
def _keys() -> None:
    """Keys of the desk and of its backups."""


@app.command("backup")
def backup_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="New file for the secret half.")
    ],
) -> None:
    """Make a key for backups. Its secret half must leave this machine."""
    from loket.config.keeping import recipients

    public = recipients.make(file)
    out.print(f"From now on backups can be opened with {escape(str(file))}.")
    out.print(
        "Move it off this machine, to two places: without it no backup opens, and "
        "with it every one does.",
        soft_wrap=True,
    )
    out.print(f"Public half: {public}", soft_wrap=True)


@app.command("list")
def list_() -> None:
    """Show which keys there are and what needs them; the keys are never shown."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        shown = cli_common.table("Key", "Kind", "State", "Needed by")
        for is_index in (False, True):
            users = rotation.users(is_index=is_index)
            used = rotation.in_use(is_index=is_index)
            for number in rotation.known(is_index=is_index):
                needs = [f"{c[number]:,} {n}" for n, c in users.items() if c[number]]
                shown.add_row(
                    str(number),
                    "index" if is_index else "sealing",
                    _state(number, used),
                    "\n".join(needs) or "nothing",
                )
        out.print(shown)


@app.command()
def add(is_index: IsIndex = False) -> None:
    """Put a new key into the file without using it: the first step on many machines."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        number = rotation.add(is_index=is_index)
        out.print(
            f"Key {number} stands ready. Copy the keys file to every machine, then run "
            "`loket keys rotate` on one and copy it once more.",
            soft_wrap=True,
        )


@app.command()
def rotate(is_index: IsIndex = False) -> None:
    """Use a new key from now on. Running processes notice it by themselves."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        used = rotation.in_use(is_index=is_index)
        if max(rotation.known(is_index=is_index)) == used:
            rotation.add(is_index=is_index)
        if is_index:
            number, changed = rotation.use_newest_index()
            out.print(f"{changed:,} people are recognised by key {number} now.")
        else:
            number = rotation.use_newest_seal()
            out.print(f"New boxes are closed with key {number}.")
        out.print(f"`loket keys reseal` does the rest. {COPY}", soft_wrap=True)


@app.command()
def reseal() -> None:
    """Close old boxes anew with the key in use; may be stopped, and run again."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        rotation.wait_until_noticed()
        for kind in rotation.boxes():
            closed = spoilt = 0
            with cli_progress.bar(kind.name) as bar:
                bar.of(sum(kind.numbers().values()))
                for passed in rotation.reseal(kind):
                    bar.advance(passed.looked)
                    closed, spoilt = closed + passed.closed, spoilt + passed.spoilt
            out.print(f"{closed:,} {kind.name} closed anew.")
            if spoilt:
                err.print(f"{spoilt:,} {kind.name} do not open and stay as they are.")
        with cli_progress.bar("people") as bar:
            for count in rotation.follow():
                bar.advance(count)
        out.print("`loket keys list` shows which keys nothing needs any more.")


@app.command()
def retire(
    number: Annotated[int, typer.Argument(help="See `loket keys list`.")],
    is_index: IsIndex = False,
) -> None:
    """Take an old key out of the file for ever, if nothing needs it."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        rotation.retire(number, is_index=is_index)
        out.print(f"Key {number} is gone. {COPY}")


def _state(number: int, used: int) -> str:
    if number == used:
        return "in use"
    return "ready" if number > used else "old"
