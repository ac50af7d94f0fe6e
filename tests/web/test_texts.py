"""An agency says things in its own words, is kept from slips, and can undo."""

import pytest

from loket.dialogue import words
from loket.offices import texts
from loket.offices.models import Duty, OwnText
from loket.offices.texts import Place

ADDRESS = "/texts/id/hello.again/"
PLACES = "/texts/id/hint.places/"


def save(client, address, *forms):
    posted = {f"form-{n}": form for n, form in enumerate(forms)}
    return client.post(f"{address}wordings", posted, follow=True)


def test_a_sentence_is_found_by_its_words(budi, office):
    page = budi.get("/texts/", {"q": "belum mengerti"}).content.decode()

    assert 'href="/texts/id/missed.once/"' in page
    assert 'href="/texts/id/hello.again/"' not in page


def test_a_search_without_result_repeats_the_word(budi, office):
    assert "memuat “zzz”" in budi.get("/texts/", {"q": "zzz"}).content.decode()


def test_own_words_are_saved_and_shown_as_such(budi, office):
    page = save(budi, ADDRESS, "Sugeng rawuh.").content.decode()

    assert "Tersimpan" in page
    assert "Diubah Budi" in page
    only = budi.get("/texts/?own=1").content.decode()
    assert "Sugeng rawuh." in only
    assert "missed.once" not in only


def test_lines_stay_lines(budi, office):
    save(budi, ADDRESS, "Sugeng\r\nrawuh.")

    assert OwnText.objects.get().forms == ["Sugeng\nrawuh."]


def test_a_missing_variable_is_refused_and_the_words_are_kept(budi, office):
    answer = budi.post(f"{PLACES}wordings", {"form-0": "masih ada"})

    assert answer.status_code == 422
    assert "Tambahkan {count}" in answer.content.decode()
    assert "masih ada" in answer.content.decode()
    assert not OwnText.objects.exists()


def test_a_button_that_is_too_long_is_refused(budi, office):
    answer = budi.post("/texts/id/button.book/wordings", {"form-0": "x" * 21})

    assert answer.status_code == 422
    assert "ada 21 huruf, telepon menampilkan 20" in answer.content.decode()


def test_the_trial_shows_the_words_filled_in(budi, office):
    trial = budi.post(f"{PLACES}previews", {"form-0": "masih {count} kursi"})

    assert "masih 5 kursi" in trial.content.decode()
    assert not OwnText.objects.exists()


def test_the_trial_says_what_would_be_refused(budi, office):
    trial = budi.post(f"{PLACES}previews", {"form-0": "masih {kursi}"})

    assert "Hapus {kursi}" in trial.content.decode()


def test_own_words_are_no_markup(budi, office):
    page = save(budi, ADDRESS, "<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page


def test_the_original_is_said_again(budi, office):
    save(budi, ADDRESS, "Sugeng rawuh.")

    page = budi.post(f"{ADDRESS}originals", follow=True).content.decode()

    assert "Teks asli dipakai lagi" in page
    assert not OwnText.objects.exists()


def test_saving_the_original_leaves_no_own_words(budi, office):
    save(budi, ADDRESS, "Sugeng rawuh.")

    save(budi, ADDRESS, *words.catalogue("id")["hello.again"])

    assert not OwnText.objects.exists()


def test_own_words_that_a_newer_sentence_outgrew_are_marked(budi, office, make_staff):
    rina = make_staff("Rina", Duty.ADMINISTRATOR)
    from tests.web.conftest import NOW

    texts.say(Place(office.agency), ("id", "hint.places"), ["tanpa isian"], rina, NOW)

    page = budi.get("/texts/?own=1").content.decode()
    assert "Tidak cocok lagi" in page


def test_an_office_has_words_of_its_own_and_falls_back_to_those_of_all(
    budi, office, other_office
):
    save(budi, ADDRESS, "Sugeng rawuh.")
    page = budi.get(ADDRESS, {"office": "LB"}).content.decode()
    assert "Sugeng rawuh." in page

    answer = budi.post(
        f"{ADDRESS}wordings", {"form-0": "Kurru sumange.", "office": "LB"}
    )
    assert answer["Location"].endswith("?office=LB")
    assert {one.office: one.forms[0] for one in OwnText.objects.all()} == {
        None: "Sugeng rawuh.",
        other_office: "Kurru sumange.",
    }
    assert "Kantor LB" in budi.get(ADDRESS).content.decode()
    assert "Kurru sumange." not in budi.get("/texts/?own=1").content.decode()
    assert "Kurru sumange." in budi.get("/texts/?own=1&office=LB").content.decode()

    budi.post(f"{ADDRESS}originals", {"office": "LB"})
    assert OwnText.objects.get().office is None


def test_what_all_offices_say_needs_no_words_of_ones_own(budi, office):
    save(budi, ADDRESS, "Sugeng rawuh.")

    budi.post(f"{ADDRESS}wordings", {"form-0": "Sugeng rawuh.", "office": "TS"})

    assert OwnText.objects.get().office is None


def test_a_slip_is_refused_for_one_office_too(budi, office):
    posted = {"form-0": "masih ada", "office": "TS"}

    assert budi.post(f"{PLACES}wordings", posted).status_code == 422


def test_the_head_of_an_office_changes_the_words_of_that_office_only(
    client, make_staff, office, other_office
):
    client.force_login(make_staff("Tono", Duty.HEAD, other_office))
    page = client.get("/texts/").content.decode()
    assert "Kantor LB" in page
    assert "Kantor TS" not in page
    assert "Nyalakan" not in page

    client.post(f"{ADDRESS}wordings", {"form-0": "Kurru sumange."})

    assert OwnText.objects.get().office == other_office
    posted = {"form-0": "x", "office": "TS"}
    assert client.post(f"{ADDRESS}wordings", posted).status_code == 404
    assert client.post("/texts/languages", {"code": "jv", "on": "1"}).status_code == 404


def test_a_prepared_language_is_switched_on_and_off(budi, office):
    on = budi.post("/texts/languages", {"code": "jv", "on": "1"}, follow=True)
    assert "Jawa dinyalakan" in on.content.decode()
    assert texts.languages(office.agency) == {"jv"}

    budi.post("/texts/languages", {"code": "jv", "on": "0"})

    assert texts.languages(office.agency) == set()


@pytest.mark.parametrize("code", ["id", "xx", ""])
def test_only_prepared_languages_can_be_switched(budi, office, code):
    answer = budi.post("/texts/languages", {"code": code, "on": "1"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "address", ["/texts/id/no.such/", "/texts/xx/hello.again/", "/texts/id/__/"]
)
def test_what_does_not_exist_cannot_be_changed(budi, office, address):
    assert budi.get(address).status_code == 404
    assert budi.post(f"{address}wordings", {"form-0": "x"}).status_code == 404


@pytest.mark.parametrize("key", sorted(words.catalogue("id"))[::12])
@pytest.mark.parametrize("language", ["id", "en", "jv"])
def test_sentences_of_every_language_have_a_page(budi, office, language, key):
    assert budi.get(f"/texts/{language}/{key}/").status_code == 200


def test_the_front_desk_changes_no_words(siti, office):
    assert siti.get("/texts/").status_code == 404
    assert siti.post(f"{ADDRESS}wordings", {"form-0": "x"}).status_code == 404
