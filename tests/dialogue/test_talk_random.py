"""Any order of taps and words ends in a reply that every channel can show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loket.dialogue import talk
from loket.dialogue.commands import NoHour, WhyNot
from loket.dialogue.words_limits import (
    BODY,
    LABEL,
    MOST_OPTIONS,
    OPTION_ID,
    ROW_DESCRIPTION,
    is_list,
)
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, later
from tests.dialogue.places import EAST, MIDDLE, MONDAY, NEW, RENEWAL, WEST

WORDS = [
    "halo", "mau bikin paspor", "paspor baru", "penggantian", "tirtasari", "palewa",
    "besok", "lusa", "jam 10", "10", "1", "2", "yang terakhir", "24/11", "minggu depan",
    "sabtu", "Siti Aminah 12-03-1990", "Budi Santoso", "1-2-1985", "31-02-1990",
    "Rina 1-1-1999\nTono 2-2-1998\nDewi 3-3-1997", "••••••••••••0042", "ya", "tidak",
    "batal", "menu", "english", "indonesia", "petugas", "jadwal saya",
    "batalkan antrean",
    "ganti hari", "ganti kantor", "ganti nama", "asdf", "🙏", "makasih", "siang",
    "#BUDI#25011987#24112026", "x" * 5000, "{0} {office}", "kapan?", "want to book",
    "daftar tunggu", "keluar dari daftar tunggu",
]  # fmt: skip
TAPS = [
    "book", "mine", "menu", "person", "stop", "change", "resume", "keep", "yes",
    "svc:1", "svc:2", "off:1:1", "off:2:2", "day:2026-11-24:1:1", "day:2026-11-23",
    "hour:1:2026-11-24:1:1", "hour:5:2026-11-25:1:1", "days:9:1:1",
    "hours:9:2026-11-24",
    "nonsense", "hour:x", "day:1", "sure:1", "english", "indonesian",
    "list:1:1:2026-11-24", "list:1:1:", "join", "anyday", "waitlist", "unlist:1",
    "take:1", "pass:1",
]  # fmt: skip

said = st.one_of(
    st.tuples(st.just("says"), st.sampled_from(WORDS)),
    st.tuples(st.just("says"), st.text(min_size=1, max_size=60)),
    st.tuples(st.just("taps_id"), st.sampled_from(TAPS)),
    st.tuples(st.just("offered"), st.integers(0, 9)),
    st.tuples(st.just("sends"), st.sampled_from(["audio", "image", "reaction"])),
    st.tuples(
        st.just("both"), st.tuples(st.sampled_from(TAPS), st.sampled_from(WORDS))
    ),
    st.tuples(st.just("later"), st.integers(1, 2000)),
    st.tuples(st.just("back"), st.integers(0, 20)),
)
desks = st.builds(
    lambda free, days, two, three: {"free": free, "days": days, "two": two, "n": three},
    free=st.integers(0, 3),
    days=st.integers(0, 12),
    two=st.booleans(),
    three=st.integers(1, 3),
)


def make(shape: dict[str, Any]) -> Desk:
    desk = Desk(
        services=[NEW, RENEWAL] if shape["two"] else [NEW],
        offices=[WEST, MIDDLE, EAST][: shape["n"]],
    )
    for office in (1, 2, 3):
        for service in (1, 2):
            desk.open(
                office=office, service=service, days=shape["days"], free=shape["free"]
            )
    desk.none[MONDAY + timedelta(days=3)] = NoHour(WhyNot.CLOSED, "Hari Libur")
    return desk


def act(siti: Citizen, kind: str, what: Any, old: list[str]) -> None:
    if kind == "later":
        later(siti.desk, what)
        siti.desk.release_due()
    elif kind == "offered":
        if siti.heard and what < len(siti.ids):
            siti.taps_id(siti.ids[what])
    elif kind == "both":
        siti.turn(choice=what[0], text=what[1])
    elif kind == "back":
        if what < len(old):
            siti.taps_id(old[-what])
    else:
        getattr(siti, kind)(what)


def check(siti: Citizen) -> None:
    reply = siti.reply
    options = reply.options
    titles = [option.title for option in options]
    limit = 24 if is_list(options) else 20
    assert 0 < len(reply.words) <= BODY
    assert len(options) <= MOST_OPTIONS
    assert len(set(titles)) == len(titles)
    assert len({option.id for option in options}) == len(options)
    assert all(0 < len(title) <= limit for title in titles)
    assert all(len(option.description) <= ROW_DESCRIPTION for option in options)
    assert all(0 < len(option.id) <= OPTION_ID for option in options)
    assert len(reply.label) <= LABEL
    assert reply.label or not is_list(options)
    assert not (reply.qr and is_list(options))
    assert siti.step in talk.STEPS
    assert siti.language in ("id", "en")


@settings(max_examples=150)
@given(shape=desks, talks=st.lists(said, max_size=25))
def test_any_talk_is_answered_well(
    shape: dict[str, Any], talks: list[tuple[str, Any]]
) -> None:
    siti = Citizen(make(shape))
    old: list[str] = []

    for kind, what in talks:
        act(siti, kind, what, old)
        if siti.heard:
            check(siti)
            old += siti.ids

    # A citizen never holds more than the one place that is being talked about.
    assert len(siti.desk.held()) <= 1
    assert all(slot.free >= 0 for slot in siti.desk.slots.values())


@settings(max_examples=60)
@given(shape=desks, talks=st.lists(said, max_size=12))
def test_whoever_says_menu_is_back_at_the_menu_and_holds_nothing(
    shape: dict[str, Any], talks: list[tuple[str, Any]]
) -> None:
    siti = Citizen(make(shape))
    for kind, what in talks:
        act(siti, kind, what, [])

    siti.says("menu")

    assert siti.step == "menu"
    assert siti.desk.held() == []
    assert "draft" not in siti.answers
