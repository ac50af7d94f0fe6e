"""The `loket` command."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection
from typer.testing import CliRunner

from loket.bookings.models import Slot
from loket.config import cli, database
from loket.config.demo.seed import seed
from loket.config.env import settings
from loket.messaging import outbox
from loket.messaging.models import ChannelAccount
from loket.offices.models import Role

COMMANDS = [
    *("up", "demo", "migrate", "seed", "seed demo", "ingest", "web", "worker"),
    *("doctor", "channel", "channel add", "channel list", "channel check"),
    *("channel parse", "office", "office list", "slots set", "staff add"),
    *("erasure", "erasure list", "erasure settle", "agency add", "office add"),
    *("service", "service add"),
]
MESSAGE = {
    "object": "whatsapp_business_account",
    "entry": [
        {
            "id": "500400300200100",
            "changes": [
                {
                    "field": "messages",
                    "value": {
                        "messaging_product": "whatsapp",
                        "metadata": {"phone_number_id": "100200300400500"},
                        "messages": [
                            {
                                "id": "wamid.1",
                                "from": "6281200000001",
                                "timestamp": "1795478400",
                                "type": "text",
                                "text": {"body": "halo"},
                            }
                        ],
                    },
                }
            ],
        }
    ],
}


def run(*words, stdin=""):
    """Run a command in this process, on the test's database."""
    return CliRunner().invoke(cli.app, words, input=stdin)


def run_apart(*words, **variables):
    """Run a command as people do, in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("LOKET_")}
    return subprocess.run(
        [sys.executable, "-m", "loket.config.cli", *words],
        env={**env, **variables, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def agency(db, keyring):
    return seed(keyring)


@pytest.fixture
def on_test_database(db, monkeypatch):
    """The database by address, which outside of tests is Django's own."""
    name = connection.settings_dict["NAME"]
    address = database.url().replace("/loket?", f"/{name}?")
    monkeypatch.setattr(database, "url", lambda: address)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    done = run(*command.split(), "--help")

    assert done.exit_code == 0
    assert "Usage" in done.output


@pytest.mark.parametrize(
    ("words", "variables", "said"),
    [
        (("up",), {"LOKET_PORT": "many"}, "LOKET_PORT cannot be read"),
        (("up",), {"LOKET_PORT": "99999"}, "is no port; set LOKET_PORT"),
        (("office", "list"), {}, "There is no desk in"),
        (("up",), {"LOKET_KEYS_FILE": "{open}"}, "run `chmod 600"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_makes_no_desk(
    tmp_path, words, variables, said
):
    keys = tmp_path / "keys"
    keys.write_text("{}")
    keys.chmod(0o644)
    variables = {name: it.format(open=keys) for name, it in variables.items()}

    done = run_apart(*words, LOKET_DATA_DIR=str(tmp_path / "data"), **variables)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_database_that_is_away_is_one_sentence(tmp_path):
    done = run_apart(
        "migrate",
        LOKET_DATA_DIR=str(tmp_path),
        LOKET_DATABASE_URL="postgresql://siti@127.0.0.1:1/loket",
    )

    assert done.returncode == 1
    assert "The database cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_office_list_names_codes_and_services(agency):
    done = run("office", "list")

    assert "TS" in done.output
    assert "Asia/Makassar" in done.output
    assert "paspor-baru" in done.output


@pytest.mark.parametrize("hour", ["09:00", "9", "09.00"])
def test_slots_set_makes_an_hour(agency, hour):
    done = run("slots", "set", "ts", "paspor-baru", "2030-01-02", hour, "12")

    assert done.exit_code == 0, done.output
    slot = Slot.objects.get(day="2030-01-02")
    assert (slot.capacity, slot.starts.hour) == (12, 9)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("XX", "paspor-baru", "2030-01-02", "9", "1"), "known are: TS, LB, TM"),
        (("TS", "sim", "2030-01-02", "9", "1"), "offers no service sim"),
        (("TS", "paspor-baru", "besok", "9", "1"), "besok is no date"),
        (("TS", "paspor-baru", "2030-01-02", "siang", "1"), "siang is no hour"),
    ],
)
def test_slots_set_says_what_it_does_not_know(agency, words, said):
    done = run("slots", "set", *words)

    assert done.exit_code == 1
    assert said in " ".join(done.output.split())


def test_staff_add_takes_the_password_from_stdin(agency):
    words = ("staff", "add", "Rina@Example.id", "Rina", "--duty", "officer")

    done = run(*words, "--office", "TS", stdin="loket-tujuh-melati\n")

    assert done.exit_code == 0, done.output
    role = Role.objects.get(staff__email="rina@example.id")
    assert (role.office.code, role.duty) == ("TS", "officer")
    assert role.staff.check_password("loket-tujuh-melati")
    assert "is there already" in run(*words, stdin="loket-tujuh-melati\n").output


@pytest.mark.parametrize(
    ("duty", "password", "said"),
    [
        ("king", "loket-tujuh-melati", "No duty is called king"),
        ("officer", "pendek", "12"),
        ("officer", "", "is read from standard input"),
    ],
)
def test_staff_add_refuses(agency, duty, password, said):
    done = run("staff", "add", "r@example.id", "Rina", "--duty", duty, stdin=password)

    assert done.exit_code == 1
    assert said in done.output
    assert not Role.objects.exists()


def test_channel_add_seals_the_token_and_shows_it_nowhere(agency, keyring):
    words = ("channel", "add", "whatsapp", "123", "--display", "+62 800")

    done = run(*words, stdin="the-token\n")

    assert done.exit_code == 0, done.output
    account = ChannelAccount.objects.get(external_id="123")
    token = outbox.open_token(keyring, "123", bytes(account.token))
    assert token == "the-token"
    listed = run("channel", "list").output
    assert "+62 800" in listed
    assert "the-token" not in listed + done.output


def test_adding_a_channel_again_ends_its_stop(agency):
    ChannelAccount.objects.update(stopped_at="2026-11-23T00:00Z", stop_code=190)

    run("channel", "add", "whatsapp", "100200300400500", stdin="new\n")

    assert ChannelAccount.objects.get().stopped_at is None


def test_channel_parse_prints_a_line_for_each_event_and_names_the_unknown(tmp_path):
    known, unknown = tmp_path / "a.json", tmp_path / "b.json"
    known.write_text(json.dumps(MESSAGE))
    unknown.write_text("not even JSON")

    done = run_apart("channel", "parse", "whatsapp", str(known), str(unknown))

    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert events[0]["external_id"] == "wamid.1"
    assert events[0]["text"] == "halo"
    assert [event["kind"] for event in events] == ["message", "unknown"]


def test_channel_parse_knows_its_kinds():
    done = run("channel", "parse", "pigeon", "x.json")

    assert done.exit_code == 1
    assert "known are: whatsapp" in done.output


@pytest.mark.django_db
def test_the_doctor_finds_a_healthy_desk(on_test_database, monkeypatch):
    monkeypatch.setattr("loket.config.doctor.database.DURABLE", ())

    done = run("doctor")

    assert done.exit_code == 0, done.output
    assert "bad" not in done.output


def test_the_doctor_says_how_to_mend_and_fails(agency, on_test_database):
    path = settings().keys_path
    path.chmod(0o644)
    try:
        done = run("doctor")
    finally:
        path.chmod(0o600)

    assert done.exit_code == 1
    assert f"chmod 600 {path}" in " ".join(done.output.split())


def test_a_failure_that_nobody_expects_is_named_without_its_words(monkeypatch, capsys):
    def fail():
        raise RuntimeError("Siti 9901014112900042")

    monkeypatch.setattr(cli, "app", fail)

    with pytest.raises(SystemExit):
        cli.main()

    said = " ".join(capsys.readouterr().err.split())
    assert "builtins.RuntimeError at fail" in said
    assert "test_cli.py" in said
    assert "Siti" not in said
