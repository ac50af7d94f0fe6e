"""What is wanted, in four languages, one wish or several in one message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import intent
from loket.dialogue.understanding.intent import Intent

SAID: dict[Intent, tuple[str, ...]] = {
    Intent.RESCHEDULE: (
        "mau ganti jadwal ke hari senin",
        "reskedul dong",
        "jadwal saya mau diganti",
        "pindah ke hari selasa bisa?",
        "bisa diundur gak kak",
        "i want to change my appointment",
        "ngganti dina pripun nggih",
        "abdi hoyong gentos dinten",
    ),
    Intent.REQUIREMENTS: (
        "syarat bikin paspor apa aja",
        "berkas apa aja yg perlu dibawa",
        "bedanya paspor baru sama penggantian apa?",
        "persyaratannya",
        "what documents do i need",
        "syarate opo wae",
        "kedah nyandak naon wae",
    ),
    Intent.LOST: (
        "paspor hilang gimana ya",
        "paspor saya ilang di jalan",
        "i lost my passport",
        "paspore ilang",
        "paspor abdi leungit",
    ),
    Intent.DURATION: (
        "berapa lama jadinya paspor?",
        "paspor jadi brp hari",
        "how long does it take",
        "suwene piro",
        "sabaraha dinten",
    ),
    Intent.WAIT: ("bentar ya", "tunggu dulu", "hold on", "sekedap", "antosan"),
    Intent.FEES: (
        "kalo yg 5 tahun?",
        "bisa sehari jadi ga",
        "berapa biaya perpanjang paspor",
        "bayarnya brp ya",
        "biya nya brp",
        "how much is a new passport",
        "regane piro",
        "sabaraha hargana",
    ),
    Intent.OPENING_HOURS: (
        "buka jam brp",
        "jam buka kantor sabtu",
        "besok buka gak",
        "tutup jam berapa kak",
        "what time do you open",
        "bukak jam piro",
        "tabuh sabaraha buka",
    ),
    Intent.LOCATION: (
        "alamatnya dmn kak",
        "lokasi kantor imigrasi",
        "sharelok dong",
        "where is your office",
        "wonten pundi kantoripun",
        "palih mana kantorna",
    ),
    Intent.OFFICIAL: (
        "ini nomor resmi?",
        "bukan penipuan kan",
        "ada yg nawarin bantu urus, itu beneran petugas?",
        "is this the official number?",
        "is this a scam",
        "asli nopo mboten",
        "ieu resmi henteu",
    ),
    Intent.LANGUAGE: ("ganti bahasa", "change language", "gentos basa"),
    Intent.JAVANESE: ("BASA JAWA", "bahasa jawa", "boso jowo wae", "in javanese"),
    Intent.SUNDANESE: ("BASA SUNDA", "pakai bahasa sunda", "in sundanese"),
    Intent.STOP: (
        "berhenti kirim pesan",
        "jangan kirim pesan lagi",
        "matikan pengingat",
        "stop sending me messages",
        "ojo ngirim pesen maneh",
        "tong ngirim deui",
    ),
    Intent.START: ("aktifkan pengingat", "subscribe again", "kirim deui"),
    Intent.ERASE: (
        "hapus data saya",
        "tolong hapus semua data saya",
        "delete my data",
        "busak dataku",
        "pupus data abdi",
    ),
    Intent.EXPORT: (
        "minta data saya",
        "saya mau minta salinan data saya",
        "data apa saja yang disimpan tentang saya",
        "send me a copy of my data",
        "nyuwun data kula",
        "nyuhunkeun data abdi",
    ),
    Intent.PERSON: (
        "bisa bicara dengan petugas?",
        "mau ngomong sama orang",
        "bukan robot tolong",
        "talk to a human",
        "kula badhe matur kalih petugas",
        "hoyong nyarios sareng jalmi",
    ),
    Intent.COMPLAINT: (
        "mau komplain",
        "saya kecewa dengan pelayanan",
        "petugasnya kasar",
        "m-paspor error terus",
        "kok lama banget sih dibales",
        "ada calo di depan",
        "i want to complain",
        "kula kuciwa",
        "abdi kuciwa",
    ),
    Intent.STATUS: (
        "paspor saya sudah jadi belum",
        "kapan paspor bisa diambil",
        "status permohonan paspor",
        "when will my passport be ready",
        "paspore wis dadi durung",
        "paspor tos janten?",
    ),
    Intent.BOOK: (
        "saya mau antrean",
        "masih ada kuota ga?",
        "arep gawe paspor",
        "abdi bade ngadamel paspor",
        "need a new passport",
    ),
    Intent.MINE: ("antrean saya mana", "antreanku", "jadwal abdi"),
    Intent.CANCEL: (
        "batalin antrean dong",
        "ora iso teko sesuk",
        "teu tiasa dongkap",
        "i can't come",
    ),
    Intent.THANKS: ("terima kasih infonya", "matur nuwun", "hatur nuhun", "thx"),
    Intent.GREETING: ("sampurasun", "kulonuwun", "hai kak"),
}
EXAMPLES = [(said, meant) for meant, all_ in SAID.items() for said in all_]


@pytest.mark.parametrize(("said", "meant"), EXAMPLES)
def test_a_wish_is_heard_in_every_language(said: str, meant: Intent) -> None:
    assert [wish.intent for wish in intent.wishes(said)] == [meant]
    strongest = intent.wish(said)
    assert strongest is not None
    assert strongest.intent is meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "mau bikin paspor besok, syaratnya apa dan biayanya berapa?",
            [Intent.BOOK, Intent.REQUIREMENTS, Intent.FEES],
        ),
        ("alamat sama jam buka dong", [Intent.LOCATION, Intent.OPENING_HOURS]),
        ("dokumen + biaya", [Intent.REQUIREMENTS, Intent.FEES]),
        (
            "ga bisa dateng besok, ganti hari lain bisa?",
            [Intent.CANCEL, Intent.RESCHEDULE],
        ),
        ("halo min, mau tanya biaya paspor anak", [Intent.FEES]),
        ("batalkan antrean saya. makasih", [Intent.CANCEL]),
        (
            "sesuk arep gawe paspor, syarate opo wae?",
            [Intent.BOOK, Intent.REQUIREMENTS],
        ),
        ("where are you and how much is it", [Intent.LOCATION, Intent.FEES]),
    ],
)
def test_two_wishes_in_one_message_are_both_heard(
    said: str, meant: list[Intent]
) -> None:
    assert [wish.intent for wish in intent.wishes(said)] == meant


@pytest.mark.parametrize(
    ("said", "unwanted"),
    [
        ("jangan batalkan antrean saya", Intent.CANCEL),
        ("gak jadi batal", Intent.CANCEL),
        ("i don't want to cancel", Intent.CANCEL),
        ("bukan mau komplain", Intent.COMPLAINT),
        ("ora mbatalke", Intent.CANCEL),
    ],
)
def test_what_is_denied_is_not_wanted(said: str, unwanted: Intent) -> None:
    assert unwanted not in [wish.intent for wish in intent.wishes(said)]


@pytest.mark.parametrize(
    ("said", "is_whole"),
    [
        ("berapa biayanya ya kak", True),
        ("alamat kantor imigrasi dimana", True),
        ("Siti Aminah mau tanya biaya", False),
        ("biaya, Budi Santoso", False),
    ],
)
def test_what_else_was_said_is_known(said: str, is_whole: bool) -> None:
    assert [wish.is_whole for wish in intent.wishes(said)] == [is_whole]


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("kula badhe damel paspor", "jv"),
        ("abdi bade ngadamel paspor", "su"),
        ("mau bikin paspor", "id"),
        ("i need a passport", "en"),
        ("halo", "id"),
        ("hi", ""),
    ],
)
def test_the_language_of_the_words_is_known(said: str, language: str) -> None:
    wish = intent.wish(said)

    assert wish is not None
    assert wish.language == language


@pytest.mark.parametrize(
    "said", ["kamar mandi", "warung sebelah", "berada di luar", "orange", "kucing saya"]
)
def test_another_word_is_no_typo_of_a_wish(said: str) -> None:
    assert intent.wishes(said) == []


@given(st.lists(st.sampled_from([said for said, _ in EXAMPLES]), max_size=4))
def test_wishes_come_once_and_in_order(said: list[str]) -> None:
    heard = [wish.intent for wish in intent.wishes(". ".join(said))]

    assert len(heard) == len(set(heard))
    assert bool(heard) == bool(said)
