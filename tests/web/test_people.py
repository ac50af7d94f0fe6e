"""A citizen's page shows what concerns one's own offices; two decide requests."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client

from loket.bookings.models import Booking
from loket.contacts import consent, requests
from loket.contacts.consent import Word
from loket.contacts.models import Contact, DataRequest, RequestKind
from loket.contacts.requests import Wish
from loket.lib import clock
from loket.messaging import file_store, notices
from loket.messaging.models import Notice
from loket.messaging.notices import Notice as Planned
from loket.messaging.states import NoticeState
from loket.offices.models import Duty
from loket.subjects import erasing
from tests.web.conftest import NOW, TODAY
from tests.web.test_waiting import make_account, make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(office):
    return make_account(office.agency, "100")


@pytest.fixture
def rina_talk(account):
    return make_talk(account, heard="Antrean saya jam berapa?")


@pytest.fixture
def rina_booked(rina_talk, slot, book):
    booking = book(slot, "Rina Wati")
    Booking.objects.filter(id=booking.id).update(contact_id=rina_talk.contact_id)
    return Booking.objects.get(id=booking.id)


def signed_in(make_staff, name, duty, at=None):
    client = Client()
    client.force_login(make_staff(name, duty, at))
    return client


@pytest.fixture
def dewi(make_staff, office):
    """Dewi, an officer at one office."""
    return signed_in(make_staff, "Dewi", Duty.OFFICER, office)


def page(client, contact):
    return client.get(f"/people/{contact}/").content.decode()


def audited(action):
    with connection.cursor() as cursor:
        cursor.execute(
            "select subject, actor_kind, details::text from audit_entry"
            " where action = %s order by id",
            [action],
        )
        return cursor.fetchall()


def search(client, q, **more):
    return client.post("/people/searches", {"q": q, **more})


def test_everything_on_one_page_and_the_look_on_record(dewi, rina_talk, rina_booked):
    consent.say([Word(rina_talk.contact_id, rina_talk.account_id, True, clock.now())])
    say(rina_talk, "STOP")

    shown = page(dewi, rina_talk.contact_id)

    for words in (
        "Rina Wati", rina_booked.code, "Paspor baru", "Antrean saya jam berapa?",
        f"/talks/{rina_talk.id}/", "+62812345", "Dihentikan", "3 x 24 jam",
        "Berlaku seketika", "0 pemberitahuan disampaikan sejak itu",
    ):  # fmt: skip
        assert words in shown, words
    ((subject, actor, details),) = audited("person.seen")
    assert (UUID(subject), actor) == (rina_talk.contact_id, "staff")
    assert "Rina" not in details


def test_bookings_and_notices_of_another_office_are_not_shown(
    make_staff, office, other_office, rina_talk, rina_booked
):
    notices.write(
        [
            Planned(
                "reminder.day", {}, office.agency_id, office.id, rina_talk.contact_id,
                "k", clock.now(), clock.now(),
            )
        ]
    )  # fmt: skip
    there = signed_in(make_staff, "Tamu", Duty.OFFICER, other_office)

    shown = page(there, rina_talk.contact_id)

    assert rina_booked.code not in shown
    assert "Pengingat sehari" not in shown
    preview = there.get(f"/people/{rina_talk.contact_id}/erasure/").content.decode()
    assert rina_booked.code not in preview
    assert "Rina Wati" not in preview
    found = search(there, rina_booked.code)
    assert "Tidak ada yang ditemukan" in found.content.decode()


def test_who_booked_without_a_phone_is_known_at_that_office_only(
    dewi, make_staff, other_office, slot, book
):
    booking = book(slot, "Siti Aminah")
    there = signed_in(make_staff, "Tamu", Duty.OFFICER, other_office)

    assert "Siti Aminah" in page(dewi, booking.id)
    assert there.get(f"/people/{booking.id}/").status_code == 404


def test_the_front_desk_and_strangers_learn_nothing(siti, rina_talk):
    contact = rina_talk.contact_id
    addresses = ("/people/", f"/people/{contact}/", "/people/requests/")

    assert {siti.get(address).status_code for address in addresses} == {404}
    assert search(siti, "Rina").status_code == 404


@pytest.mark.parametrize("by", ["code", "phone", "name", "person"])
def test_a_search_leads_to_the_page_and_keeps_no_words(
    dewi, rina_talk, rina_booked, by
):
    phone = f"0812345{rina_talk.contact_id.int % 10000:04}"
    asked = {
        "code": {"q": rina_booked.code.replace("-", "").lower()},
        "phone": {"q": phone},
        "name": {"q": "rina", "day": TODAY},
        "person": {"q": "Rina Wati", "born": date(1990, 3, 12)},
    }[by]

    found = search(dewi, **asked)

    assert found.headers["Location"] == f"/people/{rina_talk.contact_id}/"
    ((subject, _, details),) = audited("person.searched")
    assert subject == ""
    assert json.loads(details)["by"] == by
    assert not [one for one in (phone, "rina", rina_booked.code) if one in details]


def test_a_name_is_looked_for_on_one_day(dewi, rina_booked):
    found = search(dewi, "Rina", day=TODAY + timedelta(days=1))

    assert "Tidak ada yang ditemukan" in found.content.decode()


def propose(client, contact, **form):
    wanted = {"kind": "erasure", "ground": "counter", **form}
    return client.post(f"/people/{contact}/requests", wanted)


def test_an_erasure_needs_two_and_ends_in_a_certificate(
    dewi, budi, rina_talk, rina_booked, keyring
):
    contact = rina_talk.contact_id
    preview = dewi.get(f"/people/{contact}/erasure/").content.decode()
    assert rina_booked.code in preview
    assert "Yang tetap ada, dan alasannya" in preview
    propose(dewi, contact)
    number = DataRequest.objects.get().id
    where = f"/people/requests/{number}/"
    assert dewi.post(f"{where}approval").status_code == 404
    refused = budi.post(f"{where}approval", follow=True).content.decode()
    assert "Masih ada antrean" in refused

    propose(dewi, contact, ends="on")
    assert "Setujui: hapus selamanya" in budi.get(where).content.decode()
    budi.post(f"{where}approval")
    Notice.objects.filter(kind=erasing.KIND).update(
        state=NoticeState.SAID, settled_at=NOW
    )
    erasing.work(file_store.here(keyring), clock.now())

    assert not Contact.objects.filter(id=contact).exists()
    proof = dewi.get(f"{where}certificate/").content.decode()
    assert str(contact) in proof
    assert "Dewi" in proof
    assert "Budi" in proof
    assert "Rina" not in proof
    assert dewi.get(f"/people/{contact}/").status_code == 404
    assert "Berita acara" in budi.get(where).content.decode()


def test_a_copy_is_taken_once_within_a_day(budi, make_staff, rina_talk, rina_booked):
    contact = rina_talk.contact_id
    rani = signed_in(make_staff, "Rani", Duty.OFFICER)
    propose(rani, contact, kind="export")
    number = DataRequest.objects.get().id
    where = f"/people/requests/{number}/"
    budi.post(f"{where}approval")
    earlier = clock.now() - timedelta(hours=25)
    DataRequest.objects.update(approved_at=earlier)
    late = rani.post(f"{where}copies", follow=True).content.decode()
    assert "lewat waktunya" in late
    budi.post(f"{where}approval")

    taken = rani.post(f"{where}copies")

    assert taken.headers["Content-Type"] == "application/zip"
    assert "no-store" in taken.headers["Cache-Control"]
    with ZipFile(BytesIO(taken.content)) as zip_:
        assert set(zip_.namelist()) == {"data.json", "data.html", "style.css"}
        assert "Rina Wati" in zip_.read("data.json").decode()
    again = rani.post(f"{where}copies", follow=True).content.decode()
    assert "sudah diambil" in again
    assert len(audited("export.taken")) == 1


def test_an_officer_of_one_office_takes_no_copy(dewi, budi, rina_talk):
    propose(dewi, rina_talk.contact_id, kind="export")
    number = DataRequest.objects.get().id
    budi.post(f"/people/requests/{number}/approval")

    assert dewi.post(f"/people/requests/{number}/copies").status_code == 404


def test_whoever_proposed_it_cannot_agree(budi, rina_talk):
    propose(budi, rina_talk.contact_id)
    number = DataRequest.objects.get().id

    shown = budi.post(f"/people/requests/{number}/approval", follow=True)

    assert "orang lain harus menyetujui" in shown.content.decode()
    assert DataRequest.objects.get().state == "proposed"


def test_what_was_asked_by_chat_stands_on_the_list_with_its_clock(
    dewi, budi, rina_talk
):
    agency, contact = rina_talk.agency_id, rina_talk.contact_id
    requests.ask([Wish(agency, contact, RequestKind.ERASURE, clock.now())])
    asked = dewi.get("/people/requests/").content.decode()
    assert "sisa 72 jam" in asked
    assert "belum diperiksa" in asked

    DataRequest.objects.update(asked_at=clock.now() - timedelta(hours=74))
    assert "terlambat 2 jam" in dewi.get("/people/requests/").content.decode()
    number = DataRequest.objects.get().id
    budi.post(f"/people/requests/{number}/refusal", {"why": "withdrawn"})
    assert DataRequest.objects.get().state == "refused"
    assert "Permintaan ditarik" in (
        budi.get(f"/people/requests/{number}/").content.decode()
    )


def test_nonsense_in_a_form_changes_nothing(budi, rina_talk):
    contact = rina_talk.contact_id
    assert propose(budi, contact, ground="because").status_code == 404
    propose(budi, contact, also="nobody,here")
    number = DataRequest.objects.get().id
    wrong = budi.post(f"/people/requests/{number}/refusal", {"why": "because"})
    assert wrong.status_code == 404
    assert DataRequest.objects.get().also == []
    assert search(budi, "").headers["Location"] == "/people/"
