"""
Which of the offered things was meant: "1", "yang pertama", "paspor baru", "ya".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from loket.dialogue.understanding.numbers import RANKS
from loket.dialogue.understanding.phrase_words import FILLERS
from loket.dialogue.understanding.short_forms import SHORT_FORMS
from loket.dialogue.understanding.text import jumbled, nearly, tidy, words

Shown = Sequence[tuple[str, str]]
"""What was offered last, in order: (id, title)."""

MOST_WORDS_OF_AN_ANSWER = 6
# In a longer sentence, a short word with a slip is rather another word.
MOST_WORDS_JUMBLED = 3

_AROUND_WORDS = (
    "no nomor number nomer yang pilih pilihan one opsi option paling angka sing nu"
)
_AROUND = FILLERS.union(_AROUND_WORDS.split())
_digits = re.compile(r"(?:ke-?|#|no\.?|nomor)?(\d{1,2})(?:st|nd|rd|th)?")

_YES_WORDS = """
ya y yes iya iyaa iyah ye yep yoi ok oke okay okey okeh betul benar bener sip siap
setuju lanjut lanjutkan jadi boleh cocok sesuai correct right sure confirm konfirmasi
pesan good great fine baik inggih nggih mantap sudah yup sipp iyo yo yoh leres dados
muhun sumuhun enya heueuh mangga sumangga monggo janten cekap sae
yeah yess gas gaskan gasken gaskeun cus cuss deal acc fix jos joss ayo yuk hayu hayuk
aman yaudah bungkus ahead pesankan perfect exactly absolutely nice cool
"""
_NO_WORDS = """
tidak no nope bukan salah jangan belum wrong not don't cancel batal kurang keliru nanti
ora mboten emoh moh ojo dudu sanes teu henteu ulah embung alim
"""
# Words that may stand beside a yes. None that asks: "apa ya" agrees to nothing.
_SOFT_WORDS = """
dong deh aja saja kak pak bu bapak ibu mas mbak min gan sis saya aku itu ini kok sih
please mau ingin it that is i the thanks thank you makasih terima kasih nya sekali
tolong noted go all looks that's
"""
_FIRST_WORDS = (
    "terdekat tercepat secepatnya secepat terpagi terawal earliest soonest asap"
)
_FIRST = frozenset(_FIRST_WORDS.split())
_MOST = frozenset(["paling", "pling", "plg", "pang"])
_EARLY = frozenset(["pagi", "cepat", "cepet", "cpt", "awal", "isuk", "gancang"])
_SOFT = frozenset(_SOFT_WORDS.split())
_YES = frozenset(_YES_WORDS.split())
_NO = frozenset(_NO_WORDS.split())
_READ_WORDS = "ok oke okay okey okeh siap sip sipp mantap baik good great fine"
_READ = frozenset(_READ_WORDS.split())
# In a sentence it says when, not what: "paspor sudah jadi" is not "Sudah bayar".
_WHEN = "sudah"
_YES_SIGNS = "👍✅👌🆗✔☑💯🙆"
_NO_SIGNS = "👎❌🙅❎🚫"


def agrees(text: str) -> bool | None:
    """True for a yes, False for a no, None for anything else."""
    said = words(text)
    if not said:
        return _sign(text)
    if len(said) > MOST_WORDS_OF_AN_ANSWER:
        return None
    if any(word in _NO for word in said):
        return False
    heard = [word for word in said if word not in _SOFT]
    is_yes = bool(heard) and "?" not in text and all(word in _YES for word in heard)
    return True if is_yes else None


def acknowledges(text: str) -> bool:
    """True for "ok siap" and a thumb: what was said last was read. A yes it is not."""
    said = words(text)
    heard = [word for word in said if word not in _SOFT]
    if not said:
        return _sign(text) is True
    return bool(heard) and "?" not in text and _READ.issuperset(heard)


def begins_with_yes(text: str) -> bool:
    """True for "ya batalin aja", where what is agreed to is said with it."""
    said = words(text)
    return len(said) > 1 and said[0] in _YES and "?" not in text


def _sign(text: str) -> bool | None:
    if any(sign in text for sign in _YES_SIGNS):
        return True
    return False if any(sign in text for sign in _NO_SIGNS) else None


def is_earliest(text: str) -> bool:
    """True if what comes first was meant: "paling cepet", "yg paling pagi"."""
    said = words(text)
    if _FIRST.intersection(said):
        return True
    return any(most in _MOST and word in _EARLY for most, word in pairwise(said))


def by_place(text: str, count: int) -> int | None:
    """Return the index that "2" or "yang kedua" means among `count` things."""
    said = tidy(text).replace("ke ", "ke-").split()
    heard = [SHORT_FORMS.get(w, w) for word in said if (w := word.strip(".,!()"))]
    if len(heard) > 1 and heard[-1] == "one":  # "the first one"
        heard.pop()
    places = [p for word in heard if (p := _place(word)) is not None]
    rest = [w for w in heard if _place(w) is None and w and w not in _AROUND]
    if len(places) != 1 or rest:
        return None
    index = count - 1 if places[0] < 0 else places[0] - 1
    return index if 0 <= index < count else None


def _place(word: str) -> int | None:
    match = _digits.fullmatch(word)
    return int(match[1]) if match else RANKS.get(word)


def by_name(text: str, names: Mapping[str, str]) -> str | None:
    """
    Return the key of the one name that was said, None if none or several were.

    Only words that tell the names apart count: between "Paspor baru" and
    "Penggantian paspor" the word "paspor" decides nothing.
    """
    heard = [word for word in words(text) if word not in FILLERS]
    said = [word for word in heard if word != _WHEN] or heard
    if not said:
        return None
    whole = {key: set(words(name)) for key, name in names.items()}
    shared = set.intersection(*whole.values()) if len(whole) > 1 else set()
    goals = {key: all_ - shared for key, all_ in whole.items()}
    winner = _best(said, goals, nearly)
    if winner is None and len(said) <= MOST_WORDS_JUMBLED:
        winner = _best(said, goals, jumbled)
    return winner


def _best(
    said: Sequence[str], goals: Mapping[str, set[str]], same: Callable[[str, str], bool]
) -> str | None:
    """The key of which most words were said, if there is one such key."""
    points = {
        key: sum(any(same(word, goal) for word in said) for goal in meant)
        for key, meant in goals.items()
    }
    best = max(points.values(), default=0)
    winners = [key for key, score in points.items() if score == best]
    return winners[0] if best and len(winners) == 1 else None


def pick(text: str, shown: Shown) -> str | None:
    """Return the id of the offered thing whose place or whole title was typed."""
    said = words(text)
    index = by_place(text, len(shown))
    if index is not None:
        return shown[index][0]
    return next((id_ for id_, title in shown if said and words(title) == said), None)


def resembles(text: str, shown: Shown) -> str | None:
    """Return the id of the one offered thing of which a part was typed. Numbers have
    to be in it: "24/12" is not "Sel 24 Nov"."""
    said = words(text)
    picked = (
        by_name(text, dict(shown)) if len(said) <= MOST_WORDS_OF_AN_ANSWER else None
    )
    title = words(dict(shown).get(picked, "")) if picked else []
    return picked if all(w in title for w in said if w.isdecimal()) else None
