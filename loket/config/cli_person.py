"""
`loket person`: a copy of what is known of somebody, and its end.

Two people stand behind each, here as on the pages: both give their passwords, one
after the other, on the standard input.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from loket.config import cli_common, keys
from loket.config import cli_signing as signing
from loket.config.cli_common import fail, out
from loket.lib import clock

if TYPE_CHECKING:
    from loket.contacts.subjects import Subject

app = typer.Typer(no_args_is_help=True, help="What is known of somebody, and its end.")

Who = Annotated[
    str,
    typer.Argument(
        help="Booking code, phone number or id; - reads it from standard input."
    ),
]
By = Annotated[str, typer.Option("--by", help="Address of the officer who proposes.")]
ApprovedBy = Annotated[
    str, typer.Option("--approved-by", help="Address of the other one, who agrees.")
]
HowKnown = Annotated[
    str, typer.Option("--ground", help="chat, counter, letter, guardian, authority.")
]
Number = Annotated[int, typer.Argument(help="See `loket person requests`.")]


@app.callback()
def _person() -> None:
    """What is known of somebody, and its end."""


@app.command("requests")
def requests_() -> None:
    """List what is asked for and not settled, the oldest first; no names are shown."""
    with cli_common.rooms_at_hand():
        from loket.contacts import requests
        from loket.contacts.models import DataRequest

        shown = cli_common.table("No.", "Kind", "State", "Person", "Due (UTC)", "Left")
        now = clock.now()
        for it in DataRequest.objects.filter(settled_at=None).order_by("asked_at"):
            due = it.asked_at + requests.DUE
            hours = int((due - now).total_seconds() // 3600)
            left = f"{hours} h" if due > now else "overdue"
            facts = (it.id, it.kind, it.state, it.subject_id, f"{due:%Y-%m-%d %H:%M}")
            shown.add_row(*map(str, facts), left)
        out.print(shown)


@app.command("export")
def export(
    who: Who,
    output: Annotated[Path, typer.Option("-o", help="The ZIP file to write.")],
    by: By,
    approved_by: ApprovedBy,
    ground: HowKnown = "counter",
) -> None:
    """Write everything that is stored about somebody into one ZIP file."""
    if output.exists():
        fail(f"{output} is there already; name a new file.")
    with cli_common.rooms_at_hand():
        from loket.contacts import requests
        from loket.contacts.models import RequestKind
        from loket.messaging import file_store
        from loket.web.people import copy

        proposer, agency = signing.sign(by)
        other, _ = signing.sign(approved_by, leads=True)
        subject = signing.find(who, agency)
        number = signing.propose(subject, RequestKind.EXPORT, ground, proposer)
        signing.agree(number, other)
        ring = keys.keyring()
        output.touch(mode=0o600)
        output.write_bytes(copy.make(subject, ring, file_store.here(ring), clock.now()))
        requests.finish(number, other.id, clock.now())
        out.print(f"{output} holds everything, by request {number}.")


@app.command("erase")
def erase(
    who: Who,
    by: By,
    approved_by: ApprovedBy = "",
    ground: HowKnown = "counter",
    ends_bookings: Annotated[
        bool, typer.Option("--end-bookings", help="What is to come may end.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would go.")
    ] = False,
) -> None:
    """Propose that somebody is forgotten; with two people, have it done."""
    with cli_common.rooms_at_hand():
        from loket.contacts.models import RequestKind

        proposer, agency = signing.sign(by)
        other = signing.sign(approved_by, leads=True)[0] if approved_by else None
        subject = signing.find(who, agency)
        _show_preview(subject)
        if dry_run:
            return
        number = signing.propose(
            subject, RequestKind.ERASURE, ground, proposer, ends=ends_bookings
        )
        if other is None:
            out.print(f"Request {number} waits for `loket person approve {number}`.")
            return
        signing.agree(number, other)
        _say_agreed(number)


@app.command("approve")
def approve(number: Number, by: By) -> None:
    """Agree to what somebody else proposed."""
    with cli_common.rooms_at_hand():
        found = signing.request(number)
        signing.agree(number, signing.sign(by, leads=True)[0])
        if found.kind == "erasure":
            _say_agreed(number)
        else:
            out.print(f"Request {number} is approved; the copy is taken on its page.")


@app.command("refuse")
def refuse(
    number: Number,
    by: By,
    why: Annotated[str, typer.Option(help="not_them, must_stay, withdrawn, answered.")],
) -> None:
    """Refuse a request with a reason."""
    with cli_common.rooms_at_hand():
        from loket.contacts import requests
        from loket.contacts.models import Refusal

        if why not in Refusal.values:
            fail(f"{escape(why)} is no reason; use one of {', '.join(Refusal.values)}.")
        who, _ = signing.sign(by, leads=True)
        try:
            requests.refuse(number, Refusal(why), who.id, clock.now())
        except requests.NotPossible:
            fail(
                f"Request {number} is approved or settled; see `loket person requests`."
            )
        out.print(f"Request {number} is refused.")


@app.command("certificate")
def certificate(number: Number) -> None:
    """Show the proof of an erasure; it names nobody."""
    with cli_common.rooms_at_hand():
        found = signing.request(number)
        if found.kind != "erasure" or found.state != "done":
            fail(f"Request {number} is no erasure that was done.")
        shown = cli_common.table("Room", "What", "Rows")
        for room, counts in found.counts.items():
            for name, count in counts.items():
                shown.add_row(room, name, str(count))
        told = "told" if found.is_told else "not told"
        out.print(
            f"Person {found.subject_id}, {told}, erased "
            f"{found.settled_at:%Y-%m-%d %H:%M} UTC; proposed by {found.asked_by}, "
            f"approved by {found.approved_by}."
        )
        out.print(shown)


def _say_agreed(number: int) -> None:
    out.print(
        f"Request {number} is approved: the worker tells the person and erases them. "
        f"Then `loket person certificate {number}` shows what went."
    )


def _show_preview(subject: Subject) -> None:
    from loket.offices.models import Office
    from loket.subjects import preview

    here = set(Office.objects.values_list("id", flat=True))
    made = preview.of(subject, [], here, keys.keyring(), clock.now())
    shown = cli_common.table("What goes", "Rows")
    for name, count in made.goes:
        shown.add_row(name, str(count))
    out.print(shown)
    if made.coming:
        out.print(f"Still to come: {', '.join(row['code'] for row in made.coming)}.")
