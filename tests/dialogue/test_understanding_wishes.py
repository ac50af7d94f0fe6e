from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import choose, intent, text
from loket.dialogue.understanding.intent import Intent

SERVICES = {"1": "Paspor baru", "2": "Penggantian paspor", "3": "Paspor anak"}
SHOWN = [("svc:1", "Paspor baru"), ("svc:2", "Penggantian paspor")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mau bikin paspor", Intent.BOOK),
        ("mw bkin pasport dong kak", Intent.BOOK),
        ("antri besok bisa?", Intent.BOOK),
        ("booking", Intent.BOOK),
        ("i need an appointment", Intent.BOOK),
        ("perpanjang paspor gimana ya", Intent.BOOK),
        ("jadwal saya", Intent.MINE),
        ("lihat antrean saya dong", Intent.MINE),
        ("my bookings please", Intent.MINE),
        ("batalkan antrean saya", Intent.CANCEL),
        ("saya tidak bisa datang besok", Intent.CANCEL),
        ("cancel my appointment", Intent.CANCEL),
        ("bicara petugas", Intent.PERSON),
        ("mau ngomong sama orang", Intent.PERSON),
        ("talk to a person", Intent.PERSON),
        ("halo", Intent.GREETING),
        ("haloooo kak", Intent.GREETING),
        ("Assalamualaikum", Intent.GREETING),
        ("selamat pagi pak", Intent.GREETING),
        ("hello", Intent.GREETING),
        ("terima kasih ya", Intent.THANKS),
        ("makasih 🙏", Intent.THANKS),
        ("bantuan", Intent.MENU),
        ("halo mau bikin paspor", Intent.BOOK),
        ("batalin antre dong", Intent.CANCEL),
    ],
)
def test_wishes_are_heard(said: str, meant: Intent) -> None:
    wish = intent.wish(said)

    assert wish is not None
    assert wish.intent is meant


@pytest.mark.parametrize("said", ["asdf", "Siti Aminah", "12-03-1990", "", "🙂", "???"])
def test_other_words_are_no_wish(said: str) -> None:
    assert intent.wish(said) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("batal", Intent.LEAVE),
        ("BATAL!", Intent.LEAVE),
        ("#batal", Intent.LEAVE),
        ("#batal#", Intent.LEAVE),
        ("# BATAL", Intent.LEAVE),
        ("STOP", Intent.STOP),
        ("Berhenti", Intent.STOP),
        ("unsubscribe", Intent.STOP),
        ("MULAI", Intent.START),
        ("start", Intent.START),
        ("gak jadi deh", Intent.LEAVE),
        ("cancel", Intent.LEAVE),
        ("menu", Intent.MENU),
        ("Menu utama", Intent.MENU),
        ("english please", Intent.ENGLISH),
        ("Bahasa Indonesia", Intent.INDONESIAN),
        ("petugas", Intent.PERSON),
        ("batal ke kantor senin karena sakit", None),
        ("jadwal saya", None),
    ],
)
def test_commands_are_whole_messages(said: str, meant: Intent | None) -> None:
    assert intent.command(said) is meant


def test_the_language_of_a_wish_is_known() -> None:
    english = intent.wish("I want to book an appointment")
    mixed = intent.wish("mau book appointment dong")

    assert english is not None
    assert english.language == "en"
    assert mixed is not None
    assert mixed.language == "id"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1", "svc:1"),
        ("no 2", "svc:2"),
        ("yang pertama", "svc:1"),
        ("kedua", "svc:2"),
        ("yang ke 2 ya", "svc:2"),
        ("terakhir", "svc:2"),
        ("yg no.2 dong", "svc:2"),
        ("2️⃣", "svc:2"),
        ("①", "svc:1"),
        ("opsi satu", "svc:1"),
        ("paling atas", "svc:1"),
        ("yang bawah", "svc:2"),
        ("sing kapindho", "svc:2"),
        ("nu kahiji", "svc:1"),
        ("the first one", "svc:1"),
        ("Paspor baru", "svc:1"),
        ("PENGGANTIAN PASPOR", "svc:2"),
        ("3", None),
        ("12", None),
        ("21", None),
        ("paspor", None),
        ("", None),
    ],
)
def test_a_place_or_a_title_is_a_choice(said: str, meant: str | None) -> None:
    assert choose.pick(said, SHOWN) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("baru", "1"),
        ("yang baru dong", "1"),
        ("pengantian", "2"),
        ("paspor brau", "1"),
        ("bbaru kak", "1"),
        ("abru", "1"),
        ("anka", "3"),
        ("enak", None),
        ("saya mau yang brau untuk besok siang jam dua", None),
        ("buat anak saya", "3"),
        ("paspor", None),
        ("lainnya", None),
    ],
)
def test_only_words_that_tell_names_apart_decide(said: str, meant: str | None) -> None:
    assert choose.by_name(said, SERVICES) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("paspor saya sudah bisa diambil belum", None),
        ("permohonan saya sudah sampai mana", None),
        ("sudah saya bayar kemarin", "paid"),
        ("sudah", "paid"),
    ],
)
def test_already_says_when_and_not_what(said: str, meant: str | None) -> None:
    offered = [("paid", "Sudah bayar"), ("person", "Petugas"), ("menu", "Menu")]

    assert choose.resembles(said, offered) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ya", True),
        ("iya betul", True),
        ("ok", True),
        ("Ya, pesan", True),
        ("yes please", True),
        ("👍", True),
        ("👌🏽", True),
        ("nggih", True),
        ("muhun", True),
        ("iyo pak", True),
        ("mboten", False),
        ("henteu", False),
        ("❌", False),
        ("🙏", None),
        ("tidak", False),
        ("gak jadi", False),
        ("no", False),
        ("bukan, salah", False),
        ("besok saja", None),
        ("apa ya", None),
        ("ya?", None),
        ("boleh tanya", None),
        ("Siti Aminah", None),
        ("", None),
    ],
)
def test_yes_and_no_are_told_apart(said: str, meant: bool | None) -> None:
    assert choose.agrees(said) is meant


@pytest.mark.parametrize(
    ("said", "meant", "same"),
    [
        ("penganti", "pengganti", True),
        ("petguas", "petugas", True),
        ("petugass", "petugas", True),
        ("petugas", "petugas", True),
        ("baru", "bari", False),
        ("senin", "selasa", False),
        ("tirtasari", "tirtasara", True),
    ],
)
def test_one_slip_of_the_finger_is_forgiven(said: str, meant: str, same: bool) -> None:
    assert text.nearly(said, meant) is same


@given(st.text(max_size=300))
def test_no_text_breaks_the_understanding(said: str) -> None:
    intent.command(said)
    intent.wish(said)
    choose.agrees(said)
    assert choose.pick(said, SHOWN) in ("svc:1", "svc:2", None)
    assert choose.resembles(said, SHOWN) in ("svc:1", "svc:2", None)
