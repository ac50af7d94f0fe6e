"""
What people write for each intent in Sundanese, everyday and polite speech. Words
that are the same in Indonesian stand there.
"""

from __future__ import annotations

PHRASES: dict[str, tuple[str, ...]] = {
    "stop": (
        "ulah ngirim", "tong ngirim", "ulah dikirim", "tong dikirim",
        "eureun ngirim", "eureun langganan", "liren langganan",
    ),
    "start": ("kirim deui", "ngirim deui", "emutan deui"),
    "erase": ("pupus data", "hapuskeun data", "data dipupus", "data dihapuskeun"),
    "export": ("menta data", "nyuhunkeun data", "salinan data"),
    "person": (
        "nyarios sareng", "ngobrol jeung jelema", "ngomong jeung jelema",
        "sareng petugas", "jeung petugas", "sareng jalmi", "lain robot", "sanes mesin",
    ),
    "complaint": ("kuciwa", "ngadukeun", "ngalaporkeun", "dipenta duit", "teu sopan"),
    "official": (
        "asli henteu", "resmi henteu", "resmi teu", "asli teu", "ngabohong",
        "leres kantor", "tipu",
    ),
    "leave waiting list": (
        "kaluar daftar tunggu", "kaluar tina daftar tunggu", "batal daftar tunggu",
    ),
    "waiting list": ("daftar tunggu", "daptar tunggu", "milu daftar tunggu"),
    "reschedule": (
        "gentos dinten", "ganti poe", "robah poe", "robih dinten", "gentos jadwal",
        "robah jadwal", "robih jadwal", "ngarobah jadwal", "ngarobih jadwal",
        "pindah poe", "pindah dinten", "diundurkeun", "gentos waktos",
    ),
    "cancel": (
        "bolay", "dibolaykeun", "ngabolaykeun", "batalkeun", "dibatalkeun",
        "ngabatalkeun", "teu jadi datang", "teu janten dongkap", "teu tiasa dongkap",
        "teu tiasa sumping", "teu bisa datang", "moal jadi", "moal janten",
    ),
    "paid": (
        "atos bayar", "parantos bayar", "geus mayar", "atos mayar",
    ),
    "status": (
        "tos janten", "atos janten", "parantos janten", "geus jadi", "geus jadi can",
        "iraha janten", "iraha jadi", "nyokot paspor", "nyandak paspor",
    ),
    "requirements": (
        "sarat", "saratna", "mawa naon", "mawa naon wae", "nyandak naon",
        "kedah nyandak", "harus mawa", "peryogi naon",
    ),
    "fees": (
        "sabaraha", "sabaraha hargana", "pangaosna", "waragad", "mayar",
        "mayar sabaraha", "bayar sabaraha", "biaya sabaraha",
    ),
    "lost": (
        "paspor leungit", "paspor ical", "leungiteun paspor", "paspor ruksak",
    ),
    "duration": ("sabaraha dinten", "sabaraha poe", "sabaraha lami"),
    "opening hours": (
        "buka tabuh", "buka tabuh sabaraha", "tabuh sabaraha", "muka tabuh",
        "tutup tabuh", "iraha buka", "iraha muka", "jam sabaraha", "pere",
    ),
    "location": (
        "palih mana", "di palih mana", "dimana kantorna", "mana kantorna", "tempatna",
    ),
    "mine": (
        "antrean abdi", "antrean kuring", "jadwal abdi", "jadwal kuring", "kode abdi",
        "ningali antrean", "ningal jadwal",
    ),
    "book": (
        "nyieun paspor", "jieun paspor", "ngadamel paspor", "damel paspor",
        "ngurus paspor", "nyandak antrean", "nyokot antrean", "ngadaptar", "daptar",
        "mesen antrean",
    ),
    "indonesian": ("basa indonesia",),
    "english": ("basa inggris",),
    "language": ("ganti basa", "gentos basa"),
    "sundanese": ("basa sunda",),
    "javanese": ("basa jawa",),
    "menu": ("bantosan", "nyuhunkeun bantosan", "tulungan"),
    "wait": ("antosan", "sakedap", "ke heula", "engke heula"),
    "thanks": ("nuhun", "hatur nuhun", "haturnuhun"),
    "greeting": (
        "sampurasun", "wilujeng enjing", "wilujeng siang", "wilujeng sonten",
        "wilujeng wengi", "punten", "kumaha damang",
    ),
}  # fmt: skip
