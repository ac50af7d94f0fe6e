"""A citizen asks for their data and for its end; afterwards nothing is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest

from loket.config.keys import keyring
from loket.lib.crypto import CannotOpen
from tests.desk.desk import Desk
from tests.desk.guests import Guest
from tests.desk.processes import ROOT

PASSWORDS = {
    "siti.officer@loket.test": "loket dua mata satu",
    "budi.head@loket.test": "loket dua mata dua",
}
BY, APPROVED_BY = PASSWORDS
# The desk is that of all journeys: each test has names of its own. The numbers are
# invented: no province has the code 99.
FAMILIES = iter(
    (
        ("Rinawati Kusuma", "Anjani Kusuma", "9971015203907351"),
        ("Dewayani Larasati", "Kirana Larasati", "9971015203908462"),
    )
)
SEALED_FOR_A_GROUP = "messaging_body"
# What may name the person by number: the proof, and the list of who did what.
PROOF = {"contacts_datarequest", "audit_entry"}


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """A desk that is never quiet, with two people who may sign."""
    desk.change("update offices_office set quiet_from = '00:00', quiet_until = '00:00'")
    for email, duty in zip(PASSWORDS, ("officer", "head"), strict=True):
        if not desk.rows("select 1 from offices_staff where email = %s", email):
            run(desk, [PASSWORDS[email]], "staff", "add", email, "Siti", "--duty", duty)
    yield desk
    desk.change("update offices_office set quiet_from = '20:00', quiet_until = '07:00'")


def run(desk: Desk, secrets: list[str], *words: str, status: int = 0) -> str:
    """Run the `loket` command as somebody at a terminal would."""
    done = subprocess.run(
        [sys.executable, "-m", "loket.config.cli", *words],
        input="".join(f"{one}\n" for one in secrets),
        env={**os.environ, **desk.env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def signed(desk: Desk, *words: str, status: int = 0) -> str:
    both = "--by", BY, "--approved-by", APPROVED_BY
    return run(desk, list(PASSWORDS.values()), "person", *words, *both, status=status)


@dataclass
class Rina:
    """Somebody who booked with her child, sent a file and a number, and wrote STOP."""

    guest: Guest
    child: str
    nik: str
    code: str
    files: frozenset[str]

    @property
    def personal(self) -> list[str]:
        """What must not be found anywhere once she is erased."""
        born = f"{self.guest.birth_date:%Y-%m-%d}"
        names = self.guest.name, self.child
        masked = "•" * 12 + self.nik[-4:]
        return [*names, self.guest.key, self.code, self.nik, masked, born]


@pytest.fixture
def rina(desk: Desk) -> Rina:
    before = files_known(desk)
    name, child, nik = next(FAMILIES)
    rina = desk.citizen(name)
    rina.comes_to("Kantor Tirtasari", day=2).taps(0)
    rina.says("\n".join([rina.introduction, rina.relative(child, 1)]))
    rina.taps("Ya, pesan").hears("Terpesan")
    code = rina.code
    rina.sends("document")
    rina.says(f"nik saya {nik}")
    rina.says("berapa biayanya?").hears("Rp650.000")
    rina.says("stop").hears("tidak akan lagi mengirim")
    desk.settles()
    files = files_known(desk) - before
    assert files
    assert on_disk(files) == files
    return Rina(rina, child, nik, code, files)


def columns(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Every column of every table that may hold words, numbers or ids."""
    yield from desk.rows(
        "select c.table_name, c.column_name, c.data_type"
        " from information_schema.columns c"
        " join information_schema.tables t using (table_schema, table_name)"
        " where c.table_schema = 'public' and t.table_type = 'BASE TABLE'"
        "   and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea',"
        "     'uuid', 'ARRAY', 'date')"
    )


def opened(box: bytes, context: UUID) -> bytes:
    try:
        return keyring().open(box, context.bytes)
    except CannotOpen:
        return b""


def tables_with(desk: Desk, *needles: str) -> set[str]:
    """Tables in which any of these stands, after all that is sealed was opened."""
    found = set()
    for table, column, kind in columns(desk):
        if kind == "bytea":
            boxes = (
                opened(bytes(box or b""), UUID(str(id_)))
                for id_, box in desk.rows(f"select id, {column} from {table}")
                if len(str(id_)) == 36
            )
            texts = [box.decode(errors="replace") for box in boxes]
        else:
            rows = desk.rows(f"select distinct {column}::text from {table}")
            texts = [text or "" for (text,) in rows]
        if any(needle in text for text in texts for needle in needles):
            found.add(table)
    return {table.partition("_p2")[0] for table in found}


def test_a_copy_holds_everything_and_needs_two_people(
    desk: Desk, rina: Rina, tmp_path: Path
) -> None:
    rina.guest.says("minta data saya").hears("salinan data", "3 x 24 jam")
    assert rina.guest.key not in run(desk, [], "person", "requests")
    taken = tmp_path / "rina.zip"
    words = "person", "export", rina.code, "-o", str(taken)
    alone = "--by", APPROVED_BY, "--approved-by", APPROVED_BY
    said = run(desk, [PASSWORDS[APPROVED_BY]] * 2, *words, *alone, status=1)
    assert "somebody else" in said
    assert not taken.exists()

    signed(desk, *words[1:])

    with ZipFile(taken) as zip_:
        data = json.loads(zip_.read("data.json"))
        page = zip_.read("data.html").decode()
        files = [zip_.read(it) for it in zip_.namelist() if it.startswith("files/")]
    assert taken.stat().st_mode & 0o077 == 0
    assert [content[:5] for content in files] == [b"%PDF-"]
    packed = json.dumps(data, ensure_ascii=False)
    wanted = [*rina.personal, "berapa biayanya?"]
    assert not [one for one in wanted if one not in packed]
    parts = {part["name"]: part for part in data["parts"]}
    assert all(part["purpose"] and part["legal_basis"] for part in data["parts"])
    assert parts["consents"]["rows"][0]["is_stopped"] is True
    assert parts["messages"]["keep_days"] == 730
    assert "Yang diketahui" in page
    assert "Kantor Tirtasari" in page
    assert "is there already" in signed(desk, *words[1:], status=1)


@pytest.fixture
def erased(desk: Desk, rina: Rina) -> tuple[UUID, int]:
    """The contact that she was, and the request by which she was erased."""
    contact = desk.value(
        "select contact_id from contacts_identity where value = %s", rina.guest.key
    )
    before = tables_with(desk, *rina.personal)
    assert {"messaging_event", "messaging_message", "bookings_bookedperson"} <= before
    assert {"contacts_contact", "contacts_identity", SEALED_FOR_A_GROUP} <= before

    rina.guest.says("hapus data saya").hears("sudah kami catat")
    still = signed(desk, "erase", rina.guest.key, status=1)
    assert "still booked" in " ".join(still.split())
    signed(desk, "erase", rina.guest.key, "--end-bookings")
    rina.guest.waits().hears("sekarang dihapus", "Nomor bukti")
    number = desk.value(
        "select id from contacts_datarequest where subject_id = %s", contact
    )
    done = "select state = 'done' from contacts_datarequest where id = %s"
    desk.until(lambda: bool(desk.value(done, number)), 30.0, "not erased")
    # What the platform tells of the last message names the number again.
    rina.guest.ticks()
    desk.settles()
    return contact, number


def test_after_an_erasure_nothing_is_found_but_the_certificate(
    desk: Desk, rina: Rina, erased: tuple[UUID, int]
) -> None:
    contact, number = erased

    assert tables_with(desk, *rina.personal) == {SEALED_FOR_A_GROUP}
    assert tables_with(desk, str(contact)) == PROOF
    assert not on_disk(rina.files)
    shown = run(desk, [], "person", "certificate", str(number))
    assert str(contact) in "".join(shown.split())
    assert not [one for one in rina.personal if one in shown]
    rina.guest.says("halo").hears("mesin penjawab otomatis")
    again = "select contact_id from contacts_identity where value = %s"
    assert desk.value(again, rina.guest.key) != contact


def files_known(desk: Desk) -> frozenset[str]:
    """Names of the files that the database knows."""
    return frozenset(id_.hex for (id_,) in desk.rows("select id from messaging_file"))


def on_disk(names: frozenset[str]) -> frozenset[str]:
    """Those of them that lie on the disk, where other desks keep theirs as well."""
    folder = Path(os.environ["LOKET_DATA_DIR"]) / "files"
    return names & {one.name for one in folder.glob("*/*")}
