"""
The words of danger, in four languages: data, so that a missing one is one line.

Trafficking: what is done to people is named as Law 21/2007, article 1 and the leaflets
of the labour protection agency name it (papers taken away, debts, forced work, going
abroad without permits). A word that mostly means something else stands in a phrase:
"paspor mati" is an expired passport.
"""

from __future__ import annotations

ALARMS: dict[str, tuple[str, ...]] = {
    "life": (
        "bunuh diri", "bundir", "mau bunuh", "akan bunuh", "ingin bunuh", "bunuh saya",
        "bunuh anak", "bunuh istri", "bunuh suami", "dibunuh", "membunuh",
        "pembunuhan", "ancam bunuh", "diancam", "mengancam", "ancaman", "mau mati",
        "ingin mati", "lebih baik mati", "akhiri hidup",
        "mengakhiri hidup", "tidak mau hidup", "tidak ingin hidup", "tidak kuat hidup",
        "gantung diri", "kdrt", "disiksa", "dipukuli", "dianiaya", "dicekik",
        "diperkosa", "disandera", "diculik", "penculikan", "ada bom", "bom kantor",
        "pasang bom", "ancaman bom", "teroris", "bacok", "dibacok",
        "ditembak", "bakar kantor", "bakar diri", "nyawa saya", "nyawa terancam",
        "tolong selamatkan", "keselamatan saya terancam",
        "suicide", "kill myself", "kill me", "kill you", "kill them", "want to die",
        "end my life", "killed", "murder", "bomb", "hurt myself", "raped", "hostage",
        "kidnapped", "life danger", "danger life", "threatened", "threatening",
        "beaten", "beats me",
        "nglalu", "arep mateni", "dipateni", "ingin modar", "kepengin mati",
        "pejah kemawon", "dipilara", "diantemi", "dipun ancam",
        "hayang paeh", "hoyong maot", "rek maehan", "dipaehan", "bunuh maneh",
        "digebugan", "dianiaya",
    ),
    "trafficking": (
        "perdagangan orang", "perdagangan manusia", "perdagangan anak",
        "jual beli orang", "tppo", "korban tppo", "diperdagangkan", "dijual orang",
        "dijual ke", "saya dijual", "anak dijual", "disekap", "dikurung",
        "paspor ditahan", "paspor saya ditahan", "paspor disita majikan",
        "paspor disita agen", "paspor diambil agen", "paspor diambil majikan",
        "paspor dipegang agen", "paspor dipegang majikan", "dipaksa kerja",
        "dipaksa bekerja", "dipaksa jadi", "dipaksa melacur", "kerja paksa",
        "kerja tidak digaji", "tidak boleh pulang", "tidak bisa pulang",
        "tidak dipulangkan", "dilarang pulang", "dijebak kerja", "dijebak agen",
        "ditipu agen", "ditipu kerja", "agen ilegal", "kerja ilegal", "pmi ilegal",
        "tki ilegal", "tkw ilegal", "nonprosedural", "non prosedural",
        "berangkat ilegal", "kerja kamboja", "kerja myanmar", "judi kamboja",
        "scam kamboja", "scam myanmar", "perusahaan scam", "jeratan utang",
        "human trafficking", "trafficking", "trafficked", "forced work",
        "forced labour", "forced labor", "forced marriage", "slave", "slavery",
        "paspor taken", "took paspor", "confiscated paspor", "paspor confiscated",
        "keeps paspor", "locked up", "not allowed leave", "can't leave", "sold me",
        "didol wong", "didol neng", "dipekso kerjo", "dipeksa kerja",
        "ora oleh mulih", "mboten angsal wangsul",
        "dijual ka", "diperdagangkeun", "dipaksa digawe", "teu meunang balik",
        "teu kenging mulih", "paspor ditahan dunungan",
    ),
}  # fmt: skip
"""Kind of alarm -> phrases."""
