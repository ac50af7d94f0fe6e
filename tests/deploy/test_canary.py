"""
Nobody's data gets into a log, a list of processes, an error page or a figure.

A citizen's number, name, words and birth date, an identity number, and secrets are
planted wherever something can be sent to a real desk, by its front door and by its
commands. Then all that it wrote is searched for them.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from pathlib import Path

import psycopg
import pytest

from tests.deploy import factors
from tests.deploy.conftest import SECRETS
from tests.desk import deliveries

NIK = "9901014112900042"
PHONE = "6281999888777"
NAME = "Kenarina Burungwati"
WORDS = "kicauburung"
POISON = f"racun {WORDS} {NIK}"
TOKEN = "EAAkenaritokenrahasia"
PASSWORD = "sandikenari99"
EMAIL = "kenari.tamu@rumah.test"
CANARIES = (
    NIK, PHONE, PHONE[2:], *NAME.split(), WORDS, TOKEN, PASSWORD, EMAIL,
    EMAIL.partition("@")[0], *SECRETS.values(), "1990-12-01", "01121990",
)  # fmt: skip
HEAD, HEAD_PASSWORD = "kepala@loket.test", "anggrek-biru-1290"
# The database is told in its own words that a value is bad; they repeat the value.
LISTS = ("pulse_process", "pulse_count")


def as_sent(name: str, words: str) -> bytes:
    """A delivery in the name of our citizen."""
    raw = json.loads(deliveries.body([deliveries.text(f"wamid.{name}", PHONE, words)]))
    value = raw["entry"][0]["changes"][0]["value"]
    value["contacts"][0]["profile"]["name"] = NAME
    return json.dumps(raw).encode()


def query(**words: str) -> str:
    return urllib.parse.urlencode(words)


@pytest.fixture(scope="module")
def seen(real):
    """Pages that refused something, after everything was tried."""
    answers = [*knock(real), *write(real), *sign_in(real), *break_things(real)]
    answers += command(real)
    real.until(lambda: counted(real, "messaging_event", "state = 0") == 0)
    real.until(lambda: counted(real, "messaging_event", "state = 2") > 0)
    real.until(lambda: "event=receipt" in real.logs())
    return answers


def write(real):
    """Words of a citizen: understood, not understood, poisoned, broken, forged."""
    for name, words in (
        ("C1", f"halo saya {NAME} nik {NIK}"),
        ("C2", f"{WORDS} lahir 01-12-1990 atau 01121990"),
        ("C3", POISON),
        ("C4", f"#{NAME}#01121990#{NIK}#"),
    ):
        assert real.deliver(as_sent(name, words)).status == 200
    citizen = real.emulator.citizen(PHONE, NAME)
    citizen.say(f"menu {WORDS}")
    odd = as_sent("C5", WORDS).replace(b'"type": "text"', f'"type": "{WORDS}"'.encode())
    refused = deliveries.body(
        statuses=[
            {
                **deliveries.receipt("wamid.out", PHONE, "failed"),
                "errors": [
                    {"code": 131026, "title": NAME, "message": f"{NIK} {PHONE}"}
                ],
            }
        ]
    )
    raw = as_sent("C6", WORDS)
    return [
        real.deliver(odd),
        real.deliver(refused),
        real.deliver(raw[:-7]),
        real.deliver(b"[" * 50_000 + WORDS.encode()),
        real.deliver(f'{{"entry": "{NIK}\\u0000"}}'.encode()),
        real.ask("/webhooks/whatsapp", raw, X_Hub_Signature_256=f"sha256={TOKEN}"),
        real.ask(f"/webhooks/whatsapp?{query(**{'hub.verify_token': TOKEN})}"),
        real.ask(
            "/webhooks/whatsapp?"
            + query(**{
                "hub.mode": "subscribe", "hub.challenge": "7",
                "hub.verify_token": SECRETS["loket_whatsapp_verify_token"],
            })
        ),
    ]  # fmt: skip


def knock(real):
    """Addresses, headers and names of hosts that hold what they should not."""
    inside = f"http://127.0.0.1:{real.web}"
    return [
        real.ask(f"/{NIK}/{WORDS}?{query(q=NAME, nik=NIK)}"),
        real.ask(f"/offices/{NIK}/agenda/?q={PHONE}"),
        real.ask(f"/talks/{NIK}/", X_Request_ID=PHONE),
        real.ask("/sign-in/", address=inside, Host=f"{WORDS}.test"),
        real.ask("/live/?topics=office:" + NIK),
        real.ask("/preferences", f"theme={NAME}".encode()),
        real.ask("/sign-in/", b"x=" + NIK.encode() * 90_000),
        real.ask("/sign-in/", b"\xff\xfe" + NIK.encode(), Content_Type="text/" + WORDS),
    ]


def form(real, path, cookie, **fields):
    word = next(it for it in cookie.split("; ") if it.startswith("loket_csrf="))
    fields["csrfmiddlewaretoken"] = word.partition("=")[2]
    return real.ask(
        path, urllib.parse.urlencode(fields).encode(), Cookie=cookie,
        Referer=real.address,
    )  # fmt: skip


def sign_in(real):
    """Forms of staff with a citizen's data in every field, by somebody who may."""
    add = ("staff", "add", HEAD, "Sari Wulandari", "--duty", "head")
    assert real.run(*add, given=HEAD_PASSWORD + "\n")[0] == 0
    cookie = real.ask("/sign-in/").headers["set-cookie"].partition(";")[0]
    wrong = form(real, "/sign-in/", cookie, email=EMAIL, password=PASSWORD)
    first = form(real, "/first-run/", cookie, code=WORDS, name=NAME, email=EMAIL,
                 password=PASSWORD)  # fmt: skip
    right = form(real, "/sign-in/", cookie, email=HEAD, password=HEAD_PASSWORD)
    assert right.status == 302, right
    session = re.search(r"loket_session=\w+", right.headers["set-cookie"])
    cookie = f"{cookie}; {session.group()}" if session else cookie
    real.cookie = cookie
    factors.add_app(real, cookie)
    pages = [
        real.ask(f"/offices/TM/agenda/?{query(q=NAME)}", Cookie=cookie),
        real.ask(f"/offices/TM/agenda/?{query(q=NIK, day=WORDS)}", Cookie=cookie),
    ]
    assert all(page.status == 200 for page in pages)
    return [
        wrong, first,
        form(real, "/costs/prices", cookie, **{
            "rate-category": WORDS, "rate-amount": NIK, "rate-source": NAME}),
        form(real, "/texts/id/menu/wordings", cookie, words=f"{NAME} {{{WORDS}}}"),
        form(real, "/offices/TM/quotas", cookie, capacity=NIK, slot=NAME),
        form(real, f"/bookings/{NIK}/arrival", cookie),
    ]  # fmt: skip


def break_things(real):
    """A page that fails in the database, while it holds somebody's words."""
    move = "alter table {} rename to {}"
    with psycopg.connect(real.url, autocommit=True) as connection:
        connection.execute(move.format("web_knock", "away"))
        cookie = real.ask("/sign-in/").headers["set-cookie"].partition(";")[0]
        broken = form(real, "/sign-in/", cookie, email=EMAIL, password=PASSWORD)
        connection.execute(move.format("away", "web_knock"))
    assert broken.status == 500
    assert re.search(r"<code>[0-9a-f]{32}</code>", broken.body)
    return [broken]


def command(real):
    """Commands that fail, with secrets in what they are given."""
    broken = f"postgresql://loket:{PASSWORD}@127.0.0.1:1/loket"
    payload = real.home / "payload.json"
    payload.write_text("{" + WORDS)
    said = [
        real.run("migrate", LOKET_DATABASE_URL=broken),
        real.run("doctor", LOKET_DATABASE_URL=broken),
        real.run("doctor", LOKET_DATABASE_URL=f"postgresql://{PASSWORD}:{TOKEN}@[x"),
        real.run("worker", LOKET_SMTP_URL=f"gopher://{PASSWORD}@x"),
        real.run("channel", "add", "whatsapp", "1", given=TOKEN + "\n"),
        real.run("channel", "check", given=TOKEN),
        real.run("staff", "add", HEAD, "Sari", "--duty", "head", given=PASSWORD + "\n"),
        real.run("channel", "parse", "whatsapp", str(payload)),
    ]
    (real.home / "commands.log").write_text("\n".join(words for _, words in said))
    return []


def counted(real, table, where):
    with psycopg.connect(real.url, autocommit=True) as connection:
        (row,) = connection.execute(f"select count(*) from {table} where {where}")
        return row[0]


def found_in(text: str) -> list[str]:
    return [word for word in CANARIES if word.lower() in text.lower()]


def test_no_log_holds_anybodys_data(real, seen):
    logs = real.logs()

    assert logs.count("\n") > 40
    assert "event=turn_failed" in logs
    assert "event=parked" in logs
    assert 'event="request failed"' in logs
    assert 'event="signature refused"' in logs
    assert [(w, line(logs, w)) for w in found_in(logs)] == []


def line(logs: str, word: str) -> str:
    at = logs.lower().index(word.lower())
    return logs[logs.rfind("\n", 0, at) + 1 : logs.find("\n", at)]


def test_no_answer_to_what_was_refused_repeats_it(seen):
    """But a form gives back what was typed into its own fields, never a password."""
    refused = [it for it in seen if it.status not in {422, 429}]

    assert len(refused) >= 18
    assert [(it.status, found_in(it.body)) for it in refused if found_in(it.body)] == []
    typed = "".join(it.body for it in seen)
    assert PASSWORD not in typed
    assert TOKEN not in typed


def test_no_list_of_processes_holds_a_secret(real, seen):
    words = [
        Path(f"/proc/{process.pid}/{name}").read_bytes().decode(errors="replace")
        for process in real.processes.values()
        for name in ("cmdline", "comm")
    ]

    assert all(words)
    assert found_in("".join(words)) == []


def test_no_figure_holds_anybodys_data(real, seen):
    figures = real.ask("/metrics", address=f"http://127.0.0.1:{real.figures}")

    assert figures.status == 200
    assert "loket_turn_seconds_bucket" in figures.body
    assert found_in(figures.body) == []
    for table in LISTS:
        with psycopg.connect(real.url) as connection:
            rows = connection.execute(f"select t::text from {table} t").fetchall()
        assert rows
        assert found_in(str(rows)) == []


def test_one_id_tells_the_story_of_a_message(real, seen):
    """From the way in over the worker and the sender to the last receipt."""
    with psycopg.connect(real.url) as connection:
        cause, message = connection.execute(
            "select cause_id, id from messaging_message "
            "where direction = 'out' and state >= 4 order by id limit 1"
        ).fetchone()
    told = [it for it in real.logs().splitlines() if f"trace={cause}" in it]
    events = [re.search(r"event=(\w+)", it).group(1) for it in told]

    assert {"received", "heard", "sent", "receipt"} <= set(events)
    assert sum(f"message={message}" in it for it in told) >= 3
    web = real.processes["web"].log.read_text()
    failed = re.search(r'event="request failed".*request=([0-9a-f]{32})', web).group(1)
    assert web.count(f"request={failed}") == 2
    real.until(lambda: failed in (real.home / "loket.log").read_text())
