"""The page of a case: what stands there, and what officers may do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.cases import nik
from loket.cases.models import CaseDocument, CaseEvent, DocumentTick
from loket.dialogue.words import say
from loket.messaging.models import Conversation, Message, Notice
from tests.web.cases.conftest import NAME, NIK, NUMBER, PHONE, page, text
from tests.web.conftest import NOW, recorded


def test_the_line_the_days_and_the_answer_stand_there(make_case, siti):
    make_case("terdaftar", at=NOW - timedelta(days=8))
    make_case("bayar", at=NOW - timedelta(days=4))
    case = make_case("cetak")

    said = text(siti.get(page(case)))

    assert 'aria-current="step"' in said
    assert "Hari kerja ke-2 dari 4" in said
    assert "Kamis, 26 November 2026" in said
    assert say("id", "status.expected", day="Kamis, 26 November 2026") in said
    assert NUMBER[:4] in said
    assert PHONE not in said
    assert "6281-••••-0001" in said


def test_looking_changes_nothing(case, siti):
    before = [list(model.objects.values()) for model in (CaseEvent, Notice, Message)]

    siti.get(page(case))

    assert before == [
        list(model.objects.values()) for model in (CaseEvent, Notice, Message)
    ]


def test_old_data_are_admitted_and_no_officer_is_called_by_a_look(make_case, siti):
    case = make_case("cetak", source="simkim", at=NOW - timedelta(days=3))

    said = text(siti.get(page(case)))

    assert say("id", "status.stale", at="").split("{")[0].strip()[:20] in said
    assert not Conversation.objects.exists()


def test_an_officer_moves_a_case_and_it_stands_in_its_life(case, tamu, at):
    form = {"before": at("cetak"), "after": at("siap")}

    answer = tamu.post(f"{page(case)}moves", form)

    assert answer.headers["Location"] == page(case)
    case.refresh_from_db()
    assert case.stage.slug == "siap"
    life = text(tamu.get(page(case)))
    assert "Dicetak → Siap diambil" in life
    assert "Tamu" in life


def test_of_two_at_once_the_second_is_told(case, tamu, budi, at):
    form = {"before": at("cetak"), "after": at("siap")}
    tamu.post(f"{page(case)}moves", form)

    answer = budi.post(f"{page(case)}moves", {**form, "after": at("batal")})

    assert answer.status_code == 409
    assert "petugas lain" in text(answer)
    case.refresh_from_db()
    assert case.stage.slug == "siap"


def test_a_move_that_is_not_allowed_is_refused(case, tamu, at):
    form = {"before": at("cetak"), "after": at("terdaftar")}

    assert tamu.post(f"{page(case)}moves", form).status_code == 409
    assert tamu.post(f"{page(case)}moves", {"before": "x"}).status_code == 409


def test_a_correction_needs_a_reason_and_shows_what_it_puts_right(case, budi, at):
    form = {"before": at("cetak"), "after": at("bayar"), "reason": " "}
    assert budi.post(f"{page(case)}corrections", form).status_code == 422

    budi.post(f"{page(case)}corrections", {**form, "reason": "salah baris"})

    said = text(budi.get(page(case)))
    assert "Dibetulkan: Dicetak → Menunggu pembayaran" in said
    assert "membetulkan catatan Sen 23 Nov" in said
    assert "salah baris" in said


@pytest.mark.parametrize(
    ("noun", "who"),
    [
        ("moves", "siti"), ("collections", "siti"), ("nik-looks", "siti"),
        ("niks", "siti"), ("corrections", "tamu"),
    ],
)  # fmt: skip
def test_who_may_not_is_told_that_there_is_no_such_thing(case, request, noun, who):
    client = request.getfixturevalue(who)

    assert client.post(f"{page(case)}{noun}", {}).status_code == 404


def test_documents_are_ticked_and_unticked(case, tamu):
    document = CaseDocument.objects.filter(type=case.type).first()
    address = f"{page(case)}papers/{document.id}"

    tamu.post(address, {"seen": "1"})
    assert DocumentTick.objects.get().case_id == case.id
    answer = tamu.post(address, {"seen": "0"}, headers={"HX-Request": "true"})

    assert not DocumentTick.objects.exists()
    assert 'aria-pressed="true"' not in text(answer)
    other = CaseDocument.objects.exclude(type=case.type).first()
    assert tamu.post(f"{page(case)}papers/{other.id}", {}).status_code == 404


def test_a_nik_is_shown_once_for_a_reason_that_is_written_down(case, tamu, keyring):
    nik.keep(case.id, NIK, NOW, keyring)
    spaced = "9971 0152 0390 0042"
    assert spaced not in text(tamu.get(page(case)))

    assert tamu.post(f"{page(case)}nik-looks", {"reason": ""}).status_code == 422
    answer = tamu.post(f"{page(case)}nik-looks", {"reason": "papers"})

    assert spaced in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert spaced not in text(tamu.get(page(case)))
    assert recorded()[-1] == "case.nik_seen"


def test_a_doubtful_nik_is_kept_with_a_warning(case, tamu, keyring):
    assert tamu.post(f"{page(case)}niks", {"nik": "123"}).status_code == 422

    answer = tamu.post(f"{page(case)}niks", {"nik": "9971 0113 0390 0042"}, follow=True)

    assert "bukan tanggal lahirnya" in text(answer)
    assert nik.look(case.id, nik.Reason.PAPERS, keyring) == "9971011303900042"


def test_a_case_of_another_office_does_not_exist(case, client, office, other_office):
    from loket.offices.models import Duty, Role, Staff

    rina = Staff.objects.create_user("rina@x.test", None, name="Rina")
    Role.objects.create(
        staff=rina, agency=office.agency, office=other_office, duty=Duty.HEAD
    )
    client.force_login(rina)

    assert client.get(page(case)).status_code == 404
    assert NAME not in text(client.get("/cases/"))
    found = client.post("/cases/searches", {"q": NUMBER})
    assert found.status_code == 200
    assert NAME not in text(found)


def test_a_case_from_a_booking_is_followed_by_whoever_booked(tamu, slot, book, office):
    booking = book(slot, "Budi")
    form = {
        "office": "TS", "type": "paspor-baru", "number": "9926 1126 0000 0555",
        "name": "Budi", "birth_date": "1990-03-12", "nik": "",
    }  # fmt: skip
    shown = text(tamu.get(f"/bookings/{booking.id}/cases/"))
    assert 'value="Budi"' in shown
    assert 'value="1990-03-12"' in shown

    answer = tamu.post(f"/bookings/{booking.id}/cases/", form)
    assert answer.status_code == 302, text(answer)
    again = tamu.post("/cases/additions/", {**form, "phone": "abc"})

    assert again.status_code == 422
    assert "Sudah ada berkas" not in text(again)
    twice = tamu.post("/cases/additions/", form)
    assert "Sudah ada berkas dengan nomor ini" in text(twice)
