"""`loket channel`: the numbers and pages by which citizens reach us."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.markup import escape

from loket.config import cli_common, cli_doctor, keys, training
from loket.config.cli_common import fail, out

app = typer.Typer(
    no_args_is_help=True, help="Numbers and pages that citizens write to."
)

Kind = Annotated[str, typer.Argument(help="Provider, such as whatsapp.")]


@app.command()
def add(
    kind: Kind,
    external_id: Annotated[str, typer.Argument(help="The provider's id of it.")],
    display: Annotated[str, typer.Option(help="As people write the number.")] = "",
    business_id: Annotated[str, typer.Option(help="Id of the business account.")] = "",
    agency: Annotated[str, typer.Option(help="Agency, if there are several.")] = "",
) -> None:
    """Add an account, or give it a new token. The token is read from standard input."""
    _known(kind)
    token = cli_common.secret_from_stdin("The account's token")
    with cli_common.rooms_at_hand():
        from loket.messaging import accounts

        is_new = accounts.add(
            cli_common.agency(agency),
            (kind, external_id),
            token,
            keys.keyring(),
            display=display,
            business_id=business_id,
        )
        out.print(f"{kind} {external_id} is {'added' if is_new else 'changed'}.")


@app.command("list")
def list_() -> None:
    """List all accounts. Tokens are never shown."""
    with cli_common.rooms_at_hand():
        from loket.messaging.models import ChannelAccount

        shown = cli_common.table("Kind", "Id", "Number", "Agency", "State")
        for it in ChannelAccount.objects.select_related("agency").order_by("id"):
            state = f"stopped: {it.stop_reason}" if it.stopped_at else "open"
            row = (it.kind, it.external_id, it.display, str(it.agency), state)
            shown.add_row(*map(escape, row))
        out.print(shown)


@app.command()
def check() -> None:
    """Ask the providers if every account is ready, from the token to the templates."""
    training.recall()
    with cli_common.rooms_at_hand():
        from loket.config.doctor import channels, provider
        from loket.config.doctor.findings import Finding, Health
        from loket.messaging.models import ChannelAccount

        found: list[Finding] = []
        for account in ChannelAccount.objects.order_by("id"):
            own = channels.look_at(account, keys.keyring())
            is_good = own.health is Health.GOOD
            found += provider.ask(account, keys.keyring()) if is_good else [own]
        cli_doctor.show(found)


@app.command("templates")
def templates_() -> None:
    """Show the templates that notices need, as Meta takes them: one JSON a line."""
    from loket.dialogue.notices import templates

    for request in templates.requests():
        sys.stdout.buffer.write(msgspec.json.encode(request) + b"\n")


@app.command()
def parse(
    kind: Kind, files: Annotated[list[Path], typer.Argument(help="Raw payloads.")]
) -> None:
    """Show the events of raw payload files as JSON lines, unknown ones by name."""
    from loket.channels import inspect

    _known(kind)
    for file in files:
        try:
            body = file.read_bytes()
        except OSError as error:
            fail(f"{file} cannot be read ({error.strerror}).")
        for event in inspect.describe(kind, body):
            sys.stdout.buffer.write(msgspec.json.encode(event) + b"\n")


def _known(kind: str) -> None:
    from loket.channels.registry import CHANNELS

    if kind not in CHANNELS:
        fail(f"No channel is called {kind}; known are: {', '.join(sorted(CHANNELS))}.")
