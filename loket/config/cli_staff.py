"""`loket staff`: people who sign in, for whoever sits at the machine itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import fail, out
from loket.config.cli_office import find_office

if TYPE_CHECKING:
    from loket.offices.models import Staff

app = typer.Typer(no_args_is_help=True, help="People who sign in.")

Email = Annotated[str, typer.Argument(help="Address they sign in with.")]


@app.callback()
def _staff() -> None:
    """People who sign in."""


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(help="Address to sign in with.")],
    name: Annotated[str, typer.Argument(help="Name that others see.")],
    duty: Annotated[
        str,
        typer.Option(
            help="front_desk, officer, analyst, public_relations, head, "
            "administrator, auditor."
        ),
    ],
    office: Annotated[str, typer.Option(help="Code; without it, every office.")] = "",
) -> None:
    """Add somebody who signs in. The password is read from standard input."""
    password = cli_common.secret_from_stdin("Password")
    with cli_common.rooms_at_hand():
        from loket.offices import actions, people
        from loket.offices.models import Duty

        if duty not in Duty.values:
            fail(f"No duty is called {duty}; known are: {', '.join(Duty.values)}.")
        place = find_office(office) if office else cli_common.only_agency()
        try:
            staff = actions.add_staff(email, name, password, Duty(duty), place)
        except people.CannotAdd as refusal:
            fail(str(refusal))
        out.print(f"{escape(name)} may sign in as {escape(staff.email)}.")


@app.command("set-password")
def set_password(email: Email) -> None:
    """Set somebody's password, read from standard input; their sessions end."""
    password = cli_common.secret_from_stdin("New password")
    with cli_common.rooms_at_hand():
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError

        from loket.offices import entry

        staff = _find(email)
        try:
            validate_password(password, staff)
        except ValidationError as weak:
            fail(" ".join(weak.messages))
        entry.choose_password(staff, password)
        out.print(f"{escape(staff.name)} has a new password.")


@app.command("reset-second-factor")
def reset_second_factor(email: Email) -> None:
    """Take lost second factors away; the next sign-in leads to new ones."""
    with cli_common.rooms_at_hand():
        from loket.offices import entry

        staff = _find(email)
        if not entry.reset_second_factor(staff):
            fail(f"{escape(staff.name)} has no second factor.")
        out.print(f"{escape(staff.name)} sets up a new one at the next sign-in.")


@app.command("deactivate")
def deactivate(email: Email) -> None:
    """End an account; all its sessions end."""
    with cli_common.rooms_at_hand():
        from loket.offices import people

        staff = _find(email)
        try:
            is_done = people.deactivate(staff)
        except people.LastAdministrator:
            fail(
                f"{escape(staff.name)} is the last administrator; add another one "
                "first with `loket staff add`."
            )
        if not is_done:
            fail(f"The account of {escape(staff.name)} is ended already.")
        out.print(f"{escape(staff.name)} cannot sign in any more.")


def _find(email: str) -> Staff:
    from loket.offices.models import Staff

    found = Staff.objects.filter(email=email.strip().lower()).first()
    if found is None:
        fail(f"Nobody signs in as {escape(email)}.")
    return found
