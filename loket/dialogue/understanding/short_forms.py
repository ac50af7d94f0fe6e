"""
How words are shortened and misspelt in chat: data, so that a new habit is one word.

Each row is the word as the lists of this folder write it, and the ways in which it
is typed. A way stands in one row only.
"""

from __future__ import annotations

_FORMS = {
    "admin": "adm atmin",
    "alamat": "almt alamt",
    "antre": "antri ngantri ngantre",
    "antrean": "antrian antreian antrena",
    "appointment": "appointments apointment appoinment",
    "bagaimana": "gmn gimana gmna bgmn bgaimana gimna",
    "bahasa": "bhs bhasa",
    "balas": "bales dibales dibalas bls dibls",
    "baru": "bru",
    "batal": "btal batall batl",
    "bayar": "byr byar bayr",
    "belum": "blm blom belom blum",
    "benar": "bnr bner bener",
    "berapa": "brp brapa brpa",
    "besok": "bsk besuk bsok",
    "biaya": "biya biyaya byaya biaia",
    "bikin": "bikinin bkin bikn",
    "bisa": "bs bsa",
    "dari": "dr dri",
    "datang": "dtg dateng",
    "dengan": "dgn",
    "dimana": "dmn dmana dimna",
    "harga": "hrga hrg",
    "hilang": "ilang hlang",
    "harus": "hrs kudu",
    "ingin": "pgn pengen pengin pingin pngen",
    "jadi": "jd",
    "jadwal": "jdwl jadwl jadual",
    "jam": "jm pukul pkl",
    "jangan": "jgn jngn",
    "juga": "jg",
    "jumat": "jum'at jumaat",
    "kalau": "kalo klo kl klu",
    "kantor": "ktr kntr kntor",
    "karena": "krn",
    "kenapa": "knp knapa",
    "makasih": "mksh trims makasi mkasih",
    "mau": "mo mw maw",
    "minggu": "ahad",
    "mohon": "mhn",
    "paspor": "pasport passport pspor passpor pasepor paspot",
    "petugas": "ptgs",
    "reschedule": "reskedul reschedul resedule reskejul",
    "saya": "sy sya saia",
    "sebentar": "bentar bntr sbntr sbentar ntar entar bentaran",
    "setengah": "stgh",
    "sudah": "sdh udah udh dah",
    "syarat": "syrt",
    "tanggal": "tgl tg",
    "tanya": "tny nanya nanyak nnya tnya",
    "terus": "trs trus",
    "thanks": "thx tq ty",
    "tidak": "gak ga gk engga nggak ngga enggak tdk ngak ndak kagak nda",
    "tolong": "tlg tlong",
    "untuk": "utk",
    "yang": "yg",
}
SHORT_FORMS = {form: word for word, forms in _FORMS.items() for form in forms.split()}
"""What is typed -> the word."""
