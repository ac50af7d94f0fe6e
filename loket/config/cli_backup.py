"""`loket backup` and `loket restore`: all of a desk in one encrypted file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from loket.config import cli_common, cli_progress
from loket.config.cli_common import fail, out
from loket.config.env import settings

if TYPE_CHECKING:
    from loket.config.keeping.reading import Seen

Target = Annotated[
    Path | None,
    typer.Argument(
        metavar="TARGET",
        help="Folder, or a file whose name ends in .tar.age. Without it, the folder "
        "backups in the data folder.",
    ),
]
Source = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that `loket backup` wrote.")
]
Key = Annotated[
    Path, typer.Option(help="The secret key that `loket keys backup` wrote.")
]


def backup(
    target: Target = None,
    keep: Annotated[
        int, typer.Option(help="Delete all but the newest N of the folder; 0 keeps.")
    ] = 0,
) -> None:
    """Write database, keys and files into one encrypted file, while the desk runs."""
    if not settings().keys_path.exists():
        fail(f"There is no desk in {settings().data_dir} yet.")
    from loket.config.keeping import backing_up, recipients

    recipients.known()
    folder = target or settings().data_dir / "backups"
    with cli_common.database_at_hand(), cli_progress.bar("Backing up") as bar:
        bar.of(backing_up.expected())
        made = backing_up.make(folder, bar.advance)
    size = f"{made.size_bytes / 1e6:,.1f} MB"
    said = f"{made.path}: {made.rows:,} rows, {made.files:,} files, {size}."
    out.print(escape(said), soft_wrap=True)
    if keep > 0:
        for old in backing_up.prune(made.path.parent, keep):
            out.print(escape(f"Deleted {old}."), soft_wrap=True)


def restore(
    source: Source,
    key: Key,
    replace: Annotated[
        bool, typer.Option(help="Lose what this desk holds now.")
    ] = False,
    check: Annotated[
        bool, typer.Option(help="Only read the file to its end; change nothing.")
    ] = False,
) -> None:
    """Bring a desk back from a backup. Loket must not run meanwhile."""
    from loket.config.keeping import reading, recipients

    identities = recipients.identities(key)
    with cli_progress.bar("Reading") as bar:
        seen = reading.look(source, identities, bar.advance)
    out.print(escape(f"{source} is whole: {_what(seen)}"), soft_wrap=True)
    if check:
        return
    from loket.config.keeping import restoring

    with restoring.keys_at_hand(seen), cli_common.rooms_at_hand():
        restoring.check_place(seen, may_replace=replace)
        with cli_progress.bar("Restoring") as bar:
            bar.of(_count(seen))
            left_out = restoring.restore(source, identities, seen, bar.advance)
        restoring.bring_forward()
    _show(seen, left_out)


def _show(seen: Seen, left_out: list[str]) -> None:
    shown = cli_common.table("Table", "Rows", "")
    for name, tally in seen.check.tables.items():
        if tally.count and name not in left_out:
            shown.add_row(escape(name), f"{tally.count:,}", "[green]agrees[/]")
    shown.add_row("files", f"{seen.check.files.count:,}", "[green]agrees[/]")
    out.print(shown)
    for name in left_out:
        said = f"Left out, because no migration makes it: {name}."
        out.print(escape(said), soft_wrap=True)
    out.print(
        "Restored: every count and sum is that of the backup. Run `loket doctor`, "
        "then start Loket.",
        soft_wrap=True,
    )


def _what(seen: Seen) -> str:
    rows = sum(one.count for one in seen.check.tables.values())
    return (
        f"{rows:,} rows in {len(seen.check.tables)} tables, "
        f"{seen.check.files.count:,} files, of {seen.manifest.made_at:%Y-%m-%d %H:%M} "
        f"UTC, Loket {seen.manifest.loket}."
    )


def _count(seen: Seen) -> int:
    return sum(it.count for it in seen.check.tables.values()) + seen.check.files.count
