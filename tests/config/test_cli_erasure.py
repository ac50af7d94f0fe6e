"""`loket erasure`: the requests are listed, and settled once."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from loket.config import cli
from loket.config.demo.seed import seed
from loket.contacts import consent
from loket.contacts.consent import Erasure
from loket.contacts.models import ErasureRequest
from loket.lib import clock, ids


def run(*words):
    return CliRunner().invoke(cli.app, ["erasure", *words])


@pytest.fixture
def siti(db, keyring):
    """Somebody who asked to be forgotten."""
    agency, contact = seed(keyring), ids.new()
    consent.ask_erasure([Erasure(agency.id, contact, clock.now())])
    return contact


def test_open_requests_are_listed_without_a_name(siti):
    done = run("list")

    assert done.exit_code == 0, done.output
    assert str(siti) in done.output.replace("\n", "")


def test_a_request_is_settled_once(siti):
    assert "is settled" in run("settle", str(siti)).output
    assert ErasureRequest.objects.filter(settled_at=None).count() == 0

    again = run("settle", str(siti))
    assert again.exit_code == 1
    assert str(siti) not in run("list").output


def test_what_is_no_contact_is_refused(siti):
    assert run("settle", "siti").exit_code == 2
