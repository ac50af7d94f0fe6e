"""A desk is furnished by commands."""

import pytest

from loket.offices.models import Agency, Office, Service
from tests.config.test_cli import run

pytestmark = pytest.mark.django_db
OFFICE = ("office", "add", "ts", "Kantor Tirtasari", "--city", "Tirtasari")
ZONE = ("--zone", "Asia/Jakarta")


def test_an_agency_its_office_its_unit_and_a_service_are_added():
    assert run("agency", "add", "Imigrasi Tirtasari").exit_code == 0
    assert run(*OFFICE, *ZONE).exit_code == 0
    unit = ("office", "add", "MP", "Mal Pelayanan Publik", "--city", "Tirtasari")
    assert run(*unit, *ZONE, "--unit-of", "TS").exit_code == 0
    names = ("--id", "Paspor baru", "--en", "New passport", "--bring-id", "KTP-el")
    assert run("service", "add", "paspor-baru", *names).exit_code == 0

    assert Agency.objects.get().slug == "imigrasi-tirtasari"
    assert Office.objects.get(code="MP").main_office == Office.objects.get(code="TS")
    assert Service.objects.get().requirements == {"id": "KTP-el"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((*OFFICE, "--zone", "Asia/Nowhere"), "IANA"),
        (("office", "add", "TOOLONG", "X", "--city", "X", *ZONE), "two to four"),
        (("agency", "add", "Imigrasi Tirtasari"), "already"),
        (("agency", "add", "..."), "letters or digits"),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_sentence(words, why):
    run("agency", "add", "Imigrasi Tirtasari")
    refused = run(*words)

    assert refused.exit_code == 1
    assert why in refused.stderr


def test_without_an_agency_the_command_says_what_to_do():
    refused = run(*OFFICE, *ZONE)

    assert refused.exit_code == 1
    assert "loket agency add" in refused.stderr
