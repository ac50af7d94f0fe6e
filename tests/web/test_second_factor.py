"""A password alone opens nothing on a real desk."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client

from loket.lib import clock
from loket.offices import entry, firstrun
from loket.offices.models import Duty, Staff
from loket.web import live
from tests import authenticator
from tests.web.test_live import headers
from tests.web.test_signin import PASSWORD, try_in

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def real_desk(settings):
    settings.LOKET_SECOND_FACTOR = True


@pytest.fixture
def staff(make_staff, office):
    return make_staff("Siti", Duty.OFFICER, office, PASSWORD)


@pytest.fixture
def app(staff):
    return TOTP.activate(staff, SECRET).instance


def code(secret=SECRET, later=0):
    return authenticator.code(secret, later)


def actions():
    with connection.cursor() as cursor:
        cursor.execute("select action from audit_entry order by id")
        return [action for (action,) in cursor.fetchall()]


def test_a_new_account_is_led_to_set_one_up_before_anything_else(client, staff):
    try_in(client)

    assert client.get("/offices/TS/agenda/").headers["Location"] == "/me/"
    assert "Satu langkah lagi" in client.get("/me/").content.decode()
    part = client.get("/offices/TS/agenda/", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == "/me/"
    assert not live.allow(headers(client), ["office:1:2026-11-24"])


def test_an_app_is_set_up_and_opens_the_desk_with_recovery_codes(
    client, staff, office, django_capture_on_commit_callbacks
):
    try_in(client)
    page = client.get("/me/app/").content.decode()
    secret = re.search(r"[A-Z2-7]{32}", page)[0]

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/me/app/", {"code": code(secret)})
    codes = client.get(answer.headers["Location"]).content.decode()

    assert len(re.findall(r">\d{8}<", codes)) == 10
    assert client.get("/offices/TS/agenda/").status_code == 200
    assert live.allow(headers(client), [f"office:{office.id}:2026-11-24"])
    assert "second_factor.added" in actions()


def test_a_wrong_code_sets_nothing_up(client, staff):
    try_in(client)
    client.get("/me/app/")

    page = client.post("/me/app/", {"code": "000000"}).content.decode()

    assert "Kode ini belum cocok" in page
    assert not Authenticator.objects.exists()


def test_with_an_app_the_password_alone_lets_nobody_in(client, app):
    answer = try_in(client)

    assert answer.headers["Location"] == "/sign-in/second-factor/"
    assert client.get("/offices/TS/agenda/").status_code == 302


def test_password_and_code_let_somebody_in(client, app):
    try_in(client, next="/offices/TS/agenda/")

    answer = client.post("/sign-in/second-factor/", {"code": code()})

    assert answer.headers["Location"] == "/offices/TS/agenda/"
    assert client.get("/offices/TS/agenda/").status_code == 200
    assert actions()[-2:] == ["sign_in.done", "agenda.seen"]


def test_the_session_gets_another_name_when_somebody_comes_in(client, app):
    try_in(client)
    before = client.cookies["loket_session"].value

    client.post("/sign-in/second-factor/", {"code": code()})

    assert client.cookies["loket_session"].value != before


def test_a_code_opens_the_door_once(client, app):
    word = code()
    for browser in (client, Client()):
        try_in(browser)
        browser.post("/sign-in/second-factor/", {"code": word})

    assert client.get("/me/").status_code == 200
    assert browser.get("/me/").status_code == 302


def test_codes_cannot_be_tried_for_ever(client, app):
    try_in(client)
    for _ in range(5):
        client.post("/sign-in/second-factor/", {"code": "000000"})

    page = client.post("/sign-in/second-factor/", {"code": code()}).content.decode()

    assert "Tunggu 15 menit" in page
    assert client.get("/me/").status_code == 302
    assert actions().count("second_factor.refused") == 5


def test_secrets_of_second_factors_lie_sealed(app):
    app.refresh_from_db()

    assert SECRET not in str(app.data)


def test_the_only_second_factor_cannot_be_taken_away(client, app):
    try_in(client)
    client.post("/sign-in/second-factor/", {"code": code()})
    client.post("/me/again/?next=/me/app/removal/", {"password": PASSWORD})

    client.post("/me/app/removal/")

    assert Authenticator.objects.filter(id=app.id).exists()


def test_second_factors_change_only_after_proving_again(client, app):
    try_in(client)
    client.post("/sign-in/second-factor/", {"code": code()})

    assert client.get("/me/passkeys/new/").status_code == 200
    Authenticator.objects.update(created_at=clock.now() - entry.JUST_NOW)
    answer = client.get("/me/passkeys/new/")

    assert answer.headers["Location"].startswith("/me/again/?next=")


def test_a_lost_second_factor_is_taken_away_and_all_sessions_end(client, app, staff):
    try_in(client)
    client.post("/sign-in/second-factor/", {"code": code()})

    entry.reset_second_factor(staff)

    assert client.get("/me/").status_code == 302
    assert not Authenticator.objects.exists()
    try_in(client)
    assert client.get("/offices/TS/agenda/").headers["Location"] == "/me/"


def test_the_first_administrator_sets_one_up_too(db, client, tmp_path, settings):
    settings.LOKET_DATA_DIR = tmp_path
    words = {
        "code": firstrun.code(tmp_path), "agency": "Imigrasi", "name": "Siti",
        "email": "siti@loket.test", "password": PASSWORD,
    }  # fmt: skip

    assert client.post("/first-run/", words).headers["Location"] == "/setup/"
    assert client.get("/setup/").headers["Location"] == "/me/"


def test_the_trainee_of_a_training_desk_needs_none(client, office, settings):
    settings.LOKET_SECOND_FACTOR = False
    client.post("/demo/sessions")

    assert client.get("/offices/TS/agenda/").status_code == 200


# Sessions.


def sign_in(staff):
    browser = Client(headers={"User-Agent": "Peramban Siti"})
    try_in(browser)
    return browser


@pytest.fixture
def two(settings, staff):
    settings.LOKET_SECOND_FACTOR = False
    return sign_in(staff), sign_in(staff)


def test_sessions_are_listed_and_ended_one_by_one(two):
    here, there = two
    mine = here.session.session_key
    other = UserSession.objects.exclude(session_key=mine).get()

    page = here.get("/me/").content.decode()
    here.post(f"/me/sessions/{other.id}/end")

    assert page.count("Peramban Siti") == 2
    assert "peramban ini" in page
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_another_persons_session_cannot_be_ended(two, make_staff, office):
    budi = Client()
    budi.force_login(make_staff("Budi", Duty.ADMINISTRATOR))
    one = UserSession.objects.first()

    assert budi.post(f"/me/sessions/{one.id}/end").status_code == 404


def test_a_new_password_ends_all_other_sessions(two):
    here, there = two

    here.post("/me/password/", {"old": PASSWORD, "password": "melati-putih-34"})

    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    assert try_in(Client()).status_code == 422


def test_the_password_is_changed_only_by_who_knows_it(two):
    here, _ = two

    answer = here.post("/me/password/", {"old": "salah", "password": "melati-putih-34"})

    assert answer.status_code == 422
    assert try_in(Client()).status_code == 302


# The same answer in the same time.


@pytest.mark.parametrize("who", ["unknown", "wrong", "ended", "without a password"])
def test_every_refusal_costs_one_hash_and_says_the_same(
    client, staff, who, monkeypatch
):
    if who == "ended":
        Staff.objects.update(is_active=False)
    if who == "without a password":
        staff.set_unusable_password()
        staff.save()
    email = "tamu@loket.test" if who == "unknown" else staff.email
    password = "salah-sekali" if who == "wrong" else PASSWORD
    hashed = []
    real = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify

    def encode(*args):
        hashed.append("encode")
        return real[0](*args)

    def verify(*args):
        hashed.append("verify")
        return real[1](*args)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", verify)

    answer = try_in(client, email=email, password=password)

    assert answer.status_code == 422
    assert "Surel dan kata sandi belum cocok." in answer.content.decode()
    assert len(hashed) == 1
    assert actions() == ["sign_in.refused"]


def test_one_name_is_not_tried_for_ever_from_many_machines(client, staff):
    for n in range(51):
        answer = client.post(
            "/sign-in/",
            {"email": staff.email, "password": "x"},
            REMOTE_ADDR=f"10.0.{n}.1",
        )

    assert answer.status_code == 429
    assert actions().count("sign_in.locked") == 1


def test_nobody_makes_an_account_for_themselves(client):
    for address in ("/accounts/signup/", "/sign-up/", "/accounts/", "/accounts/login/"):
        assert client.get(address).status_code == 404
