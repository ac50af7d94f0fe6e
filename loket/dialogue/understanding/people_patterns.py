"""
What stands around names and birth dates in chat, as patterns: labels, relations, what
was wrong. Each reads a bounded piece, whatever is sent.
"""

from __future__ import annotations

import re

# Sixteen digits may stand in groups; a date behind them is none of it.
SEALED_NUMBER = re.compile(
    r"[•*]{4,}\s?\d{0,4}|(?<!\d)(?:\d(?:[ .\-]?\d){15}|\d{15,18})(?!\d)"
)
LABELS = re.compile(
    r"(?<![^\W_])(?:nama\slengkap|namanya|bernama|nama|name|full\sname"
    r"|(?:tanggal|tgl\.?)\slahir(?:nya)?|tempat[,/ ]{0,3}(?:tanggal|tgl)\.?\slahir"
    r"|lahirnya|lahir|ttl|born|date\sof\sbirth|dob|birth\s?date|tanggal|tgl|nik|ktp"
    r"|no\.?\sktp)(?![^\W_])\s*[:=]?",
    re.IGNORECASE,
)
# "Tanggal lahirnya salah, 4-3-1985": what was wrong, and no part of a name.
WRONG = re.compile(
    r"(?<![^\W_])(?:(?:nama|tgl|tanggal|lahir|name|birth)[^,\n\d]{0,20}\s(?:salah|wrong)"
    r"|seharusnya|harusnya|yang\sbenar|yg\sbe?ner|ralat|maksudnya|should\sbe)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
# "Eh salah, Ana 7-7-1987" takes something back; nobody is called so.
TAKEN_BACK = re.compile(
    r"^\s*(?:(?:eh|oh|maaf|aduh|waduh|sorry)[\s,.]+)*(?:(?:salah|ralat|wrong)\s?[,.:!]\s*)?",
    re.IGNORECASE,
)
NOT = r"(?:bukan|tanpa|hapus|coret|not|without|remove)"
AND = re.compile(r"^\s*(?:&|(?:dan|and|sama|serta|plus)(?![^\W_]))", re.IGNORECASE)
# "nama saya Siti", "aku Budi", "my name is Rina". Is and My are names, too.
SPEAKER = re.compile(
    r"^\s*(?:(?:saya|sy|aku|ak|gue|gw|kulo|abdi|sendiri|adalah|ialah|(?-i:is|my)"
    r"|i\s?am|i'm)"
    r"(?![^\W_])\s*)+",
    re.IGNORECASE,
)
# "Anak saya Bima": whose child it is, is no part of the name.
RELATION = re.compile(
    r"^\s*(?:(?:ini|untuk|buat|for|yang\sdatang|yg\sdatang)(?![^\W_])\s*)?"
    r"(?:(?:(?:anak|istri|isteri|suami|ibu|bapak|ayah|mama|papa|adik|adek|kakak|nenek"
    r"|kakek|orang\stua|keponakan)\s(?:saya|sy|aku|gue|gw|kami|kula|abdi)"
    r"|my\s(?:son|daughter|wife|husband|mother|father|child))(?![^\W_])\s*)?",
    re.IGNORECASE,
)
# "Dan istri Rina": how somebody is called to their face is no part of it either. A name
# may begin with Anak ("Anak Agung"), so that one stays.
TITLE = re.compile(
    r"^\s*(?:istri|isteri|suami|adik|adek|kakak|keponakan|bapak|bpk|ibu|sdri?|tn|ny|mrs?)"
    r"\.?\s+(?=[^\W\d_]{2})",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:^|[\n,;])[ \t]*(?:nama(?:\slengkap)?|full\sname|name)\s*[:=]\s*"
    r"(?P<name>[^\n,;]{2,80})(?:.|\n){0,60}?(?:lahir|birth(?:\sdate)?|born|ttl)"
    r"\s*[:=]\s*(?P<born>[^\n;]{4,40})",
    re.IGNORECASE,
)
BREAK = re.compile(r"[\n;]+")
ASIDE = re.compile(r"[,:;()/|]")
