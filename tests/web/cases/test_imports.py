"""Tables on screen: sealed as they come, matched, checked, taken, taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.cases.imports import actions, work
from loket.cases.models import Case, Import
from tests.web.cases.conftest import text
from tests.web.conftest import NOW, recorded

HEADER = "Nomor Permohonan;Nama;Status"
GOOD = "9926112600000701;Ratna Dewi;Dicetak"
WRONG = "9926112600000702;Tono;Selesai"
IMPORTS = "/cases/imports/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.LOKET_DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def upload(budi):
    def upload(*rows: str, client=budi):
        content = "\r\n".join([HEADER, *rows]).encode()
        file = SimpleUploadedFile("berkas.csv", content)
        return client.post(f"{IMPORTS}additions", {"table": file})

    return upload


@pytest.fixture
def finish(keyring):
    def finish():
        while work.work(NOW + timedelta(days=365), keyring):
            pass

    return finish


COLUMNS = {"column-number": "0", "column-name": "1", "column-stage": "2"}
FIXED = {"fixed-office": "TS", "fixed-type": "paspor-baru"}


def test_a_table_is_sealed_shown_and_its_columns_guessed(upload, budi, folder):
    address = upload(GOOD).headers["Location"]

    sealed = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    assert sealed
    assert b"Ratna" not in sealed
    shown = text(budi.get(address))
    assert "Ratna Dewi" in shown
    assert '<option value="0" selected>Nomor Permohonan' in shown


def test_it_is_checked_taken_and_taken_back_step_by_step(upload, budi, finish):
    address = upload(GOOD, WRONG).headers["Location"]
    missing = budi.post(f"{address}checks", {"column-number": "0"})
    assert (missing.status_code, "Tahap" in text(missing)) == (422, True)

    budi.post(f"{address}checks", {**COLUMNS, **FIXED})
    assert "Sedang diperiksa" in text(budi.get(address))
    finish()
    checked = text(budi.get(address))
    assert "1 dari 2 baris dapat diambil" in checked
    assert "jenis berkasnya tidak punya tahap itu" in checked
    assert not Case.objects.exists()

    budi.post(f"{address}runs")
    finish()
    assert "berkas baru" in text(budi.get(address))
    assert Case.objects.count() == 1
    assert budi.post(f"{address}runs").status_code == 409

    budi.post(f"{address}undoings")
    finish()
    assert not Case.objects.exists()
    assert "Ditarik kembali" in text(budi.get(IMPORTS))
    done = [one.partition(".")[2] for one in recorded()[-4:]]
    assert done == ["uploaded", "checking", "running", "undoing"]


def test_what_cannot_be_read_leaves_nothing(upload, budi, folder):
    empty = budi.post(
        f"{IMPORTS}additions", {"table": SimpleUploadedFile("x.csv", b" ")}
    )
    none = budi.post(f"{IMPORTS}additions", {})

    assert (empty.status_code, none.status_code) == (422, 422)
    assert not Import.objects.exists()
    assert not [p for p in folder.rglob("*") if p.is_file()]


def test_what_is_too_big_leaves_nothing(upload, folder, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", 20)

    answer = upload(GOOD)

    assert answer.status_code == 422
    assert "64 MB" in text(answer)
    assert not [p for p in folder.rglob("*") if p.is_file()]


def test_a_form_of_another_site_leaves_nothing(budi, folder):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = budi.cookies

    file = SimpleUploadedFile("x.csv", f"{HEADER}\r\n{GOOD}".encode())
    answer = strict.post(f"{IMPORTS}additions", {"table": file})

    assert answer.status_code == 403
    assert not Import.objects.exists()
    assert not [p for p in folder.rglob("*") if p.is_file()]


def test_officers_bring_in_no_tables(upload, tamu, siti):
    assert upload(GOOD, client=tamu).status_code == 404
    assert siti.get(IMPORTS).status_code == 404
