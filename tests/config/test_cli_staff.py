"""Whoever sits at the machine helps those who are locked out."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from loket.config import cli, cli_common
from loket.offices.models import Agency, Duty, Role, Staff

pytestmark = pytest.mark.django_db
PASSWORD = "anggrek-biru-12"


@pytest.fixture
def run(monkeypatch):
    from contextlib import contextmanager

    @contextmanager
    def at_hand(**_):
        yield

    monkeypatch.setattr(cli_common, "rooms_at_hand", at_hand)

    def run(*words, said=""):
        return CliRunner().invoke(cli.app, ["staff", *words], input=said)

    return run


@pytest.fixture
def rina():
    staff = Staff.objects.create_user("rina@loket.test", PASSWORD, name="Rina")
    agency = Agency.objects.create(slug="t", name="T")
    Role.objects.create(staff=staff, agency=agency, duty=Duty.ADMINISTRATOR)
    return staff


def test_a_lost_password_is_set_anew(run, rina):
    done = run("set-password", "Rina@loket.test", said="melati-putih-34\n")

    rina.refresh_from_db()
    assert done.exit_code == 0, done.output
    assert rina.check_password("melati-putih-34")


def test_a_weak_password_is_refused(run, rina):
    assert run("set-password", rina.email, said="pendek\n").exit_code == 1


def test_a_lost_second_factor_is_taken_away(run, rina):
    Authenticator.objects.create(user=rina, type="totp", data={"secret": "x"})

    assert run("reset-second-factor", rina.email).exit_code == 0
    assert not Authenticator.objects.exists()
    assert run("reset-second-factor", rina.email).exit_code == 1


def test_the_last_administrator_is_not_let_go(run, rina):
    done = run("deactivate", rina.email)

    assert done.exit_code == 1
    assert Staff.objects.get().is_active


def test_nobody_is_made_up(run, db):
    assert run("deactivate", "tamu@loket.test").exit_code == 1
