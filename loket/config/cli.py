"""The `loket` command: each word of it stands in a `cli_*` file of its own."""

from __future__ import annotations

import os
import sys

import psycopg
import typer
from pydantic import ValidationError
from rich.markup import escape

from loket.config import (
    cli_api,
    cli_backup,
    cli_cases,
    cli_channel,
    cli_data,
    cli_doctor,
    cli_furnish,
    cli_keys,
    cli_office,
    cli_person,
    cli_retention,
    cli_serve,
    cli_staff,
    cli_up,
)
from loket.config.children import ProcessTrouble
from loket.config.cli_common import err
from loket.config.guard import Refused
from loket.config.ports import PortTrouble
from loket.lib import logs
from loket.lib.backup import BackupTrouble
from loket.lib.crypto import BadKeysFile
from loket.lib.embedded_postgres import PostgresError
from loket.lib.keys_file import CannotChange

EXPECTED = (
    *(BackupTrouble, BadKeysFile, PortTrouble, PostgresError, ProcessTrouble),
    *(CannotChange, Refused),
)

app = typer.Typer(
    name="loket",
    no_args_is_help=True,
    add_completion=False,
    help="A public-service desk that citizens reach by chat.",
    pretty_exceptions_enable=False,
)
app.command()(cli_up.up)
app.command()(cli_up.demo)
app.command()(cli_data.migrate)
app.command(hidden=True)(cli_data.prepare)
app.add_typer(cli_data.seed_app, name="seed")
app.command()(cli_serve.ingest)
app.command()(cli_serve.web)
app.command()(cli_serve.worker)
app.command()(cli_serve.metrics)
app.command()(cli_doctor.doctor)
app.command()(cli_backup.backup)
app.command()(cli_backup.restore)
app.add_typer(cli_channel.app, name="channel")
app.add_typer(cli_cases.app, name="cases")
app.add_typer(cli_api.app, name="api-key")
app.add_typer(cli_furnish.agency_app, name="agency")
cli_office.office_app.command("add")(cli_furnish.add_office)
app.add_typer(cli_furnish.service_app, name="service")
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_office.office_app, name="office")
app.add_typer(cli_person.app, name="person")
app.add_typer(cli_retention.app, name="retention")
app.add_typer(cli_office.slots_app, name="slots")
app.add_typer(cli_staff.app, name="staff")


def main() -> None:
    """Run the command; what we expect to go wrong ends in one sentence and status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    try:
        app()
    except EXPECTED as error:
        _end(str(error))
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[0]
        _end(f"The database cannot be reached ({said}); check LOKET_DATABASE_URL.")
    except PermissionError as error:
        _end(
            f"{error.filename} cannot be used ({error.strerror}); run Loket as the "
            "owner of its data folder, or choose another with LOKET_DATA_DIR."
        )
    except ValidationError as error:
        _end(_unreadable(error))
    except Exception as failure:  # noqa: BLE001 its words may be somebody's data
        _end(_surprise(failure))


def _unreadable(error: ValidationError) -> str:
    found = [
        f"LOKET_{str(it['loc'][0]).upper()} cannot be read: {it['msg']}."
        for it in error.errors()
    ]
    return " ".join(found)


def _surprise(failure: Exception) -> str:
    """Name a failure that nobody expects by its type and places, without its words."""
    places = logs.places_of(failure.__traceback__)
    return f"This should not happen: {logs.place_of(failure)}. Report it with: {places}"


def _end(sentence: str) -> None:
    err.print(f"[bold red]loket:[/] {escape(sentence)}", soft_wrap=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
