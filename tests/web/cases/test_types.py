"""Kinds of cases on pages: drawn, tried out, changed without harm."""

from __future__ import annotations

import pytest

from loket.cases import kinds
from loket.cases.models import CaseType, Promise, Stage
from loket.dialogue.words import say
from loket.web.cases import diagram
from tests.web.cases.conftest import text
from tests.web.conftest import recorded

KIND = "/setup/cases/paspor-baru/"


@pytest.fixture
def passport(office) -> CaseType:
    return CaseType.objects.get(slug="paspor-baru")


def test_the_drawing_shows_each_stage_and_each_move_once(passport):
    row = kinds.of_agencies([passport.agency_id])[passport.id]

    drawing = diagram.draw(row)

    assert [node.stage.id for node in drawing.nodes] == list(row.stages)
    ends = [one for one in row.stages.values() if one.kind == "ended"]
    moves = {(a, b) for a, after in row.moves.items() for b in after}
    onward = {pair for pair in moves if pair[1] not in {end.id for end in ends}}
    assert sum(css in {"on", "back"} for css, _ in drawing.paths) == len(onward)
    inside = [
        0 <= node.x <= drawing.width - diagram.WIDTH
        and 0 <= node.y <= drawing.height - diagram.HEIGHT
        for node in drawing.nodes
    ]
    assert all(inside)


def test_the_test_talk_speaks_both_languages_in_the_words_of_the_chat(rina):
    query = "?stage=cetak&office=TS&expected=2026-12-04"

    said = text(rina.get(KIND + query, headers={"HX-Request": "true"}))

    assert say("id", "status.expected", day="Jumat, 4 Desember 2026") in said
    assert say("en", "status.expected", day="Friday, 4 December 2026") in said
    late = text(rina.get(f"{KIND}{query}&late=1", headers={"HX-Request": "true"}))
    assert say("en", "status.missed", day="Friday, 4 December 2026") in late


@pytest.mark.parametrize("query", ["?stage=x&office=y&expected=z", "?stage=siap"])
def test_the_test_talk_bears_nonsense(rina, query):
    assert rina.get(KIND + query).status_code == 200


def test_a_stage_in_use_cannot_go_and_says_how_to_go_on(make_case, rina, passport):
    make_case("cetak")
    stage = Stage.objects.get(type=passport, slug="cetak")

    answer = rina.post(f"{KIND}stages/{stage.id}/removal")

    assert answer.status_code == 422
    assert "Pindahkan dulu" in text(answer)
    assert Stage.objects.filter(id=stage.id).exists()


def test_what_is_entered_is_kept(rina, passport):
    rina.post(
        f"{KIND}stages",
        {"new-name_id": "Uji", "new-name_en": "Check", "new-kind": "office"},
    )
    stage = Stage.objects.get(type=passport, slug="uji")
    rina.post(
        f"{KIND}promises",
        {
            "promise-from_stage": stage.id, "promise-working_days": "3",
            "promise-valid_from": "2026-12-01", "promise-source": "SK 1/2026",
        },
    )  # fmt: skip
    rina.post(f"{KIND}documents", {"document-name_id": "A", "document-name_en": "B"})
    rina.post(
        f"{KIND}proxies",
        {
            "proxy-who_id": "Kurir", "proxy-who_en": "Courier",
            "proxy-brings_id": "Surat", "proxy-brings_en": "Letter",
        },
    )  # fmt: skip
    details = {
        "type-name_id": "Paspor", "type-name_en": "Passport", "type-is_active": "on",
        "type-keep_days": "20", "type-warn_days": "14, 7", "type-source": "SK",
    }  # fmt: skip
    rina.post(f"{KIND}details", details)

    passport.refresh_from_db()
    assert Promise.objects.get(from_stage=stage).working_days == 3
    assert passport.documents.last().names == {"id": "A", "en": "B"}
    assert passport.proxies[-1]["who"]["en"] == "Courier"
    assert (passport.keep_days, passport.warn_days) == (20, [7, 14])
    assert (
        rina.post(f"{KIND}details", {**details, "type-warn_days": "x"}).status_code
        == 422
    )


def removed(rina, place: int, who: str):
    return rina.post(f"{KIND}proxies/{place}/removal", {"who": who})


def test_a_proxy_is_removed_and_it_is_noted_who_did_it(rina, passport):
    before = list(passport.proxies)

    assert removed(rina, 0, before[0]["who"]["id"]).status_code == 302

    passport.refresh_from_db()
    assert passport.proxies == before[1:]
    assert recorded()[-1] == "case_type.proxy_removed"
    assert before[0]["brings"]["id"] not in text(rina.get(KIND))


def test_a_list_that_changed_meanwhile_loses_nobody_else(rina, passport):
    before = list(passport.proxies)

    answer = removed(rina, 0, "Kurir")
    gone = removed(rina, len(before), before[-1]["who"]["id"])

    assert (answer.status_code, gone.status_code) == (422, 422)
    assert "Lihat lagi" in text(answer)
    passport.refresh_from_db()
    assert passport.proxies == before


def test_moves_are_set_as_a_whole(rina, passport):
    ids = dict(passport.stages.values_list("slug", "id"))
    wrong = rina.post(f"{KIND}moves", {"move": [f"{ids['diambil']}-{ids['siap']}"]})

    assert wrong.status_code == 422
    rina.post(f"{KIND}moves", {"move": [f"{ids['cetak']}-{ids['siap']}", "x-y"]})
    row = kinds.of_agencies([passport.agency_id])[passport.id]
    assert row.moves == {ids["cetak"]: {ids["siap"]}}


def test_a_new_kind_begins_with_five_stages_in_both_languages(rina, office):
    form = {"name_id": "Izin tinggal", "name_en": "Stay permit"}

    answer = rina.post("/setup/cases/additions", form)

    assert answer.headers["Location"] == "/setup/cases/izin-tinggal/"
    stages = CaseType.objects.get(slug="izin-tinggal").stages
    assert stages.count() == 5
    assert stages.first().names == {"id": "Terdaftar", "en": "Registered"}
    assert rina.get("/setup/cases/izin-tinggal/").status_code == 200
    assert rina.post("/setup/cases/additions", form).status_code == 422


def test_only_administrators_change_kinds(budi, tamu):
    assert budi.get(KIND).status_code == 404
    assert tamu.get("/setup/cases/").status_code == 404
