"""The pick-up desk: scan, check, hand out; what cannot be says what to do."""

from __future__ import annotations

import pytest

from loket.cases.models import CaseEvent
from tests.web.cases.conftest import NAME, NUMBER, page, text

DESK = "/offices/TS/collecting/"


@pytest.fixture
def scan(tamu):
    return lambda said: tamu.post(f"{DESK}codes", {"q": said})


def test_two_keys_hand_it_out(make_case, scan, tamu, at):
    case = make_case("siap")

    shown = text(scan(NUMBER))
    assert NAME in shown
    assert f'action="{page(case)}handing"' in shown
    # The button has the focus, so that the second key is the same one.
    assert "cs-go" in shown
    assert "autofocus" in shown
    answer = tamu.post(f"{page(case)}handing", {"before": at("siap"), "who": "holder"})

    assert answer.headers["Location"] == DESK
    case.refresh_from_db()
    assert case.stage.slug == "diambil"
    assert "Sudah diserahkan" in text(scan(NUMBER))


def test_a_proxy_of_the_list_may_take_it(make_case, tamu, scan, at):
    case = make_case("siap")
    assert "Surat kuasa bermeterai" in text(scan(NUMBER))

    tamu.post(f"{page(case)}handing", {"before": at("siap"), "who": "1"})

    last = CaseEvent.objects.filter(case=case).order_by("id").last()
    who = case.type.proxies[1]["who"]
    assert (last.details["by"], last.details["proxy"]) == ("proxy", who)
    assert f"diambil oleh wakil: {who['id']}" in text(tamu.get(page(case)))


@pytest.mark.parametrize("who", ["7", "-1", "somebody"])
def test_a_proxy_that_is_not_on_the_list_gets_nothing(make_case, tamu, at, who):
    case = make_case("siap")

    answer = tamu.post(f"{page(case)}handing", {"before": at("siap"), "who": who})

    assert answer.status_code == 409
    case.refresh_from_db()
    assert case.stage.slug == "siap"


def test_what_is_not_ready_says_when(make_case, scan):
    make_case("bayar")

    said = text(scan(NUMBER))

    assert "Belum siap" in said
    assert "handing" not in said


def test_what_is_unknown_says_what_to_do_and_is_not_repeated(scan):
    said = text(scan("9926112600000999"))

    assert "Periksa penulisannya" in said
    assert "9926112600000999" not in said


def test_twice_at_once_hands_out_once(make_case, tamu, budi, at):
    case = make_case("siap")
    form = {"before": at("siap"), "who": "holder"}
    tamu.post(f"{page(case)}handing", form)

    answer = budi.post(f"{page(case)}handing", form)

    assert answer.status_code == 409
    assert "Pindai lagi" in text(answer)
    assert CaseEvent.objects.filter(case=case, kind="collected_by").count() == 1


def test_the_front_desk_finds_it_but_an_officer_hands_out(make_case, siti, at):
    case = make_case("siap")

    said = text(siti.post(f"{DESK}codes", {"q": NUMBER}))

    assert "Petugas yang harus menyerahkannya" in said
    form = {"before": at("siap"), "who": "holder"}
    assert siti.post(f"{page(case)}handing", form).status_code == 404


def test_the_way_in_leads_to_an_office_of_ones_own(siti):
    assert siti.get("/cases/collecting/").headers["Location"] == DESK
    assert "Belum ada yang memesan jam" in text(siti.get(DESK))
