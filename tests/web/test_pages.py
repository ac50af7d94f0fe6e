"""What every page keeps to: words, icons, errors, safety."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.db import OperationalError, connection

import loket
from loket.lib import ids
from loket.lib.pulse import beat
from loket.web import icons, plain
from tests.web import messages

HOME = Path(loket.__file__).parent
CATALOGUE = HOME / "locale/id/LC_MESSAGES/django.po"


def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id", abort_invalid=True)


def test_every_sentence_is_translated_and_none_is_left_over():
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue()
        if message.id and message.string
    }

    assert messages.used() - known == set()
    assert known - messages.used() == set()


def test_translations_keep_their_variables():
    for message in catalogue():
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        spoken = (
            message.string if isinstance(message.string, str) else message.string[0]
        )
        wanted = set(re.findall(r"%\((\w+)\)s", english))
        assert set(re.findall(r"%\((\w+)\)s", spoken)) == wanted, english


def test_all_icons_of_the_list_are_drawn_and_used():
    sources = [p for p in (HOME / "web").rglob("*") if p.suffix in {".html", ".py"}]
    text = "".join(p.read_text() for p in sources if p.name != "icons.py")

    assert all(f'id="{name}"' in icons.sprite() for name in icons.USED)
    assert [name for name in icons.USED if f'"{name}"' not in text] == []


def test_no_page_holds_code_or_style_of_its_own():
    for path in (HOME / "web/templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path


class Away:
    def cursor(self):
        raise OperationalError


def test_health_tells_that_the_process_lives_and_nothing_else(client, monkeypatch):
    monkeypatch.setattr(plain, "connection", Away())
    answer = client.get("/health")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_balancer_hears_of_database_and_workers_but_nobody_from_outside(
    client, db, monkeypatch
):
    def words(**headers):
        answer = client.get("/health/ready", headers=headers)
        return answer.status_code, answer.content.decode()

    assert words() == (200, "database ok\nworker missing\n")
    assert words(x_forwarded_for="203.0.113.7")[0] == 404
    with connection.cursor() as cursor:
        life = {
            "id": ids.new(), "kind": "worker", "host": "loket", "pid": 7, "age_s": 60,
            "memory_bytes": 1, "cpu_s": 1, "quiet_s": "{}",
        }  # fmt: skip
        cursor.execute(beat.QUERIES["tell"], life)
    assert words() == (200, "database ok\nworker ok\n")
    with connection.cursor() as cursor:
        cursor.execute("""update pulse_process set quiet_s = '{"sending": 500}'""")
    assert words() == (200, "database ok\nworker late\n")

    monkeypatch.setattr(plain, "connection", Away())
    assert words() == (503, "database away\n")


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError, 503, "Basis data sedang tidak menjawab"),
        (ValueError, 500, "Data Anda aman"),
    ],
)
def test_trouble_has_a_page_of_its_own(client, db, monkeypatch, error, status, words):
    from loket.web.demo import views

    def fail(*_):
        raise error

    monkeypatch.setattr(views.people, "citizen", fail)
    client.raise_request_exception = False

    answer = client.get("/")

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_a_missing_page_says_what_to_do_in_both_languages(client):
    assert "Halaman ini tidak ada" in client.get("/tidak/ada").content.decode()

    client.cookies["language"] = "en"
    assert "There is no such page here" in client.get("/tidak/ada").content.decode()


def test_the_browser_is_told_to_be_strict(client, db):
    headers = client.get("/sign-in/").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"


def test_the_language_of_the_browser_is_not_asked(client, db):
    page = client.get("/sign-in/", headers={"Accept-Language": "en"}).content.decode()

    assert '<html lang="id"' in page


def test_choices_are_kept_in_cookies(client, db):
    answer = client.post(
        "/preferences", {"language": "en", "theme": "dark", "next": "/sign-in/"}
    )

    assert answer.headers["Location"] == "/sign-in/"
    page = client.get("/sign-in/").content.decode()
    assert '<html lang="en" data-bs-theme="dark"' in page


def test_an_unknown_choice_is_not_kept(client):
    answer = client.post(
        "/preferences", {"language": "xx", "theme": "x", "next": "//jahat.test"}
    )

    assert answer.headers["Location"] == "/"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("path", "kind"), [("tokens.css", "text/css"), ("loket.js", "text/javascript")]
)
def test_files_travel_packed(client, path, kind):
    answer = client.get(f"/static/{path}", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith(kind)
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_files_travel_as_they_are_to_whoever_wants_that(client):
    answer = client.get("/static/tokens.css")

    assert b"--lk-bg" in answer.content
    assert "Content-Encoding" not in answer.headers
