"""The list of cases, the search, and the table to take away."""

from __future__ import annotations

import pytest

from tests.web.cases.conftest import NAME, NIK, NUMBER, page, text
from tests.web.conftest import NOW, recorded

SPACED = "9926 1126 0000 0417"


def test_the_list_shows_cases_and_counts_them(case, make_case, siti):
    make_case("siap", "9926112600000418", name="Budi Santoso")

    said = text(siti.get("/cases/"))
    ready = text(siti.get("/cases/?list=ready"))

    assert NAME in said
    assert "2 berkas" in said
    assert NAME not in ready
    assert "Budi Santoso" in ready
    assert "siap sejak 1 hari" in ready


@pytest.mark.parametrize(
    "query", ["?list=x&stage=y&after=z&office=q", "?after=2026-01-01T00:00~1"]
)
def test_nonsense_in_the_address_is_read_as_nothing(case, siti, query):
    assert siti.get(f"/cases/{query}").status_code == 200


def test_an_empty_list_says_what_to_do(siti):
    assert "impor tabel" in text(siti.get("/cases/"))


def test_pages_follow_each_other(make_case, siti, monkeypatch):
    from loket.cases import listing

    for n in range(3):
        make_case("cetak", f"99261126000005{n:02}", name=f"Orang {n}")
    monkeypatch.setattr(listing.page, "__defaults__", (2,))

    first = siti.get("/cases/")
    following = siti.get("/cases/" + first.context["next"])

    assert [row.name for row in first.context["rows"]] == ["Orang 2", "Orang 1"]
    assert [row.name for row in following.context["rows"]] == ["Orang 0"]
    assert following.context["next"] == ""


@pytest.mark.parametrize("said", [NUMBER, SPACED, f" {NUMBER}"])
def test_a_number_leads_to_its_case_and_stands_in_no_address(case, siti, said):
    answer = siti.post("/cases/searches", {"q": said})

    assert answer.headers["Location"] == page(case)


def test_a_name_is_found_and_a_stranger_is_not(case, siti):
    assert NAME in text(siti.post("/cases/searches", {"q": "aminah"}))
    assert "tidak ditemukan" in text(siti.post("/cases/searches", {"q": "Wawan"}))
    unknown = text(siti.post("/cases/searches", {"q": "9926112600000999"}))
    assert "tidak ditemukan" in unknown
    assert "9926112600000999" not in unknown


def test_a_nik_finds_the_case_for_those_who_may_see_it(case, siti, tamu, keyring):
    from loket.cases import nik

    nik.keep(case.id, NIK, NOW, keyring)

    assert "tidak ditemukan" in text(siti.post("/cases/searches", {"q": NIK}))
    answer = tamu.post("/cases/searches", {"q": NIK})
    assert answer.headers["Location"] == page(case)
    assert recorded()[-1] == "case.found_by_nik"


def test_the_table_is_streamed_to_those_who_may_and_written_down(
    make_case, budi, tamu, keyring
):
    from loket.cases import nik

    case = make_case("cetak", name="=cmd|'/c calc'!A1")
    nik.keep(case.id, NIK, NOW, keyring)

    answer = budi.get("/cases/exports?list=open")
    content = b"".join(answer.streaming_content)
    lines = content.decode("utf-8-sig").splitlines()

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert lines[0].startswith("Number;Office;Type")
    assert f"'{NUMBER};TS;paspor-baru;cetak;" in lines[1]
    assert "'=cmd|" in lines[1]
    # Nobody's right to a table is a reason to see identity numbers.
    assert NIK.encode() not in content
    assert recorded()[-1] == "cases.exported"
    assert tamu.get("/cases/exports").status_code == 404


def test_only_those_who_see_cases_hear_of_them(case, siti, tamu, office, other_office):
    from loket.web import live

    def hears(client, topic):
        cookie = client.cookies["loket_session"].value
        headers = [(b"cookie", f"loket_session={cookie}".encode())]
        return live.allow(headers, [topic])

    assert hears(siti, f"cases:{office.id}")
    assert hears(siti, f"case:{case.id}")
    assert not hears(siti, f"cases:{other_office.id}")
    assert not hears(tamu, "case:nonsense")
    assert not hears(tamu, f"import:{case.id}")
    assert not live.allow([], [f"case:{case.id}"])
