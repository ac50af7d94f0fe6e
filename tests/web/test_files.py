"""Files of citizens: opened by those who answer, alone and without any right."""

from __future__ import annotations

import pytest
from django.utils import timezone

from loket.lib import ids
from loket.messaging import file_store
from loket.messaging.models import ChannelAccount, File
from loket.messaging.states import FileState
from loket.offices.models import Agency, Duty
from loket.web.files import shown


@pytest.fixture
def account(office):
    return make_account(office.agency, "100")


def make_account(agency, number):
    return ChannelAccount.objects.create(
        agency=agency, kind="whatsapp", external_id=number, display="+62", token=b""
    )


@pytest.fixture
def keep(account, keyring, settings, tmp_path):
    settings.LOKET_DATA_DIR = tmp_path

    def keep(content=b"%PDF-1.4", of=account, **fields):
        file = File.objects.create(
            id=ids.new(),
            account_id=of.id,
            conversation_id=ids.new(),
            event_id=ids.new(),
            external_id="m1",
            due_at=timezone.now(),
            created_at=timezone.now(),
            expires_at=timezone.now(),
            **{
                "kind": "document",
                "state": FileState.KEPT,
                "filename": "surat.pdf",
                "content_type": "application/pdf",
                "size_bytes": 12_345,
                **fields,
            },
        )
        writing = file_store.here(keyring).begin(file.id)
        writing.add(content)
        writing.finish()
        return file

    return keep


def test_a_document_is_saved_and_has_no_rights(budi, keep):
    answer = budi.get(f"/files/{keep().id}")

    assert answer.content == b"%PDF-1.4"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="surat.pdf"'
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_is_shown(budi, keep):
    file = keep(b"\xff\xd8\xff", kind="image", content_type="image/jpeg", filename="")

    answer = budi.get(f"/files/{file.id}")

    assert answer["Content-Disposition"] == 'inline; filename="image.jpg"'


@pytest.mark.parametrize(
    ("type_", "given", "name"),
    [
        ("application/pdf", "surat.exe", "surat.pdf"),
        ("application/pdf", "../../etc/passwd", "passwd.pdf"),
        ("application/zip", "data.docx", "data.docx"),
        ("application/zip", "data.js", "data.zip"),
        ("text/plain", "halaman.html", "halaman.txt"),
    ],
)
def test_the_ending_tells_what_it_is_not_what_it_was_called(
    budi, keep, type_, given, name
):
    file = keep(content_type=type_, filename=given)

    answer = budi.get(f"/files/{file.id}")

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_only_those_who_answer_citizens_open_it(siti, client, keep):
    address = f"/files/{keep().id}"

    assert siti.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_another_agencys_file_does_not_exist(budi, keep, make_staff):
    theirs = make_account(Agency.objects.create(slug="lain", name="Lain"), "200")

    assert budi.get(f"/files/{keep(of=theirs).id}").status_code == 404


def test_an_officer_of_one_office_opens_it(client, keep, make_staff, office):
    client.force_login(make_staff("Tamu", Duty.OFFICER, office))

    assert client.get(f"/files/{keep().id}").status_code == 200


@pytest.mark.parametrize(
    "state", [FileState.WANTED, FileState.REFUSED, FileState.EXPIRED]
)
def test_what_is_not_here_cannot_be_opened(budi, keep, state):
    assert budi.get(f"/files/{keep(state=state).id}").status_code == 404


def test_a_file_that_was_changed_on_the_disk_is_not_opened(budi, keep, tmp_path):
    file = keep()
    (path,) = (p for p in (tmp_path / "files").rglob("*") if p.is_file())
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    assert budi.get(f"/files/{file.id}").status_code == 404


def test_files_stand_beside_the_words_they_came_with(keep):
    file, other = keep(), keep(state=FileState.WANTED)

    found = shown.of([file.event_id, other.event_id, ids.new()])

    assert [one.name for one in found[file.event_id]] == ["surat.pdf"]
    assert (found[file.event_id][0].size_kb, found[file.event_id][0].is_here) == (
        13,
        True,
    )
    assert found[other.event_id][0].is_coming
    assert len(found) == 2
