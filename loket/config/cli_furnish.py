"""`loket agency add`, `office add` and `service add`: a desk from an empty one."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer
from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import fail, only_agency, out
from loket.config.cli_office import find_office

agency_app = typer.Typer(no_args_is_help=True, help="The authority.")
service_app = typer.Typer(no_args_is_help=True, help="What people come for.")

WHY = {
    "code": "The code needs two to four letters, as TS.",
    "zone": "The zone is an IANA name, as Asia/Jakarta, Asia/Makassar, Asia/Jayapura.",
    "taken": "There is one of this name already; choose another.",
    "name": "A name with letters or digits is needed.",
}


@agency_app.callback()
def _agency() -> None:
    """The authority."""


@service_app.callback()
def _service() -> None:
    """What people come for."""


@agency_app.command("add")
def add_agency(
    name: Annotated[str, typer.Argument(help="Name that citizens read.")],
) -> None:
    """Add an authority, before its first office."""
    with cli_common.rooms_at_hand():
        from loket.offices import furnishing

        try:
            made = furnishing.add_agency(name)
        except furnishing.Refused as refusal:
            _refuse(refusal)
        out.print(f"{escape(made.name)} was added; next: loket office add.")


def add_office(
    code: Annotated[str, typer.Argument(help="Two to four letters, as TS.")],
    name: Annotated[str, typer.Argument(help="Name that citizens read.")],
    city: Annotated[str, typer.Option(help="City that citizens choose.")],
    zone: Annotated[str, typer.Option(help="IANA name, as Asia/Jakarta.")],
    address: Annotated[str, typer.Option(help="Where it is.")] = "-",
    unit_of: Annotated[str, typer.Option(help="Code of its main office.")] = "",
) -> None:
    """Add an office or a unit of one; its hours and places are set on its pages."""
    with cli_common.rooms_at_hand():
        from loket.offices import furnishing

        main = find_office(unit_of) if unit_of else None
        facts = {"name": name, "city": city, "zone": zone, "address": address}
        try:
            made = furnishing.add_office(only_agency(), code, main_office=main, **facts)
        except furnishing.Refused as refusal:
            _refuse(refusal)
        out.print(f"{escape(made.name)} was added as {made.code}.")


@service_app.command("add")
def add_service(
    slug: Annotated[str, typer.Argument(help="Short name, as paspor-baru.")],
    name_id: Annotated[str, typer.Option("--id", help="Name in Indonesian.")],
    name_en: Annotated[str, typer.Option("--en", help="Name in English.")],
    bring_id: Annotated[str, typer.Option(help="Documents, in Indonesian.")] = "",
    bring_en: Annotated[str, typer.Option(help="Documents, in English.")] = "",
) -> None:
    """Add what people come for; each office says when it offers it."""
    with cli_common.rooms_at_hand():
        from loket.offices import furnishing

        needed = {"id": bring_id, "en": bring_en}
        facts = {
            "names": {"id": name_id, "en": name_en},
            "requirements": {one: words for one, words in needed.items() if words},
        }
        try:
            made = furnishing.add_service(only_agency(), slug, **facts)
        except furnishing.Refused as refusal:
            _refuse(refusal)
        out.print(f"{escape(str(made))} was added as {made.slug}.")


def _refuse(refusal: Exception) -> NoReturn:
    fail(WHY[str(refusal)])
