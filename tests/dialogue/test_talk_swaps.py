"""A changed mind that names what is wanted instead."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MIDDLE, NEW, RENEWAL, WEST


@pytest.fixture
def siti() -> Citizen:
    """Somebody who was asked who comes to Palewa for a new passport."""
    desk = Desk(offices=[WEST, MIDDLE], services=[NEW, RENEWAL])
    for office in (WEST, MIDDLE):
        for service in (NEW, RENEWAL):
            desk.open(office=office.id, service=service.id)
    siti = Citizen(desk).says("halo").says("paspor baru di palewa besok jam 9")
    return siti.hears("Imigrasi Palewa", "09.00")


@pytest.mark.parametrize(
    "said",
    ["eh ke tirtasari aja deh", "di Tirtasari saja", "ganti kantor Tirtasari ya"],
)
def test_another_office_is_named_and_the_time_is_kept(siti: Citizen, said: str) -> None:
    siti.says(said).hears("Imigrasi Tirtasari", "24 November", "09.00 - 10.00 WIB")


def test_another_office_and_another_hour_are_named_at_once(siti: Citizen) -> None:
    siti.says("Siti Aminah 12-03-1990").hears("Imigrasi Palewa")

    siti.says("ke tirtasari saja, lusa jam 10")

    siti.hears("Siti Aminah", "Imigrasi Tirtasari", "25 November", "10.00 - 11.00")


@pytest.mark.parametrize(
    "said",
    [
        "eh maaf maksudnya penggantian",
        "bukan paspor baru, penggantian paspor",
        "sorry, not a new one, a renewal",
    ],
)
def test_another_service_is_named_and_the_rest_is_kept(
    siti: Citizen, said: str
) -> None:
    siti.says(said).hears("Dicatat: Penggantian paspor")
    siti.says("Siti Aminah 12-03-1990")

    siti.hears("Penggantian paspor", "Imigrasi Palewa", "24 November", "09.00")


def test_where_somebody_was_born_is_no_office(siti: Citizen) -> None:
    siti.says("Siti Aminah lahir di Tirtasari 12-03-1990").hears("Imigrasi Palewa")
