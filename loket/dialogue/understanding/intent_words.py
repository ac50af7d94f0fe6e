"""
The words behind each intent: data, so that a missing one is one line to add.

They are written as `text.words` gives them back: small letters, short forms
written out.
"""

from __future__ import annotations

_FILLERS = """
ya dong deh sih kok aja saja nya itu ini the a an to i me my please tolong mohon
kak pak bu bapak ibu mas mbak min admin gan sis saya aku kami dan and di ke
sama dengan bicara ngomong tanya hubungi minta talk speak with
mau ingin would like want bisa dapat can could apakah apa untuk for is
"""
FILLERS = frozenset(_FILLERS.split())
"""Words that add politeness, not meaning."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "menu": (
        "menu", "menu utama", "main menu", "mulai", "mulai lagi", "start", "home",
        "restart", "beranda", "ke menu", "kembali ke menu", "back to menu",
    ),
    "stop": (
        "batal", "batalkan", "batalin", "cancel", "tidak jadi", "nevermind",
        "never mind", "stop", "berhenti", "keluar", "exit", "quit", "jangan jadi",
    ),
    "english": (
        "english", "in english", "bahasa inggris", "inggris", "speak english",
        "language english", "en",
    ),
    "indonesian": (
        "indonesia", "bahasa", "bahasa indonesia", "indonesian", "in indonesian",
    ),
    "person": (
        "petugas", "orang", "admin", "operator", "cs", "person", "human", "agent",
        "officer", "staff", "manusia",
    ),
}  # fmt: skip

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "person": {
        "id": (
            "petugas", "operator", "bicara orang", "ngomong orang", "chat orang",
            "hubungi orang", "sama orang", "dengan orang", "manusia",
            "customer service", "bicara admin", "hubungi admin", "chat admin",
            "tanya orang", "tanya admin", "bicara petugas", "tanya petugas",
        ),
        "en": (
            "person", "human", "officer", "real person", "talk someone",
            "speak someone", "talk person", "speak person", "an agent", "live agent",
        ),
    },
    "cancel": {
        "id": (
            "batalkan antrean", "batal antrean", "batalkan antre", "batalkan jadwal",
            "batalin antrean", "batalin antre", "batal antre", "batal booking",
            "batalkan booking", "batalkan pesanan", "batalkan", "batalin",
            "pembatalan", "tidak jadi datang", "tidak bisa datang", "batal datang",
        ),
        "en": (
            "cancel booking", "cancel appointment", "cancel visit", "cancel queue",
            "cancellation", "cannot come", "can't come",
        ),
        "": ("cancel",),
    },
    "mine": {
        "id": (
            "antrean saya", "jadwal saya", "booking saya", "pesanan saya", "kode saya",
            "kode antrean", "lihat antrean", "lihat jadwal", "cek antrean",
            "cek jadwal", "cek booking", "antre saya", "lihat kode",
            "nomor antrean saya", "jam berapa saya", "kapan jadwal saya",
            "lihat antre", "cek antre",
        ),
        "en": (
            "my booking", "my bookings", "my appointment", "my appointments",
            "my queue", "my code", "my visit", "show booking", "check booking",
            "see booking", "when my appointment",
        ),
    },
    "book": {
        "id": (
            "bikin paspor", "buat paspor", "urus paspor", "ganti paspor",
            "perpanjang paspor", "paspor", "antrean", "antre", "daftar",
            "ambil antrean", "pesan antrean", "pesan antre", "ambil nomor",
            "daftar antre", "pesan jadwal", "pesan jam", "buat janji", "bikin janji",
            "ambil antre", "reservasi", "mau datang", "mau pesan", "pesan",
        ),
        "en": (
            "book", "book appointment", "make appointment", "make booking",
            "appointment", "apply", "renew", "schedule visit", "new passport",
            "reserve", "queue number", "make paspor", "renew paspor", "need paspor",
            "want paspor", "get paspor", "book visit", "need appointment",
        ),
        "": ("booking",),
    },
    "english": {
        "en": ("speak english", "english please", "in english", "use english"),
        "id": ("bahasa inggris", "pakai inggris"),
    },
    "indonesian": {
        "id": ("bahasa indonesia", "pakai indonesia"),
        "en": ("in indonesian",),
    },
    "menu": {
        "id": (
            "bantuan", "bantu", "info", "informasi", "bisa apa", "layanan apa",
            "menu", "tanya",
        ),
        "en": ("what can you", "options", "information"),
        "": ("help",),
    },
    "thanks": {
        "id": ("terima kasih", "terimakasih", "makasih", "suwun", "nuhun"),
        "en": ("thank you", "thanks"),
        "": ("tks",),
    },
    "greeting": {
        "id": (
            "halo", "hallo", "helo", "hai", "selamat pagi", "selamat siang",
            "selamat sore", "selamat malam", "pagi", "siang", "sore", "malam",
            "assalamualaikum", "assalamu'alaikum", "permisi", "punten", "sampurasun",
            "met pagi", "met siang", "om swastiastu", "salam",
        ),
        "en": (
            "good morning", "good afternoon", "good evening", "good day",
        ),
        "": ("hi", "p", "hello", "hey"),
    },
}  # fmt: skip

_INDONESIAN = """
mau saya ingin bisa yang dong kak pak bu ya tolong mohon untuk antrean antre jadwal
tidak apa di ke dan besok lusa jam
"""
INDONESIAN = frozenset(_INDONESIAN.split())
"""Who uses one of these does not write English."""
