"""The page of the system says what is wrong, what to do, and nothing to strangers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from loket.lib import ids
from loket.lib.disk import Room
from loket.lib.pulse import beat
from loket.messaging.models import ChannelAccount, Conversation, Message, Outbox
from loket.offices.models import Duty
from loket.web.system import backup, judged, looked, words
from tests.web.conftest import NOW, make_office

KINDS = ("ingest", "web", "worker")


@pytest.fixture(autouse=True)
def machine(settings, tmp_path, monkeypatch):
    """A machine with an empty disk and a backup of this night."""
    settings.LOKET_DATA_DIR = tmp_path
    write_backup(tmp_path, NOW - timedelta(hours=3))
    monkeypatch.setattr(looked.disk, "room", lambda f: Room(f, 9 * 10**10, 10**11))
    return tmp_path


def write_backup(folder, at):
    said = {"made_at": at.isoformat(), "path": "/b/1", "size_bytes": 1_200_000_000}
    (folder / backup.FILE).write_text(json.dumps(said))


def live(*kinds, quiet="{}"):
    with connection.cursor() as cursor:
        for number, kind in enumerate(kinds):
            life = {"id": ids.new(), "kind": kind, "host": "loket-1", "pid": number,
                    "age_s": 7_300, "memory_bytes": 9 * 10**7, "cpu_s": 1.5,
                    "quiet_s": quiet}  # fmt: skip
            cursor.execute(beat.QUERIES["tell"], life)


@pytest.fixture
def account(office):
    return ChannelAccount.objects.create(
        agency=office.agency, kind="whatsapp", external_id="1", display="+62", token=b""
    )


@pytest.fixture
def fail(account, office):
    talk = Conversation.objects.create(
        id=ids.new(), account=account, contact_id=ids.new(),
        agency_id=office.agency_id, last_inbound_at=NOW,
    )  # fmt: skip

    def fail(code, ago, account_id=account.id, state=3):
        moment = NOW - ago
        id_ = ids.first_of(moment)
        id_ = type(id_)(int=id_.int | ids.new().int & (2**80 - 1))
        return Message.objects.create(
            id=id_, conversation_id=talk.id, account_id=account_id, direction="out",
            type="text", words="halo", options=[], state=state, external_id="",
            created_at=moment, error_code=code, error_detail="",
        )  # fmt: skip

    return fail


def read(client):
    return client.get(reverse("system")).content.decode()


def test_a_desk_where_all_is_well_says_so(budi, office, make_slot):
    live(*KINDS)
    make_slot(11)

    page = read(budi)

    assert "Semua berjalan baik" in page
    assert "Yang harus dilakukan" not in page
    assert "3 jam lalu" in page
    assert "1,2 GB" in page


def test_a_process_that_is_missing_or_hangs_is_named_with_its_remedy(budi, office):
    live("ingest", "web")
    assert "Tidak ada proses yang berjalan: pekerja" in read(budi)
    assert "systemctl restart loket.target" in read(budi)

    live("worker", quiet='{"sending": 400, "answering": 0.1}')
    page = read(budi)
    assert "Bagian dari proses macet: pekerja, sending" in page
    assert "Ada yang harus diperbaiki sekarang" in page


def test_codes_are_counted_in_the_hour_and_the_day_and_only_our_own(
    budi, fail, office, make_slot
):
    for ago in (timedelta(minutes=5), timedelta(hours=5), timedelta(hours=30)):
        fail(131026, ago)
    fail(131049, timedelta(minutes=5), account_id=99)

    page = " ".join(read(budi).split())

    assert "tidak dapat disampaikan kepada orang ini" in page
    assert '<td class="r">1</td> <td class="r">2</td>' in page
    assert "131049" not in page


def test_what_waits_is_shown_by_its_state(budi, account, fail, office):
    message = fail(0, timedelta(minutes=1), state=1)
    Outbox.objects.create(
        message_id=message.id, seq=1, account_id=account.id, payload="{}", version=0,
        conversation_id=message.conversation_id, state=2, attempts=1, due_at=NOW,
        detail="",
    )  # fmt: skip

    page = read(budi)

    assert "mungkin sudah terkirim; petugas memutuskan" in page
    assert "Ada pesan yang menunggu keputusan" in page


def test_few_receipts_are_told_once_enough_was_sent(budi, fail, office):
    for _ in range(19):
        fail(0, timedelta(minutes=20), state=2)
    assert "hampir tidak mengirim" not in read(budi)

    fail(0, timedelta(minutes=20), state=4)
    page = read(budi)
    assert "hampir tidak mengirim tanda terima" in page
    assert "dari 20 yang terkirim" in page


def test_an_office_without_places_is_told_apart_from_one_without_hours(
    budi, office, make_slot, other_office
):
    slot = make_slot(11, capacity=2)
    slot.taken = 2
    slot.save()

    page = read(budi)

    assert f"Tidak ada tempat kosong dalam tujuh hari: {office.name}" in page
    assert f"Tidak ada jam layanan dalam tujuh hari: {other_office.name}" in page


@pytest.mark.parametrize(("hours", "level"), [(29, None), (31, "warn"), (55, "bad")])
def test_a_backup_that_is_old_is_told_and_graver_with_time(
    machine, office, hours, level
):
    write_backup(machine, NOW - timedelta(hours=hours))

    found = judged.troubles(looked.at(NOW, office.agency))

    told = [it.level for it in found if "cadangan" in it.title.lower()]
    assert told == ([level] if level else [])


@pytest.mark.parametrize(
    "content", ["", "[]", '{"made_at": 7}', '{"made_at": "2026-11-24T01:00:00"}']
)
def test_a_note_of_a_backup_that_cannot_be_read_counts_as_none(machine, content):
    (machine / backup.FILE).write_text(content)

    assert backup.last(machine) is None


def test_only_those_who_lead_the_agency_see_it(siti, rina, client, office):
    assert siti.get(reverse("system")).status_code == 404
    assert rina.get(reverse("system")).status_code == 200


def test_head_of_one_office_does_not_see_it(client, make_staff, office):
    client.force_login(make_staff("Tamu", Duty.HEAD, office))

    assert client.get(reverse("system")).status_code == 404


def test_another_agencys_offices_are_not_shown(budi, office):
    from loket.offices.models import Agency

    stranger = Agency.objects.create(slug="lain", name="Lain")
    make_office(stranger, "XX", "Asia/Jakarta")

    assert "Kantor XX" not in read(budi)


def test_spans_and_sizes_are_written_in_the_unit_that_suits_them():
    assert [words.span(s) for s in (0.4, 119, 120, 7_200, 200_000)] == [
        "0 dtk", "119 dtk", "2 mnt", "2 jam", "2 hari",
    ]  # fmt: skip
    assert [words.size(b) for b in (512, 1_500, 1_250_000_000, 2 * 10**13)] == [
        "512 B", "1,5 kB", "1,2 GB", "20 TB",
    ]  # fmt: skip
