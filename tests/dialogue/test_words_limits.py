from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue import words_limits
from loket.dialogue.types import Option, Reply


@given(st.text(max_size=60), st.integers(5, 30))
def test_clipped_words_fit(text: str, limit: int) -> None:
    assert words_limits.length(words_limits.clip(text, limit)) <= limit


def test_an_emoji_counts_as_the_channel_counts_it() -> None:
    assert words_limits.length(words_limits.clip("🙏" * 600, 1024)) <= 1024


def test_words_are_cut_after_a_word() -> None:
    cut = words_limits.clip("Kantor Imigrasi Kelas I Tirtasari", 24)

    assert cut == "Kantor Imigrasi Kelas I…"


@given(st.lists(st.text(min_size=1, max_size=40), max_size=14))
def test_no_title_is_too_long_or_there_twice(titles: list[str]) -> None:
    options = [Option(id=str(n), title=title) for n, title in enumerate(titles)]

    fitted = words_limits.fit(Reply(words="x", options=options)).options

    shown = [option.title for option in fitted]
    limit = 20 if len(shown) <= 3 else 24
    assert len(set(shown)) == len(shown) <= 10
    assert all(len(title) <= limit for title in shown)


def test_a_long_message_is_cut_to_what_a_channel_carries() -> None:
    reply = Reply(words="kata " * 400, label="Pilih salah satu dari ini")

    fitted = words_limits.fit(reply)

    assert len(fitted.words) <= 1024
    assert len(fitted.label) <= 20
