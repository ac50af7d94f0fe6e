"""
The words behind each intent: data, so that a missing one is one line to add.

They are written as `text.words` gives them back: small letters, short forms
written out. The phrases stand in a file for each language.
"""

from __future__ import annotations

from loket.dialogue.understanding import (
    phrases_en,
    phrases_id,
    phrases_jv,
    phrases_su,
)

PHRASES = {
    "id": phrases_id.PHRASES,
    "en": phrases_en.PHRASES,
    "jv": phrases_jv.PHRASES,
    "su": phrases_su.PHRASES,
}
"""Language -> intent -> phrases. What stands under two languages is of neither."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "menu": (
        "menu", "menu utama", "main menu", "home", "restart", "beranda", "ke menu",
        "kembali ke menu", "back to menu", "mulai lagi", "mulai dari awal",
    ),
    "leave": (
        "batal", "batalkan", "batalin", "cancel", "tidak jadi", "gajadi", "gakjadi",
        "nevermind", "never mind", "keluar", "exit", "quit", "jangan jadi", "ora sido",
        "mboten sios", "teu jadi", "teu janten",
    ),
    "stop": (
        "stop", "berhenti", "unsubscribe", "unsub", "unreg", "stop all", "hentikan",
        "mandheg", "mandeg", "eureun",
    ),
    "start": ("mulai", "start", "subscribe", "langganan", "unstop", "mimiti"),
    "leave waiting list": (
        "keluar daftar", "keluar daftar tunggu", "leave list", "leave waiting list",
        "metu daftar", "kaluar daftar",
    ),
    "waiting list": ("daftar tunggu", "waiting list", "waitlist"),
    "english": (
        "english", "in english", "bahasa inggris", "inggris", "speak english",
        "language english", "en",
    ),
    "javanese": (
        "bahasa jawa", "basa jawa", "basa jowo", "boso jowo", "javanese",
    ),
    "sundanese": ("bahasa sunda", "basa sunda", "sundanese"),
    "language": ("bahasa", "language"),
    "requirements": ("syarat", "persyaratan", "dokumen", "requirements"),
    "fees": ("biaya", "tarif", "harga", "bayar", "fees", "price"),
    "opening hours": ("jam buka", "jam layanan", "opening hours"),
    "location": ("alamat", "lokasi", "address", "location"),
    "indonesian": (
        "indonesia", "bahasa indonesia", "indonesian", "in indonesian",
    ),
    "person": (
        "petugas", "orang", "admin", "operator", "cs", "person", "human", "agent",
        "officer", "staff", "manusia",
    ),
}  # fmt: skip
"""Intent -> whole messages that mean it at any step."""

_CONNECTIVES = """
dan terus sekalian juga serta plus lalu atau kemudian and then also or lan
"""
CONNECTIVES = frozenset(_CONNECTIVES.split())
"""Between two of them stands one wish."""

NEGATIONS = (
    "bukan", "jangan", "tidak mau", "tidak ingin", "tidak jadi", "tidak usah",
    "tidak perlu", "belum mau", "not", "don't", "don't want", "do not", "no need",
    "ora", "ojo", "dudu", "mboten", "sanes", "ulah", "tong", "teu hoyong",
    "teu hayang", "henteu",
)  # fmt: skip
"""What is named right behind one of these is not wanted."""

_ASKING = """
berapa apa apakah bagaimana dimana kapan kenapa ada sih tau tahu kalau soal tentang
kantor imigrasi nomor wa whatsapp gedung info
what how much where when which is are do does there about know
piro pinten napa opo piye pripun ngendi sabaraha naon kumaha iraha
"""
ASKING = frozenset(_ASKING.split())
"""Words that only ask, beside the fillers."""

ABSORBED: dict[str, frozenset[str]] = {
    "book": frozenset({
        "stop", "erase", "export", "person", "complaint", "official", "reschedule",
        "cancel", "status", "requirements", "lost", "duration", "fees",
        "opening hours", "location", "mine",
    }),
    "mine": frozenset({"erase", "export", "reschedule", "cancel", "status"}),
    "person": frozenset({"complaint"}),
    "menu": frozenset({"thanks"}),
    "status": frozenset({
        "fees", "requirements", "lost", "duration", "reschedule", "cancel",
        "opening hours",
    }),
    "opening hours": frozenset({"reschedule"}),
}  # fmt: skip
"""Intent -> those beside which it is only their object: "biaya bikin paspor" asks for
a price and books nothing."""

COURTESIES = frozenset({"greeting", "thanks", "menu", "wait"})
"""Said beside a wish, they are none."""

_MARKS = {
    "jv": """
        kula kulo arep badhe mboten ora opo nopo piye pripun njenengan panjenengan
        sampeyan gawe nggawe damel ndamel sesuk mbenjing piro pinten iki niki wis
        sampun isa iso saged ngendi pundi karo kalih teko dugi sido
    """,
    "su": """
        abdi kuring urang bade hoyong hayang teu henteu kumaha naon sabaraha iraha
        isukan nyieun ngadamel tiasa ieu tabuh geus parantos atos tos palih moal
    """,
    "id": """
        mau saya ingin bisa yang dong kak pak bu ya tolong mohon untuk antrean antre
        jadwal tidak apa di ke dan besok lusa jam
    """,
}
MARKS = {language: frozenset(marks.split()) for language, marks in _MARKS.items()}
"""Words by which a language is known. English is what has none of them."""
