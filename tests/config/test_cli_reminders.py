"""The commands about reminders: quiet hours, and what Meta has to approve."""

import json
from datetime import time

import pytest
from typer.testing import CliRunner

from loket.config import cli
from loket.config.demo.seed import seed
from loket.offices.models import Office


def run(*words):
    return CliRunner().invoke(cli.app, words)


@pytest.fixture
def office(db, keyring):
    seed(keyring)
    return Office.objects.get(code="TS")


def test_quiet_hours_are_set(office):
    done = run("office", "quiet", "ts", "21:30", "06:00")

    assert done.exit_code == 0, done.output
    assert "21:30 to 06:00" in done.output
    office.refresh_from_db()
    assert (office.quiet_from, office.quiet_until) == (time(21, 30), time(6))


def test_the_same_hour_twice_means_never_quiet(office):
    assert run("office", "quiet", "TS", "00:00", "00:00").exit_code == 0


def test_a_day_that_is_all_quiet_is_refused(office):
    done = run("office", "quiet", "TS", "08:00", "07:00")

    assert done.exit_code == 1
    office.refresh_from_db()
    assert office.quiet_from == time(20)


def test_the_templates_are_shown_as_the_provider_takes_them():
    done = run("channel", "templates")

    shown = [json.loads(line) for line in done.output.splitlines()]
    assert {it["language"] for it in shown} == {"id", "en"}
    assert all(it["category"] == "UTILITY" for it in shown)
