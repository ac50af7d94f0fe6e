"""
The words for days and hours in four languages: data, so that a missing one is one
word to add.

Each row says one thing under one English token; the grammar of days and hours knows
the tokens only (`time_text.plain`). The columns are Indonesian (with its short forms
and the usual typos), English, Javanese and Sundanese (low and high speech). A word
may stand in one row only. `week?` is "minggu", a week or a Sunday.
"""

from __future__ import annotations

Row = tuple[str, str, str, str]

TIME_WORDS: dict[str, Row] = {
    "today": ("sekarang skrg skr skrng", "today now tonight",
              "saiki sakniki sapunika sakmenika", "ayeuna"),
    "tomorrow": ("besok bsk bsok besuk esok", "tomorrow tomorow tmrw tmr tmw",
                 "sesuk sesok mbenjing benjing mbenjang benjang", "isukan"),
    "overmorrow": ("lusa", "overmorrow", "emben embene", "pageto"),
    "yesterday": ("kemarin kmrn kemaren", "yesterday", "wingi", "kamari"),
    "next": ("depan dpn mendatang berikutnya", "next coming upcoming following",
             "ngarep ngarepe ngajeng", "hareup payun"),
    "this": ("ini", "this", "iki niki punika menika", "ieu"),
    "last": ("lalu", "last ago", "kepungkur", "katukang"),
    "ahead": ("lagi lg", "ahead", "maneh malih engkas", "deui"),
    "in": ("dalam dlm", "in within", "", ""),
    "after": ("setelah sesudah habis abis hbs sehabis selepas bada ba'da selesai",
              "after", "sawise sakwise sasampunipun bar bakda",
              "sanggeus saatos saba'da"),
    "before": ("sebelum sblm sebelom", "before", "sadurunge sakdurunge saderengipun",
               "samemeh sateuacan"),
    "day": ("hari hr", "day days", "dina dinten dinane", "poe"),
    "week": ("pekan", "week weeks", "", ""),
    "week?": ("minggu mggu mnggu mingu", "", "", ""),
    "month": ("bulan bln", "month months", "wulan sasi", "sasih"),
    "year": ("tahun thn taun", "year", "", ""),
    "date": ("tanggal tgl tggl tg", "date", "kaping", ""),
    "start": ("awal", "beginning start early", "", ""),
    "middle": ("pertengahan", "mid middle", "", ""),
    "end": ("akhir", "end", "", ""),
    "weekend": ("wiken", "weekend weekends", "", ""),
    "1 week": ("seminggu sepekan", "", "sakminggu", "saminggu"),
    "1 day": ("sehari", "", "sedina", "sapoe"),
    "1 month": ("sebulan", "", "sewulan sakwulan", "sabulan"),
    "hour": ("jam jm pukul pkl pk", "at", "", "tabuh"),
    "o'clock": ("", "o'clock oclock", "", ""),
    "am": ("", "am", "", ""),
    "pm": ("", "pm", "", ""),
    "halfway": ("setengah stgh stengah setgh", "", "", "satengah"),
    "half": ("", "half", "", ""),
    "quarter": ("seperempat perempat prempat", "quarter", "seprapat", "saparapat"),
    "less": ("kurang krg", "", "", "kirang"),
    "past": ("lewat lwt lebih lbh", "past", "luwih punjul", "langkung leuwih"),
    "minute": ("menit mnt", "minutes minute", "", ""),
    "morning": ("pagi pgi", "morning", "esuk isuk", ""),
    "noon": ("siang siank", "noon midday", "awan siyang", "beurang"),
    "afternoon": ("sore petang", "afternoon", "sonten", "burit"),
    "evening": ("malam malem mlm", "evening night", "bengi dalu", "peuting wengi"),
    "morning?": ("", "", "enjing", ""),
    "greet": ("selamat met slamat slmt", "good", "sugeng", "wilujeng"),
    "pray": ("salat sholat solat shalat", "", "", ""),
    "jumatan": ("jumatan jum'atan jumahan", "", "jemuwahan", "jumaahan"),
    "dzuhur": ("dzuhur zuhur dhuhur duhur zhuhur", "dhuhr", "luhur", "lohor"),
    "ashar": ("ashar asar asyar", "asr", "", ""),
    "maghrib": ("maghrib magrib", "", "", ""),
    "subuh": ("subuh shubuh", "fajr", "", ""),
    "lunch": ("istirahat ishoma", "lunch", "", ""),
    "eat": ("makan", "", "mangan dhahar", "dahar"),
    "monday": ("senin snin sen", "monday mon", "senen", ""),
    "tuesday": ("selasa slasa sel", "tuesday tue tues", "", "salasa"),
    "wednesday": ("rabu rbu rab", "wednesday wed", "rebo", ""),
    "thursday": ("kamis kmis kam", "thursday thu thurs thur", "kemis", ""),
    "friday": ("jumat jum'at jumaat jmat jmt jum", "friday fri",
               "jemuwah jemuah jumuah jumuwah", "jumaah juma'ah"),
    "saturday": ("sabtu sbtu sab", "saturday sat", "setu sebtu", "saptu"),
    "sunday": ("ahad", "sunday sun", "ngahad akad", ""),
}  # fmt: skip

NUMBER_WORDS: dict[str, Row] = {
    "1": ("satu stu", "one", "siji setunggal", "hiji"),
    "2": ("dua", "two", "loro kalih rong", ""),
    "3": ("tiga tga", "three", "telu telung tigang", "tilu"),
    "4": ("empat mpat", "four", "papat patang sekawan", "opat"),
    "5": ("lima", "five", "limang gangsal", ""),
    "6": ("enam", "six", "enem nem", "genep"),
    "7": ("tujuh tuju", "seven", "pitu pitung", ""),
    "8": ("delapan lapan", "eight", "wolu wolung", "dalapan"),
    "9": ("sembilan", "nine", "sanga sangang", "salapan"),
    "10": ("sepuluh", "ten", "sedasa", "sapuluh"),
    "11": ("sebelas", "eleven", "sewelas", "sabelas"),
    "12": ("duabelas", "twelve", "rolas", ""),
    "13": ("tigabelas", "thirteen", "telulas", ""),
    "14": ("empatbelas", "fourteen", "patbelas", ""),
    "15": ("limabelas", "fifteen", "limalas", ""),
    "16": ("enambelas", "sixteen", "nembelas", ""),
    "17": ("tujuhbelas", "seventeen", "pitulas", ""),
    "18": ("delapanbelas", "eighteen", "wolulas", ""),
    "19": ("sembilanbelas", "nineteen", "sangalas", ""),
    "21": ("", "", "selikur", "salikur"),
    "22": ("", "", "rolikur", ""),
    "23": ("", "", "telulikur", ""),
    "24": ("", "", "patlikur", ""),
    "25": ("", "", "selawe", ""),
    "26": ("", "", "nemlikur", ""),
    "27": ("", "", "pitulikur", ""),
    "28": ("", "", "wolulikur", ""),
    "29": ("", "", "sangalikur", ""),
    "2 tens": ("", "twenty", "", ""),
    "3 tens": ("", "thirty", "", ""),
    "tens": ("puluh", "", "dasa", ""),
    "teen": ("belas", "", "welas", ""),
    "score": ("", "", "likur", ""),
}  # fmt: skip
"""Token -> words. "tens", "teen" and "score" make a number of the one before."""

_SLIPPED = """
besok kemarin depan tanggal minggu senin selasa kamis jumat sabtu
tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
empat tujuh delapan sembilan sepuluh sebelas setengah seperempat
"""
SLIPPED = frozenset(_SLIPPED.split())
"""The words in which one slip is forgiven, with the months. In rarer ones a slip is
less likely than another word that is meant ("kamar" is no "kamari")."""

_NOT_A_SLIP = """
selama tinggal tunggal tangga tanggap tangkal sunda sundae marah macet market match
marem merch sebelah segelas sekelas kamil kumis kemari serasa semasa selada selasar
empal embat belok bosok berok begok dewan dipan degan tubuh tuduh munggu
"""
NOT_A_SLIP = frozenset(_NOT_A_SLIP.split())
"""Common words that are one letter away from those, and mean themselves."""
