"""The terminal's code makes one administrator, once."""

import pytest

from loket.offices import firstrun
from loket.offices.models import Agency, Duty, Role, Staff

PASSWORD = "anggrek-biru-12"


@pytest.fixture
def folder(tmp_path, settings):
    settings.LOKET_DATA_DIR = tmp_path
    return tmp_path


def words(folder, **others):
    return {
        "code": firstrun.code(folder),
        "agency": "Imigrasi Tirtasari",
        "name": "Siti Aminah",
        "email": "Siti@Loket.Test",
        "password": PASSWORD,
        **others,
    }


def test_the_code_makes_agency_and_administrator(db, client, folder):
    answer = client.post("/first-run/", words(folder))

    siti = Staff.objects.get()
    assert answer.headers["Location"] == "/setup/"
    assert siti.email == "siti@loket.test"
    assert Role.objects.get(staff=siti).duty == Duty.ADMINISTRATOR
    assert Agency.objects.get().name == "Imigrasi Tirtasari"
    assert client.get("/setup/").status_code == 200


def test_an_agency_that_stands_is_kept(office, client, folder):
    page = client.get("/first-run/").content.decode()
    client.post("/first-run/", words(folder, agency=""))

    assert "Nama instansi" not in page
    assert Role.objects.get().agency == office.agency


def test_small_letters_and_spaces_in_the_code_do_not_matter(db, client, folder):
    code = firstrun.code(folder).lower().replace("-", " ")

    assert client.post("/first-run/", words(folder, code=code)).status_code == 302


def test_the_code_is_in_a_file_of_its_owner_alone(folder):
    firstrun.code(folder)

    assert (folder / firstrun.FILE).stat().st_mode & 0o777 == 0o600


def test_the_code_stays_the_same_until_it_is_spent(folder):
    assert firstrun.code(folder) == firstrun.code(folder)


def test_the_code_is_spent_with_the_first_administrator(db, client, folder):
    client.post("/first-run/", words(folder))

    assert not (folder / firstrun.FILE).exists()
    assert client.get("/first-run/").headers["Location"] == "/sign-in/"
    assert client.post("/first-run/", {}).headers["Location"] == "/sign-in/"


def test_a_wrong_code_makes_nobody(db, client, folder):
    answer = client.post("/first-run/", words(folder, code="AAAAA-AAAAA"))

    assert answer.status_code == 422
    assert "belum sama dengan yang tampil di terminal" in answer.content.decode()
    assert not Staff.objects.exists()


def test_codes_cannot_be_tried_for_ever(db, client, folder):
    for _ in range(10):
        client.post("/first-run/", words(folder, code="AAAAA-AAAAA"))

    assert client.post("/first-run/", words(folder)).status_code == 429


@pytest.mark.parametrize("weak", ["pendek", "password1234", "siti aminah x"])
def test_a_weak_password_is_refused(db, client, folder, weak):
    answer = client.post("/first-run/", words(folder, password=weak))

    assert answer.status_code == 422
    assert not Staff.objects.exists()


def test_a_trainee_without_a_password_does_not_close_the_door(office, folder):
    sari = Staff.objects.create_user("sari@loket.test", None, name="Sari")
    Role.objects.create(staff=sari, agency=office.agency, duty=Duty.ADMINISTRATOR)

    assert firstrun.is_open()


def test_whoever_is_second_makes_nobody(office, folder, make_staff):
    make_staff("Budi", Duty.ADMINISTRATOR)
    tamu = firstrun.Beginner("", "Tamu", "tamu@loket.test", PASSWORD)

    with pytest.raises(firstrun.AlreadyRunning):
        firstrun.begin(folder, tamu)
