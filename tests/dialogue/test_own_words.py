"""An agency speaks in its own words, and in the languages that it has switched on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from loket.dialogue import own_words, words
from loket.dialogue.words import Own
from loket.offices import texts
from loket.offices.models import Agency, Office, Staff
from loket.offices.texts import Place
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MIDDLE, WEST

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
OURS, THEIRS = 1, 2


@pytest.fixture(autouse=True)
def nobodys_words() -> Iterator[None]:
    yield
    words.use(Own())


def test_only_the_agency_itself_speaks_in_its_own_words() -> None:
    words.use(Own({(OURS, 0, "id", "hello.again"): ("Sugeng rawuh.",)}))

    with words.speaking_for(OURS):
        assert words.say("id", "hello.again") == "Sugeng rawuh."
        assert words.say("en", "hello.again") == "Hello."
    with words.speaking_for(THEIRS):
        assert words.say("id", "hello.again") == "Halo."
    assert words.say("id", "hello.again") == "Halo."


def test_own_words_that_no_longer_fit_are_not_said() -> None:
    for form in ("{gone} tempat", "{count", "{count.real.x}", "{0}"):
        words.use(Own({(OURS, 0, "id", "hint.places"): (form,)}))
        with words.speaking_for(OURS):
            assert words.say("id", "hint.places", count=3) == "sisa 3 tempat"


def test_own_words_count_in_english() -> None:
    own = ("one seat", "{count} seats")
    words.use(Own({(OURS, 0, "en", "hint.places"): own}))

    with words.speaking_for(OURS):
        assert words.say("en", "hint.places", count=1) == "one seat"
        assert words.say("en", "hint.places", count=2) == "2 seats"


def test_flows_that_take_turns_speak_for_their_own_agencies() -> None:
    words.use(Own({(OURS, 0, "id", "hello.again"): ("Sugeng rawuh.",)}))

    def flow():
        first = words.say("id", "hello.again")
        yield "asked"
        return [first, words.say("id", "hello.again")]

    ours, theirs = (words.spoken_for(agency, 0, flow()) for agency in (OURS, THEIRS))
    assert [next(ours), next(theirs)] == ["asked", "asked"]
    said = []
    for one in (ours, theirs):
        with pytest.raises(StopIteration) as end:
            one.send(None)
        said.append(end.value.value)

    assert said == [["Sugeng rawuh."] * 2, ["Halo."] * 2]


def test_a_prepared_language_is_silent_until_it_is_switched_on() -> None:
    with words.speaking_for(OURS):
        assert words.languages() == ("id", "en")
        assert words.say("jv", "hello.thanks") == "Sama-sama."

        words.use(Own(languages={OURS: frozenset({"jv"})}))

        assert words.languages() == ("id", "en", "jv")
        assert words.say("jv", "hello.thanks") == "Sami-sami."
    with words.speaking_for(THEIRS):
        assert words.say("jv", "hello.thanks") == "Sama-sama."


def test_an_office_says_its_own_words_then_its_agencys_then_the_catalogues() -> None:
    words.use(
        Own(
            {
                (OURS, 0, "id", "hello.again"): ("Sugeng rawuh.",),
                (OURS, 7, "id", "hello.again"): ("Wilujeng sumping.",),
                (OURS, 0, "id", "hint.places"): ("ada {count}",),
                (OURS, 7, "id", "hint.places"): ("ada {gone}",),
            }
        )
    )

    def said(office: int) -> list[str]:
        with words.speaking_for(OURS, office):
            keys = {"hello.again": {}, "hint.places": {"count": 3}, "hello.thanks": {}}
            return [words.say("id", key, **values) for key, values in keys.items()]

    assert said(7) == ["Wilujeng sumping.", "ada 3", "Sama-sama."]
    assert said(8) == said(0) == ["Sugeng rawuh.", "ada 3", "Sama-sama."]


def test_a_flow_goes_on_for_the_office_that_it_came_to() -> None:
    def flow():
        words.at(7)
        yield "asked"
        return words.office()

    ours = words.spoken_for(OURS, 0, flow())
    assert next(ours) == "asked"
    assert words.office() == 0
    with pytest.raises(StopIteration) as end:
        ours.send(None)

    assert (end.value.value, words.office()) == (7, 0)


def test_a_talk_has_the_words_of_the_office_it_is_about() -> None:
    own = {
        (OURS, office, "id", key): (f"({office}) {words.catalogue('id')[key][-1]}",)
        for key in ("office.choose", "day.choose", "booked.done", "facts.place")
        for office in (1, 2)
    }
    words.use(Own(own))
    desk = Desk(offices=[WEST, MIDDLE]).open().open(office=MIDDLE.id)
    siti = Citizen(desk, agency=OURS)
    siti.says("mau paspor baru").hears_not("(1)", "(2)")
    siti.taps("Imigrasi Tirtasari").hears("(1) ")
    siti.says("ganti kantor").hears_not("(1)", "(2)")
    siti.taps("Imigrasi Palewa").hears("(2) ")
    siti.says("ke tirtasari saja, besok jam 9", "Siti Aminah 12-03-1990")
    siti.says("ya").hears("(1) ")

    siti.says("alamatnya di mana?").hears("(1) ").hears_not("(2)", "Palewa")


@pytest.mark.django_db
def test_what_is_saved_for_an_office_leaves_the_others_alone() -> None:
    agency = Agency.objects.create(slug="a", name="A")
    office = Office.objects.create(agency=agency, code="A1", name="A1", zone="UTC")
    rina = Staff.objects.create(email="rina@loket.test", name="Rina")
    for place, form in ((Place(agency), "Rawuh."), (Place(agency, office), "Sumping.")):
        texts.say(place, ("id", "hello.again"), [form], rina, NOW)
    own_words.renew()

    def said(office_id: int) -> str:
        with words.speaking_for(agency.id, office_id):
            return words.say("id", "hello.again")

    assert (said(0), said(office.id)) == ("Rawuh.", "Sumping.")
    assert texts.restore(Place(agency, office), ("id", "hello.again"))
    own_words.renew()
    assert (said(0), said(office.id)) == ("Rawuh.", "Rawuh.")


@pytest.mark.django_db
def test_what_is_saved_is_heard_after_the_next_renewal() -> None:
    agency = Agency.objects.create(slug="a", name="A")
    rina = Staff.objects.create(email="rina@loket.test", name="Rina")
    here = Place(agency)
    texts.say(here, ("id", "hello.again"), ["Sugeng rawuh."], rina, NOW)
    texts.switch(agency, "su", is_on=True)
    own_words.renew()
    with words.speaking_for(agency.id):
        assert words.say("id", "hello.again") == "Sugeng rawuh."
        assert words.languages() == ("id", "en", "su")

    assert texts.restore(here, ("id", "hello.again"))
    texts.switch(agency, "su", is_on=False)
    own_words.renew()

    with words.speaking_for(agency.id):
        assert words.say("id", "hello.again") == "Halo."
        assert words.languages() == ("id", "en")


@pytest.mark.parametrize(
    ("code", "name", "asked", "agreed"),
    [
        ("jv", "Basa Jawa", "Sinten ingkang badhe rawuh", "Sampun kapesen"),
        ("su", "Basa Sunda", "Saha anu bade sumping", "Parantos dipesen"),
    ],
)
def test_a_whole_booking_is_talked_through_in_a_prepared_language(
    code: str, name: str, asked: str, agreed: str
) -> None:
    words.use(Own(languages={OURS: frozenset({code})}))
    siti = Citizen(Desk().open(), agency=OURS)
    siti.says("halo").says("ganti bahasa").taps(name)
    siti.taps(words.catalogue(code)["button.book"][0])
    siti.says("besok jam 9").hears(asked)
    siti.says("Siti Aminah 12-03-1990").says("ya").hears(agreed)


def test_who_spoke_a_language_that_is_off_again_is_understood_in_indonesian() -> None:
    siti = Citizen(Desk().open(), agency=OURS, language="jv")

    siti.says("halo").hears("Apa yang dapat saya bantu?")


@pytest.mark.parametrize(
    ("code", "greeting"), [("jv", "sugeng enjing"), ("su", "wilujeng enjing")]
)
def test_who_begins_in_a_language_that_is_on_is_answered_in_it(
    code: str, greeting: str
) -> None:
    words.use(Own(languages={OURS: frozenset({code})}))
    ask = words.catalogue(code)["button.book"][0]

    Citizen(Desk().open(), agency=OURS).says(greeting).taps(ask)
    Citizen(Desk().open(), agency=THEIRS).says(greeting).hears("Apa yang dapat")


@pytest.mark.parametrize(("code", "name"), [("jv", "BASA JAWA"), ("su", "BASA SUNDA")])
def test_a_language_is_switched_by_its_name_in_the_middle_of_a_booking(
    code: str, name: str
) -> None:
    words.use(Own(languages={OURS: frozenset({code})}))
    siti = Citizen(Desk().open(), agency=OURS).says("halo").says("mau antre")

    siti.says(name).hears(words.catalogue(code)["language.changed"][0])


def test_a_language_that_is_off_is_not_promised() -> None:
    siti = Citizen(Desk().open(), agency=OURS).says("halo")

    siti.says("basa jawa").taps("English").hears("How can I help")
