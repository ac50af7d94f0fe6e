"""Who may come in, and who may not try for ever."""

import pytest

from loket.offices.models import Duty

PASSWORD = "anggrek-biru-12"


@pytest.fixture
def staff(make_staff, office):
    return make_staff("Siti", Duty.FRONT_DESK, office, PASSWORD)


def try_in(client, email="siti@loket.test", password=PASSWORD, **words):
    return client.post("/sign-in/", {"email": email, "password": password, **words})


def test_the_right_words_lead_to_the_desk(client, staff):
    assert try_in(client).headers["Location"] == "/offices/"
    assert client.get("/offices/TS/agenda/").status_code == 200


def test_capitals_in_the_address_do_not_matter(client, staff):
    assert try_in(client, email="Siti@Loket.Test").status_code == 302


def test_unknown_people_and_wrong_passwords_get_one_answer(client, staff):
    unknown = try_in(client, email="tamu@loket.test")
    wrong = try_in(client, password="salah-sekali")

    assert unknown.status_code == wrong.status_code == 422
    assert "Surel dan kata sandi belum cocok." in unknown.content.decode()
    assert "Surel dan kata sandi belum cocok." in wrong.content.decode()


def test_the_sixth_try_waits_even_with_the_right_word(client, staff):
    for _ in range(5):
        try_in(client, password="salah-sekali")

    answer = try_in(client)

    assert answer.status_code == 429
    assert "Tunggu 15 menit" in answer.content.decode()


def test_a_quarter_of_an_hour_later_one_may_try_again(client, staff, now):
    for _ in range(6):
        try_in(client, password="salah-sekali")
    now.shift(16 * 60)

    assert try_in(client).status_code == 302


def test_success_forgets_the_failures(client, staff):
    for _ in range(4):
        try_in(client, password="salah-sekali")
    try_in(client)
    client.post("/sign-out")

    for _ in range(4):
        try_in(client, password="salah-sekali")

    assert try_in(client).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/messages/stuck/", "/messages/stuck/"),
        ("https://jahat.test/", "/offices/"),
        ("//jahat.test/", "/offices/"),
        ("javascript:alert(1)", "/offices/"),
    ],
)
def test_next_leads_only_to_our_own_pages(client, staff, wanted, place):
    assert try_in(client, next=wanted).headers["Location"] == place


def test_signing_out_needs_a_post(client, staff):
    try_in(client)

    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/offices/TS/agenda/").status_code == 302


def test_a_form_of_another_site_is_refused(staff):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)

    answer = try_in(client)

    assert answer.status_code == 403
    assert "Halaman ini terlalu lama terbuka" in answer.content.decode()
