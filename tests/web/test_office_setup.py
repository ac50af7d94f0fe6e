"""An office, its services, counters, fees and addresses are made on pages."""

from __future__ import annotations

from datetime import date, time

import pytest

from loket.offices.models import Counter, Fee, Office, OfficialAddress, Service
from tests.web.conftest import recorded

pytestmark = pytest.mark.django_db
SETTINGS = "/offices/TS"


def test_an_office_is_added_on_its_page_as_a_unit_of_another(rina, office):
    new = {
        "office-name": "Mal Pelayanan Publik",
        "office-code": "mp",
        "office-zone": "Asia/Jakarta",
        "office-city": "Tirtasari",
        "office-address": "Jalan Kamboja 4",
        "office-kind": "mpp",
        "office-main_office": office.id,
    }
    assert rina.post("/setup/offices/additions", new).url == "/offices/MP/hours/"
    assert rina.post("/setup/offices/additions", new).status_code == 422
    made = Office.objects.get(code="MP")
    assert (made.kind, made.main_office) == ("mpp", office)
    assert rina.get("/offices/MP/schedule/").status_code == 404
    moved = {**new, "office-city": "Kota Baru"}
    rina.post("/offices/MP/settings/details", moved)
    made.refresh_from_db()
    assert made.city == "Kota Baru"
    assert {"office.added", "office.changed"} <= set(recorded())


def test_a_service_is_added_and_changed_on_its_page(rina, office):
    words = {
        "name_id": "Paspor hilang", "name_en": "Lost passport",
        "requirements_id": "Surat polisi", "requirements_en": "Police report",
    }  # fmt: skip
    rina.post("/setup/services/additions/", words)
    service = Service.objects.get(slug="paspor-hilang")
    assert rina.post("/setup/services/additions/", words).status_code == 422
    rina.post(f"/setup/services/{service.id}/", {**words, "name_en": "Lost book"})
    service.refresh_from_db()

    assert service.names == {"id": "Paspor hilang", "en": "Lost book"}
    assert "Surat polisi" in rina.get("/setup/services/").content.decode()


def test_counters_and_quiet_hours_are_set_on_the_page_of_an_office(rina, office):
    rina.post(f"{SETTINGS}/counters", {"counter-name": "1", "counter-services": []})
    again = rina.post(f"{SETTINGS}/counters", {"counter-name": "1"})
    assert again.status_code == 422
    counter = Counter.objects.get()
    rina.post(f"{SETTINGS}/counters/{counter.id}/removal")
    assert not Counter.objects.exists()
    quiet = {"quiet-begins": "21:00", "quiet-ends": "06:00"}
    rina.post(f"{SETTINGS}/settings/quiet", quiet)
    office.refresh_from_db()
    assert office.quiet_from == time(21)
    loud = {"quiet-begins": "06:00", "quiet-ends": "23:00"}
    assert rina.post(f"{SETTINGS}/settings/quiet", loud).status_code == 422


def test_a_new_fee_ends_the_old_one_of_the_same_name(rina, office):
    fee = {
        "fee-name_id": "Paspor 5 tahun", "fee-name_en": "Passport, 5 years",
        "fee-rupiah": "650000", "fee-valid_from": "2026-01-01",
        "fee-source": "PP 45/2024",
    }  # fmt: skip
    rina.post("/setup/facts/fees", fee)
    newer = {**fee, "fee-rupiah": "700000", "fee-valid_from": "2027-01-01"}
    rina.post("/setup/facts/fees", newer)
    old, new = Fee.objects.order_by("valid_from")

    assert (old.valid_until, new.valid_until) == (date(2026, 12, 31), None)
    rina.post(f"/setup/facts/fees/{new.id}/end")
    assert Fee.objects.count() == 1
    address = {"address-kind": "web", "address-value": "tirtasari.example.go.id"}
    rina.post("/setup/facts/addresses", address)
    assert rina.post("/setup/facts/addresses", address).status_code == 422
    (kept,) = OfficialAddress.objects.all()
    rina.post(f"/setup/facts/addresses/{kept.id}/removal")
    assert not OfficialAddress.objects.exists()


PLACE = {
    "office-name": "Kantor TS", "office-city": "Tirtasari", "office-address": "-",
    "office-kind": "office",
}  # fmt: skip


def test_the_place_on_the_map_and_the_order_are_set_on_the_page(rina, office):
    page = f"{SETTINGS}/settings/details"
    placed = {**PLACE, "office-map_place": "-6.20000, 106.81667", "office-position": 7}
    rina.post(page, placed)
    office.refresh_from_db()
    assert (office.latitude, office.longitude, office.position) == (-6.2, 106.81667, 7)
    shown = rina.get(f"{SETTINGS}/settings/").content.decode()
    assert "-6.20000, 106.81667" in shown

    rina.post(page, PLACE)
    office.refresh_from_db()
    assert (office.latitude, office.longitude, office.position) == (0.0, 0.0, 7)


@pytest.mark.parametrize("wrong", ["106.8, -6.2", "Jakarta", "-6.2", "nan, 106", "1e1"])
def test_a_place_that_is_not_in_indonesia_is_refused(rina, office, wrong):
    placed = {**PLACE, "office-map_place": wrong}

    answer = rina.post(f"{SETTINGS}/settings/details", placed)

    assert answer.status_code == 422
    assert "lintang, bujur" in answer.content.decode()


def test_services_are_put_in_order_and_the_agency_is_renamed(rina, office, service):
    words = {"name_id": "Paspor baru", "name_en": "New passport", "position": 4}
    rina.post(f"/setup/services/{service.id}/", words)
    service.refresh_from_db()
    assert service.position == 4

    rina.post("/setup/agency", {"agency-name": "Imigrasi Tirtasari Raya"})
    assert "Imigrasi Tirtasari Raya" in rina.get("/setup/offices/").content.decode()
    assert rina.post("/setup/agency", {"agency-name": ""}).status_code == 422
    assert "agency.changed" in recorded()
