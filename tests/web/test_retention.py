"""The page of how long data is kept: counting first, choosing, and proof."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from loket.bookings.models import Booking, Slot
from loket.bookings.retention import BOOKINGS
from loket.messaging.retention import DELIVERIES
from loket.offices import retention
from loket.offices.models import Agency, Duty, RetentionCertificate, RetentionRule
from loket.retention import work
from tests.web.conftest import NOW, TODAY, recorded

pytestmark = pytest.mark.django_db
PAGE = "/setup/retention/"


@pytest.fixture
def old(make_slot, book):
    """A booking of somebody whose day was a hundred days ago."""
    slot = make_slot()
    booking = book(slot, "Siti Aminah")
    Slot.objects.filter(id=slot.id).update(day=TODAY - timedelta(days=100))
    return booking


@pytest.fixture
def dewi(make_staff):
    """The browser of Dewi, who audits the agency."""
    client = Client()
    client.force_login(make_staff("Dewi", Duty.AUDITOR))
    return client


def keep(client, days, name="bookings", **more):
    return client.post(f"{PAGE}days", {"class": name, "days": days, **more})


def test_the_page_names_every_class_with_its_days_in_the_readers_language(rina):
    page = rina.get(PAGE).content.decode()

    assert page.count('name="class"') == len(rina.get(PAGE).context["chosen"]) > 8
    assert "Isi mentah kiriman, tersegel" in page
    assert "1.830" in page
    assert "Our own choice" not in page


def test_a_shorter_time_is_counted_before_it_is_set(rina, office, old):
    looked = keep(rina, 90)
    assert looked.context["over"] == 1
    assert not RetentionRule.objects.exists()

    keep(rina, 90, sure="1")
    assert RetentionRule.objects.get().days == 90
    assert "Dipilih instansi" in rina.get(PAGE).content.decode()
    assert "retention.set" in recorded()
    assert Booking.objects.exists()


def test_what_deletes_nothing_is_set_at_once(rina, old):
    assert keep(rina, 400).status_code == 302
    assert keep(rina, 800).status_code == 302

    assert RetentionRule.objects.get().days == 800


@pytest.mark.parametrize("days", ["89", "3651", "", "-1", "soon", "1e3"])
def test_days_out_of_bounds_are_refused_and_the_bounds_said(rina, office, days):
    answer = keep(rina, days)

    assert answer.status_code == 422
    assert "90 sampai 3.650 hari" in answer.content.decode()
    assert not RetentionRule.objects.exists()


@pytest.mark.parametrize("name", [DELIVERIES.name, "tea", ""])
def test_what_nobody_may_choose_is_not_found(rina, office, name):
    assert keep(rina, 7, name).status_code == 404


def test_a_trial_counts_and_deletes_nothing(rina, office, old):
    retention.set_days(office.agency_id, BOOKINGS, 90, NOW)

    tried = rina.get(f"{PAGE}trials/")

    counts = {one.data.name: one.over for one in tried.context["chosen"]}
    assert counts.pop("bookings") == 1
    assert set(counts.values()) == {0}
    assert "Tidak ada yang dihapus." in tried.content.decode()
    assert Booking.objects.exists()


def test_the_certificate_says_what_went_and_names_nobody(rina, office, old, keyring):
    retention.set_days(office.agency_id, BOOKINGS, 90, NOW)
    work.run(keyring)
    assert not Booking.objects.exists()

    page = rina.get(PAGE)
    assert [one.certificate.deleted for one in page.context["certificates"]] == [1]
    paper = rina.get(f"{PAGE}certificate?from={TODAY}&until={TODAY}")
    assert paper["Content-Type"].startswith("text/plain")
    assert "deletion-tirtasari-2026-11-24" in paper["Content-Disposition"]
    text = paper.content.decode()
    assert "BERITA ACARA" in text
    assert "bookings, Imigrasi Tirtasari: 1 dihapus" in text
    assert "lebih lama dari 90 hari; barisnya dihapus" in text
    assert "Siti" not in text


def test_another_agencys_certificates_are_not_shown_but_those_of_all_are(rina, office):
    other = Agency.objects.create(slug="lain", name="Lain")
    for agency, deleted in ((other.pk, 11), (None, 22), (office.agency_id, 33)):
        RetentionCertificate.objects.create(
            agency_id=agency, data_class="talks", day=TODAY, days=30, source="-",
            how="-", deleted=deleted, finished_at=NOW,
        )  # fmt: skip

    shown = rina.get(PAGE).context["certificates"]

    assert {one.certificate.deleted for one in shown} == {22, 33}


def test_days_that_make_no_sense_are_read_as_the_last_month(rina, office):
    span = rina.get(f"{PAGE}?from=soon&until=x").context["span"]

    assert span == (TODAY - timedelta(days=30), TODAY)


def test_an_auditor_looks_and_changes_nothing(dewi, siti, office):
    page = dewi.get(PAGE).content.decode()

    assert 'name="days"' not in page
    assert "/setup/holidays/" not in page
    assert 'href="/setup/retention/"' in dewi.get("/audit/").content.decode()
    assert keep(dewi, 800).status_code == 404
    assert siti.get(PAGE).status_code == 404
