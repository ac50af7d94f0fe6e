"""
Small words of four languages, and words that are no slips.
"""

from __future__ import annotations

_FILLERS = """
ya dong deh sih kok aja saja nya itu ini the a an to i me my please tolong mohon
kak pak bu bapak ibu mas mbak min admin gan sis saya aku kami dan and di ke
sama dengan bicara ngomong tanya hubungi minta talk speak with
mau ingin would like want bisa dapat can could apakah apa untuk for is
akang teteh kang teh neng atuh mah wae kula abdi nggih inggih mangga monggo arep badhe
bade hoyong hayang tiasa saged iso nyuwun menawi upami punten
"""
FILLERS = frozenset(_FILLERS.split())
"""Words that add politeness, not meaning."""

_REAL_WORDS = """
kurang berada warung kalian tinggal sampah berasa selama selamanya kuning bekas kering
dukung berupa samping bahaya sarung tulang pinter tangga sarang kucing remote tunggal
persen dengar menguras pengajuan mengajukan ajukan diajukan mengadakan betapa tanggap
beras repot berkah berkat tangkal darah resort tekanan pembakaran membakar dayang
dagang during tayang sarana datar dalang bahas nyaris dibaca satus majikan langsing
kurung disiarkan diminati dicintai dimata dimasa cancer chance sanding nyatakan ingatan
dimasukan masukan dibawah testing spending repost pengakuan pengadaan orange states
dirusak gratin grafis booming thinks ending kamar
"""
REAL_WORDS = frozenset(_REAL_WORDS.split())
"""Common words that are one letter away from those of a phrase, and mean themselves."""
