"""nginx with our file in front of a real desk, and the doctor who looks at it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import override_settings

from loket.config.doctor import asking, public
from loket.config.doctor.findings import Health
from loket.lib import clock
from loket.web import live
from tests.deploy.conftest import SECRETS
from tests.desk import deliveries

TOO_MUCH = 3_200_000


def test_a_signed_delivery_reaches_the_way_in_and_a_forged_one_does_not(real):
    raw = deliveries.body([deliveries.text("wamid.PROXY1", "6281299990001", "halo")])

    assert real.deliver(raw).status == 200
    assert real.ask("/webhooks/whatsapp", raw).status == 403
    assert real.deliver(b" " * TOO_MUCH).status == 413


def test_the_platforms_challenge_is_answered_by_the_way_in(real):
    word = SECRETS["loket_whatsapp_verify_token"]
    path = "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=42&hub.verify_token="

    right = real.ask(path + word)

    assert (right.status, right.body) == (200, "42")
    assert right.headers["x-served-by"] == "ingest"
    assert real.ask(path + "wrong").status == 403


def test_plain_http_leads_to_tls_and_pages_are_larger_than_nothing(real):
    plain = real.ask("/sign-in/", address=f"http://127.0.0.1:{real.plain}")

    assert plain.status == 301
    assert plain.headers["location"].startswith("https://")
    page = real.ask("/sign-in/")
    assert "max-age=" in page.headers["strict-transport-security"]
    assert "Secure" in page.headers["set-cookie"]


def test_what_is_for_the_machine_itself_is_not_reached(real):
    for path in ("/health/ready", "/metrics"):
        assert real.ask(path).status == 404
    inside = real.ask("/health/ready", address=f"http://localhost:{real.web}")
    assert inside.body == "database ok\nworker ok\n"


def test_an_id_of_a_request_is_the_proxys_and_nobody_elses(real):
    answer = real.ask("/sign-in/", X_Request_ID="6281299990001")

    made = answer.headers["x-request-id"]
    assert made in (real.home / "loket.log").read_text()
    assert f"request={made}" in real.processes["web"].log.read_text()


def test_the_address_that_counts_tries_is_the_proxys_word(real):
    """A stranger who names other addresses in a header is stopped all the same."""
    token = real.ask("/sign-in/").headers["set-cookie"]
    cookie = token.partition(";")[0]
    body = (
        f"csrfmiddlewaretoken={cookie.partition('=')[2]}&email=a@loket.test&password=x"
    )
    found = [
        real.ask(
            "/sign-in/", body.encode(), Cookie=cookie, Referer=real.address,
            X_Forwarded_For=f"203.0.113.{n}",
        ).status
        for n in range(6)
    ]  # fmt: skip

    assert found == [422] * 5 + [429]


def test_a_stream_comes_through_at_once(real, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(real.home / "authority.pem"))
    place = asking.read(real.address)

    topic = signed_topic(real)
    assert asking.first_line(place, f"/live/?topics={topic}", 5.0) == b"retry: 2000\n"
    forged = topic[:-1] + ("0" if topic[-1] != "0" else "1")
    assert asking.first_line(place, f"/live/?topics={forged}", 5.0) == b"403"


def signed_topic(real):
    keys = json.loads((real.home / "data/keys.json").read_text())
    with override_settings(SECRET_KEY=keys["secret_key"]):
        return live.probe(clock.now())


def test_the_doctor_finds_nothing_wrong_from_outside(real):
    _, said = real.run("doctor", "--public", real.address)

    lines = [line for line in said.splitlines() if "public" in line]
    assert len(lines) == 9, said
    assert all(line.startswith("good") for line in lines), said


def test_the_doctor_says_what_is_wrong_and_what_to_do(real, monkeypatch):
    def bad(address, plain_port):
        found = list(public.look(address, plain_port))
        return {it.what: it.remedy for it in found if it.health is Health.BAD}

    assert "public certificate" in bad(real.address, real.plain)

    monkeypatch.setenv("SSL_CERT_FILE", str(real.home / "authority.pem"))
    # The word that we know is not the one of that desk, and neither are the keys; and
    # on the port for plain HTTP the pages themselves answer.
    found = bad(real.address, real.web)
    assert set(found) == {"public webhook", "public stream", "public plain HTTP"}
    assert "Redirect port 80" in found["public plain HTTP"]
    assert all(found.values())
    assert "public address" in bad("https://localhost:1", 1)


@pytest.mark.parametrize(
    "address", ["http://a.test", "desk", "https://", "https://a:x"]
)
def test_what_is_no_public_address_is_refused(address):
    with pytest.raises(asking.BadAddress):
        list(public.look(address))


def test_a_certificate_that_is_about_to_end_is_told(real, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(real.home / "authority.pem"))
    soon = clock.now() + timedelta(days=50)
    monkeypatch.setattr(public.clock, "now", lambda: soon)

    first = next(public.look(real.address))

    assert (first.health, first.said) == (Health.POOR, "Valid for 10 days.")
