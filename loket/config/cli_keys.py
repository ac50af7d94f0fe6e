"""`loket keys`: the keys of a desk, and those of its backups."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from loket.config import cli_common, cli_progress
from loket.config.cli_common import err, out

if TYPE_CHECKING:
    from loket.config.rotation import KeyKind

app = typer.Typer(no_args_is_help=True, help="Keys of the desk and of its backups.")

IsIndex = Annotated[
    bool, typer.Option("--index", help="The key by which people are recognised.")
]
IsIdentity = Annotated[
    bool, typer.Option("--identity", help="The key of identity numbers.")
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
        for kind in rotation.KeyKind:
            users = rotation.users(kind)
            used = rotation.in_use(kind)
            for number in rotation.known(kind):
                needs = [f"{c[number]:,} {n}" for n, c in users.items() if c[number]]
                shown.add_row(
                    str(number),
                    kind.value,
                    _state(number, used),
                    "\n".join(needs) or "nothing",
                )
        out.print(shown)


@app.command()
def add(is_index: IsIndex = False, is_identity: IsIdentity = False) -> None:
    """Put a new key into the file without using it: the first step on many machines."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        number = rotation.add(_kind(is_index=is_index, is_identity=is_identity))
        out.print(
            f"Key {number} stands ready. Copy the keys file to every machine, then run "
            "`loket keys rotate` on one and copy it once more.",
            soft_wrap=True,
        )


@app.command()
def rotate(is_index: IsIndex = False, is_identity: IsIdentity = False) -> None:
    """Use a new key from now on. Running processes notice it by themselves."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        kind = _kind(is_index=is_index, is_identity=is_identity)
        if max(rotation.known(kind), default=0) == rotation.in_use(kind):
            rotation.add(kind)
        if kind is rotation.KeyKind.INDEX:
            number, changed = rotation.use_newest_index()
            out.print(f"{changed:,} people are recognised by key {number} now.")
        elif kind is rotation.KeyKind.IDENTITY:
            number = rotation.use_newest_identity()
            out.print(f"New identity numbers are closed with key {number}.")
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
    is_identity: IsIdentity = False,
) -> None:
    """Take an old key out of the file for ever, if nothing needs it."""
    with cli_common.rooms_at_hand():
        from loket.config import rotation

        rotation.retire(number, _kind(is_index=is_index, is_identity=is_identity))
        out.print(f"Key {number} is gone. {COPY}")


def _kind(*, is_index: bool, is_identity: bool) -> KeyKind:
    """
    Return which kind of key is meant.

    :raises typer.BadParameter: if two are named
    """
    from loket.config.rotation import KeyKind

    if is_index and is_identity:
        raise typer.BadParameter("Name one kind: --index or --identity.")
    if is_index:
        return KeyKind.INDEX
    return KeyKind.IDENTITY if is_identity else KeyKind.SEALING


def _state(number: int, used: int) -> str:
    if number == used:
        return "in use"
    return "ready" if number > used else "old"
