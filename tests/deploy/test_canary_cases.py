"""
What identifies a case or its holder is planted in every way in to cases of a real desk:
the chat, forms, the search, the pick-up desk, a table. Then it is looked for.
"""

from __future__ import annotations

import json
import re
import urllib.parse
import uuid

import psycopg
import pytest

from tests.deploy import factors
from tests.deploy.conftest import Real
from tests.desk import deliveries

NIK = "9902024304910077"
NUMBER = "9926119942424242"
NAME = "Merakwati Cendrawasih"
PHONE = "6281777666555"
BORN = "1991-04-03"
BILLING = "820261129424242"
CANARIES = (
    NIK, NUMBER, *NAME.split(), PHONE, PHONE[2:], BORN, BILLING,
    " ".join(NUMBER[at : at + 4] for at in range(0, 16, 4)),
    " ".join(NIK[at : at + 4] for at in range(0, 16, 4)),
)  # fmt: skip
OFFICER, PASSWORD = "petugas.berkas@loket.test", "melati-hijau-3481"
TABLE = (
    "Nomor Permohonan;Nama;Tgl Lahir;No HP;Kode Billing;Status\r\n"
    f"{NUMBER[:-1]}3;{NAME};{BORN};{PHONE};{BILLING};Dicetak\r\n"
    f"{NIK};{NAME};bukan tanggal;{PHONE};{BILLING};Dicetak\r\n"
)


class Browser:
    """Somebody signed in, with what forms need."""

    def __init__(self, real: Real) -> None:
        self.real = real
        self.cookie = real.ask("/sign-in/").headers["set-cookie"].partition(";")[0]
        first = self.post("/sign-in/", email=OFFICER, password=PASSWORD)
        session = re.search(r"loket_session=\w+", first.headers.get("set-cookie", ""))
        assert session, first
        self.cookie += f"; {session.group()}"
        factors.add_app(real, self.cookie)

    @property
    def token(self) -> str:
        words = (it for it in self.cookie.split("; ") if it.startswith("loket_csrf="))
        return next(words).partition("=")[2]

    def get(self, path: str):
        return self.real.ask(path, Cookie=self.cookie)

    def post(self, path: str, **fields: str):
        fields["csrfmiddlewaretoken"] = self.token
        body = urllib.parse.urlencode(fields).encode()
        return self.real.ask(path, body, Cookie=self.cookie, Referer=self.real.address)

    def upload(self, path: str, name: str, content: str, token: str = ""):
        mark = uuid.uuid4().hex
        body = (
            f"--{mark}\r\nContent-Disposition: form-data; name=csrfmiddlewaretoken\r\n"
            f"\r\n{token or self.token}\r\n--{mark}\r\nContent-Disposition: form-data; "
            f'name="table"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
            f"{content}\r\n--{mark}--\r\n"
        )
        return self.real.ask(
            path, body.encode(), Cookie=self.cookie, Referer=self.real.address,
            Content_Type=f"multipart/form-data; boundary={mark}",
        )  # fmt: skip


@pytest.fixture(scope="module")
def seen(real):
    """The answers to everything that was tried, with how each was meant."""
    add = ("staff", "add", OFFICER, "Tari", "--duty", "administrator")
    assert real.run(*add, given=PASSWORD + "\n")[0] == 0
    browser = Browser(real)
    answers = [*forms(browser), *table(browser), *wrong_ways(browser)]
    answers += chat(real)
    real.until(lambda: count(real, "messaging_event where state = 0") == 0)
    real.until(
        lambda: count(real, "cases_import where state in ('checking', 'running')") == 0
    )
    return answers


def forms(browser: Browser):
    """A case is opened, found, moved and handed out, with data in every field."""
    fields = {
        "office": "TM", "type": "paspor-baru", "number": NUMBER, "name": NAME,
        "birth_date": BORN, "phone": PHONE, "nik": NIK,
    }  # fmt: skip
    made = browser.post("/cases/additions/", **fields)
    assert made.status == 302, made
    page = made.headers["location"]
    found = browser.post("/cases/searches", q=NUMBER)
    assert found.headers["location"] == page
    assert browser.post("/cases/searches", q=NIK).headers["location"] == page
    shown = browser.post(f"{page}nik-looks", reason="papers")
    assert NIK[-4:] in shown.body
    before = re.search(r'name="before"\s+value="(\d+)"', browser.get(page).body)
    assert before
    return [
        made,
        found,
        browser.post("/cases/searches", q=NAME[:-1]),
        browser.post("/offices/TM/collecting/codes", q=f"{NUMBER[:-1]}9"),
        browser.post(f"{page}moves", before=before.group(1), after=NUMBER),
        browser.post(f"{page}niks", nik=f"{NIK}9"),
        browser.post(f"{page}nik-looks", reason=NIK),
        browser.get("/cases/exports"),
    ]


def table(browser: Browser):
    """A table comes in, once rightly, once from another site."""
    came = browser.upload("/cases/imports/additions", "berkas.csv", TABLE)
    assert came.status == 302, came
    page = came.headers["location"]
    fixed = {"fixed-office": "TM", "fixed-type": "paspor-baru"}
    columns = {
        f"column-{name}": str(place)
        for place, name in enumerate(
            ("number", "name", "birth_date", "phone", "billing", "stage")
        )
    }
    browser.post(f"{page}checks", **fixed, **columns)
    state = "cases_import where state = 'checked'"
    browser.real.until(lambda: count(browser.real, state) > 0)
    browser.post(f"{page}runs")
    state = "cases_import where state = 'done'"
    browser.real.until(lambda: count(browser.real, state) > 0)
    forged = browser.upload("/cases/imports/additions", "x.csv", TABLE, token="falsch")
    assert forged.status == 403
    return [forged, browser.post(f"{page}checks", **{"column-number": NIK})]


def wrong_ways(browser: Browser):
    """Addresses that hold what they should not."""
    quoted = urllib.parse.quote(NAME)
    return [
        browser.get(f"/cases/{NUMBER}/"),
        browser.get(f"/cases/?office={NIK}&stage={quoted}&after={NUMBER}"),
        browser.get(f"/setup/cases/{NUMBER}/"),
        browser.post(f"/cases/{NUMBER}/moves"),
        browser.get(f"/live/?topics=case:{NUMBER}"),
    ]


def chat(real: Real):
    """A citizen asks for the case with everything they know."""
    said = []
    for n, words in enumerate((f"status {NUMBER} lahir 3 April 1991", f"nik {NIK}")):
        raw = json.loads(
            deliveries.body([deliveries.text(f"wamid.CASE{n}", PHONE, words)])
        )
        value = raw["entry"][0]["changes"][0]["value"]
        value["contacts"][0]["profile"]["name"] = NAME
        said.append(real.deliver(json.dumps(raw).encode()))
    assert [it.status for it in said] == [200, 200]
    return said


def count(real: Real, what: str) -> int:
    with psycopg.connect(real.url, autocommit=True) as connection:
        (row,) = connection.execute(f"select count(*) from {what}")
        return row[0]


def found_in(text: str) -> list[str]:
    return [word for word in CANARIES if word.lower() in text.lower()]


def test_no_log_and_no_figure_holds_them(real, seen):
    logs = real.logs()
    figures = real.ask("/metrics", address=f"http://127.0.0.1:{real.figures}")

    assert "route=case-searches" in logs
    assert "route=case-import-additions" in logs
    assert found_in(logs) == []
    assert found_in(figures.body) == []


def test_no_address_and_no_page_of_a_refusal_repeats_them(seen):
    where = [it.headers.get("location", "") for it in seen]
    refused = [it for it in seen if it.status in {400, 403, 404, 405, 500}]

    assert len(refused) >= 4
    assert found_in(" ".join(where)) == []
    assert [(it.status, found_in(it.body)) for it in refused if found_in(it.body)] == []


def test_no_table_of_cases_and_no_list_of_acts_holds_them_open(real, seen):
    tables = (
        "cases_case", "cases_caseevent", "cases_import", "cases_importfault",
        "audit_entry", "messaging_notice",
    )  # fmt: skip
    with psycopg.connect(real.url) as connection:
        for name in tables:
            rows = connection.execute(f"select t::text from {name} t").fetchall()
            assert rows or name == "messaging_notice", name
            assert found_in(str(rows)) == [], name


def test_no_file_of_the_desk_holds_them_open(real, seen):
    words = [p.read_bytes() for p in (real.home / "data").rglob("*") if p.is_file()]

    assert words
    assert found_in(b"".join(words).decode("latin-1")) == []
