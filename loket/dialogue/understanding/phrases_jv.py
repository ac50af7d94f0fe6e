"""
What people write for each intent in Javanese, low and high speech. Words that are
the same in Indonesian stand there.
"""

from __future__ import annotations

PHRASES: dict[str, tuple[str, ...]] = {
    "stop": (
        "ojo kirim", "ojo ngirim", "ampun ngirim", "mandheg langganan",
        "mandeg langganan", "ojo dikirimi", "ojo diwa", "ampun dikirimi",
    ),
    "start": ("kirim maneh", "kirim malih", "ngirim maneh", "elingke aku"),
    "erase": ("busak data", "hapusen data", "data dibusak", "data dihapuse"),
    "export": ("njaluk data", "nyuwun data", "salinan data"),
    "person": (
        "ngomong wong", "omong wong", "karo wong", "kaliyan tiyang", "kalih tiyang",
        "matur petugas", "kalih petugas", "karo petugas", "dudu robot", "sanes robot",
    ),
    "complaint": (
        "wadul", "gela", "kuciwa", "ngadokake", "petugas galak", "petugas kasar",
        "dijaluki duit", "dipunsuwuni arta",
    ),
    "official": (
        "asli opo", "asli nopo", "asli napa", "tenanan opo", "ngapusi", "apusan",
        "resmi opo", "resmi nopo", "saestu kantor",
    ),
    "leave waiting list": (
        "metu daftar tunggu", "metu saka daftar tunggu", "medal daftar tunggu",
        "medal saking daftar tunggu", "batal daftar tunggu",
    ),
    "waiting list": ("daftar tunggu", "daftar ngenteni", "melu daftar tunggu"),
    "reschedule": (
        "ngganti dina", "ganti dina", "ganti dinten", "gantos dinten", "ngganti jadwal",
        "gantos jadwal", "pindah dina", "pindah dinten", "ngundurke jadwal",
        "dimundurke", "ngowahi jadwal", "ganti wektu", "gantos wekdal",
    ),
    "cancel": (
        "batalke", "mbatalke", "dibatalke", "mbatalaken", "dipunbatalaken",
        "ora iso teko", "ora isa teka", "ora sido teko", "mboten saged dugi",
        "mboten saged rawuh", "mboten sios dugi", "wurung",
    ),
    "paid": (
        "wis bayar nanging", "sampun bayar", "sampun mbayar", "wis mbayar",
        "wis tak bayar",
    ),
    "status": (
        "wis dadi", "sampun dados", "dadi durung", "dados dereng", "kapan dadi",
        "kapan dados", "njupuk paspor", "mendhet paspor",
    ),
    "requirements": (
        "syarate", "syaratipun", "nggowo opo", "nggawa apa", "gowo opo", "mbeto nopo",
        "mbeta napa", "mbekta napa", "butuh opo",
    ),
    "fees": (
        "rego", "regane", "reginipun", "mbayar", "bayar piro", "mbayar piro",
        "mbayar pinten", "piro regane", "pinten regine", "ragad", "wragad",
        "ragatipun", "piro biayane", "pinten biayanipun",
    ),
    "lost": ("paspor hilang", "paspore hilang", "kelangan paspor", "paspor risak"),
    "duration": ("pinten dinten dados", "piro dino dadi", "suwene piro"),
    "opening hours": (
        "bukak", "bukak jam", "bukak jam piro", "bikak", "bikak jam", "jam piro bukak",
        "jam pinten bikak", "tutup jam piro", "tutup jam pinten", "jam piro",
        "jam pinten", "prei",
    ),
    "location": (
        "ngendi", "neng ngendi", "nang ngendi", "neng endi", "wonten pundi", "pundi",
        "ngendi kantore", "panggonan",
    ),
    "mine": (
        "antrean kula", "antrean kulo", "antreanku", "jadwal kula", "jadwal kulo",
        "kode kula", "ndelok antrean", "mirsani antrean", "ndelok jadwal",
    ),
    "book": (
        "gawe paspor", "nggawe paspor", "damel paspor", "ndamel paspor",
        "ngurus paspor", "njupuk antrean", "mendhet antrean", "ndaftar", "ndhaftar",
        "pesen antrean", "pados antrean", "njaluk antrean",
    ),
    "indonesian": ("boso indonesia", "basa indonesia"),
    "english": ("boso inggris", "basa inggris"),
    "language": (
        "ganti boso", "ganti basa", "gantos basa",
    ),
    "javanese": ("boso jowo", "basa jawa", "basa jowo", "bahasa jowo"),
    "sundanese": ("boso sunda", "basa sunda"),
    "menu": ("tulung", "nyuwun tulung", "njaluk tulung"),
    "wait": ("sedhela", "sedela", "mengko dhisik", "mangke rumiyin", "sekedap"),
    "thanks": ("matur nuwun", "suwun", "maturnuwun", "matur suwun", "nuwun"),
    "greeting": (
        "sugeng enjing", "sugeng siang", "sugeng sonten", "sugeng dalu",
        "kulonuwun", "kulo nuwun", "nuwun sewu", "nyuwun sewu",
    ),
}  # fmt: skip
