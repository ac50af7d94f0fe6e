"""`loket erasure`: who asked to have their data erased, and what was settled."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from loket.config import cli_common
from loket.config.cli_common import fail, out
from loket.lib import clock

app = typer.Typer(no_args_is_help=True, help="Requests for the erasure of data.")


@app.callback()
def _erasure() -> None:
    """Requests for the erasure of data."""


@app.command("list")
def list_() -> None:
    """List the requests that are open, the oldest first; no names are shown."""
    with cli_common.rooms_at_hand():
        from loket.contacts.models import ErasureRequest

        shown = cli_common.table("Contact", "Agency", "Asked (UTC)")
        for it in ErasureRequest.objects.filter(settled_at=None).order_by("asked_at"):
            asked = f"{it.asked_at:%Y-%m-%d %H:%M}"
            shown.add_row(str(it.contact_id), str(it.agency_id), asked)
        out.print(shown)


@app.command("settle")
def settle(
    contact: Annotated[UUID, typer.Argument(help="See `loket erasure list`.")],
) -> None:
    """Note that a request was dealt with; it stays on record with its moments."""
    with cli_common.rooms_at_hand():
        from loket.contacts import consent

        if not consent.settle_erasure(contact, clock.now()):
            fail(f"No request of {contact} is open; `loket erasure list` shows them.")
        out.print(f"The request of {contact} is settled.")
