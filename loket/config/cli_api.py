"""`loket api-key`: the keys by which other systems come in."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer
from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import fail, out
from loket.config.cli_office import find_office
from loket.lib import clock

app = typer.Typer(no_args_is_help=True, help="Keys of other systems.")

WRONG = {
    "name": "Name it with 1 to 80 characters.",
    "source": "--source takes letters, digits and dashes, such as simkim.",
    "scopes": "Give it at least one --scope.",
    "offices": "--office must be of the same agency.",
    "per_minute": "--per-minute is between 1 and 60000.",
    "expires_at": "--days is 1 or more.",
}


@app.callback()
def _api_key() -> None:
    """Keys of other systems."""


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What it is for.")],
    scope: Annotated[
        list[str], typer.Option(help="A right, such as cases:write; more than one.")
    ],
    source: Annotated[
        str, typer.Option(help="Short name under which its cases stand.")
    ] = "back-office",
    office: Annotated[
        list[str] | None, typer.Option(help="Code; without it, every office.")
    ] = None,
    days: Annotated[int, typer.Option(help="It opens so long; 0: no end.")] = 0,
    per_minute: Annotated[int, typer.Option(help="Requests a minute.")] = 600,
) -> None:
    """Make a key. It stands alone on standard output, this once."""
    with cli_common.rooms_at_hand():
        from loket.partners import keys
        from loket.partners.scopes import Scope

        known = {one.value: one for one in Scope}
        unknown = sorted(set(scope) - set(known))
        if unknown:
            fail(f"No right is called {unknown[0]}; known are: {', '.join(known)}.")
        here = [find_office(code) for code in office or ()]
        now = clock.now()
        wanted = keys.Wanted(
            name=name,
            source=source,
            scopes=[known[word] for word in scope],
            offices=here,
            expires_at=now + timedelta(days=days) if days else None,
            per_minute=per_minute,
        )
        agency = here[0].agency if here else cli_common.only_agency()
        try:
            key, secret = keys.add(agency, wanted, now)
        except keys.BadKey as refusal:
            fail(WRONG[refusal.part])
        said = f"Key {key.id} of {escape(name)}; keep it, it is shown this once:"
        cli_common.err.print(said)
        out.print(secret, soft_wrap=True)


@app.command("list")
def list_() -> None:
    """List the keys, without their secrets."""
    with cli_common.rooms_at_hand():
        from loket.offices.models import Office
        from loket.partners.models import ApiKey

        codes = dict(Office.objects.values_list("id", "code"))
        shown = cli_common.table(
            "No.", "Name", "Source", "Ends with", "Rights", "Offices", "Used (UTC)", ""
        )
        for it in ApiKey.objects.all():
            here = ", ".join(codes.get(id_, "?") for id_ in it.offices) or "all"
            used = f"{it.used_at:%Y-%m-%d %H:%M}" if it.used_at else "never"
            is_over = it.expires_at is not None and it.expires_at <= clock.now()
            state = "revoked" if it.revoked_at else "over" if is_over else ""
            row = (str(it.id), it.name, it.source, it.hint, " ".join(it.scopes), here)
            shown.add_row(*map(escape, row), used, state)
        out.print(shown)


@app.command("revoke")
def revoke(
    number: Annotated[int, typer.Argument(help="See `loket api-key list`.")],
) -> None:
    """Take a key back at once."""
    with cli_common.rooms_at_hand():
        from loket.partners import keys
        from loket.partners.models import ApiKey

        found = ApiKey.objects.filter(id=number).first()
        if found is None:
            fail(f"There is no key {number}; see `loket api-key list`.")
        keys.revoke(found, clock.now())
        out.print(f"Key {number} opens nothing any more.")
