"""Each web server with our file in front of a real desk, and the doctor who looks."""

from __future__ import annotations

import json
from datetime import timedelta

import psycopg
import pytest
from django.test import override_settings

from loket.config.doctor import asking, public
from loket.config.doctor.findings import Health
from loket.lib import clock
from loket.web import live
from tests.deploy import fronts
from tests.deploy.conftest import SECRETS, Front
from tests.deploy.programs import program
from tests.desk import deliveries
from tests.desk.processes import free_port

TOO_MUCH = 3_200_000
# Made as proxies make them, but by somebody outside.
STRANGER = "62812999900010000000000000000000"


def test_a_signed_delivery_reaches_the_way_in_and_a_forged_one_does_not(front):
    raw = deliveries.body([deliveries.text("wamid.PROXY1", "6281299990001", "halo")])

    assert front.deliver(raw).status == 200
    assert front.ask("/webhooks/whatsapp", raw).status == 403
    assert front.deliver(b" " * TOO_MUCH).status == 413


def test_the_platforms_challenge_is_answered_by_the_way_in(front):
    word = SECRETS["loket_whatsapp_verify_token"]
    path = "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=42&hub.verify_token="

    right = front.ask(path + word)

    assert (right.status, right.body) == (200, "42")
    assert right.headers["x-served-by"] == "ingest"
    assert front.ask(path + "wrong").status == 403


def test_plain_http_leads_to_tls_and_pages_are_larger_than_nothing(front):
    plain = front.desk.ask("/sign-in/", address=f"http://localhost:{front.plain}")

    assert plain.status in {301, 308}
    assert plain.headers["location"].startswith("https://")
    page = front.ask("/sign-in/")
    assert "max-age=" in page.headers["strict-transport-security"]
    assert "Secure" in page.headers["set-cookie"]


def test_what_is_for_the_machine_itself_is_not_reached(front):
    for path in ("/health/ready", "/metrics"):
        assert front.ask(path).status == 404
    desk = front.desk
    inside = desk.ask("/health/ready", address=f"http://localhost:{desk.web}")
    assert inside.body == "database ok\nworker ok\n"


def test_an_id_of_a_request_is_the_proxys_and_nobody_elses(front):
    answer = front.ask("/sign-in/", X_Request_ID=STRANGER)

    made = answer.headers["x-request-id"]
    assert made != STRANGER
    # Both write their line after the answer has gone out.
    web = front.desk.processes["web"].log
    front.desk.until(lambda: f"request={made}" in web.read_text())
    if front.name == "nginx":
        log = front.desk.home / "loket.log"
        front.desk.until(lambda: made in log.read_text())


def test_the_address_that_counts_tries_is_the_proxys_word(front):
    """A stranger who names other addresses in a header is stopped all the same."""
    forget_tries(front.desk.url)
    token = front.ask("/sign-in/").headers["set-cookie"]
    cookie = token.partition(";")[0]
    body = (
        f"csrfmiddlewaretoken={cookie.partition('=')[2]}&email=a@loket.test&password=x"
    )
    found = [
        front.ask(
            "/sign-in/", body.encode(), Cookie=cookie, Referer=front.address,
            X_Forwarded_For=f"203.0.113.{n}",
        ).status
        for n in range(6)
    ]  # fmt: skip

    assert found == [422] * 5 + [429]


def test_a_stream_comes_through_at_once(front, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(front.desk.home / "authority.pem"))
    place = asking.read(front.address)

    topic = signed_topic(front.desk)
    assert asking.first_line(place, f"/live/?topics={topic}", 5.0) == b"retry: 2000\n"
    forged = topic[:-1] + ("0" if topic[-1] != "0" else "1")
    assert asking.first_line(place, f"/live/?topics={forged}", 5.0) == b"403"


def test_caddy_tells_that_the_way_in_is_away_and_nothing_of_the_request(real):
    program("caddy", "caddy")
    tls, plain, nobody = free_port(), free_port(), free_port()
    with fronts.caddy(real, tls, plain, nobody):
        away = Front("caddy", real, f"https://localhost:{tls}", plain)
        real.until(away.is_open)
        answer = away.ask("/webhooks/whatsapp?hub.verify_token=kata-6281299990001")

    assert answer.status == 502
    said = (real.home / f"caddy-{tls}.log").read_text()
    assert "connection refused" in said
    assert not [word for word in ("kata-", "/webhooks") if word in said]


def forget_tries(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("delete from web_knock")


def signed_topic(real):
    keys = json.loads((real.home / "data/keys.json").read_text())
    with override_settings(SECRET_KEY=keys["secret_key"]):
        return live.probe(clock.now())


def test_the_doctor_finds_nothing_wrong_from_outside(front):
    _, said = front.desk.run("doctor", "--public", front.address)

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
