"""Officers see whom nothing reaches."""

from __future__ import annotations

from django.db import connection

from loket.contacts import consent
from loket.contacts.consent import Word
from loket.contacts.models_consent import Topic
from loket.messaging.states import MessageState
from tests.web.conftest import NOW
from tests.web.test_waiting import account, make_talk, say

__all__ = ["account"]


def test_a_number_that_nothing_reaches_is_marked(budi, account):
    talk = make_talk(account)
    page = f"/talks/{talk.id}/"
    for _ in range(2):
        assert "Tidak terjangkau" not in budi.get(page).content.decode()
        say(talk, "Halo", "out", MessageState.FAILED)
        with connection.cursor() as cursor:
            cursor.execute(
                "update messaging_message set error_code = 131026 where state = %s",
                [MessageState.FAILED],
            )

    assert "Tidak terjangkau" in budi.get(page).content.decode()


def refuse(talk, code, times):
    for _ in range(times):
        say(talk, "Halo", "out", MessageState.FAILED)
    with connection.cursor() as cursor:
        cursor.execute(
            "update messaging_message set error_code = %s"
            " where conversation_id = %s and state = %s",
            [code, talk.id, MessageState.FAILED],
        )


def test_those_whom_nothing_reaches_are_listed_with_what_to_do(
    budi, account, slot, book
):
    rina, tono = make_talk(account, "Rina"), make_talk(account, "Tono")
    refuse(rina, 131026, 2)
    refuse(tono, 131026, 1)
    booking = book(slot, "Rina")
    booking.contact_id = rina.contact_id
    booking.save()

    page = budi.get("/talks/unreachable/").content.decode()

    assert "Rina" in page
    assert "Tono" not in page
    assert "kantor diblokir" in page
    assert "Antrean tetap berlaku" in page
    assert "Sel 24 Nov" in page
    assert f'href="/talks/{rina.id}/"' in page


def test_a_stop_of_notices_and_one_of_marketing_stand_apart(budi, account):
    people = [make_talk(account, name) for name in ("Rina", "Tono", "Wati")]
    rina, tono, wati = (talk.contact_id for talk in people)
    consent.say(
        [
            Word(rina, account.id, True, NOW),
            Word(tono, account.id, True, NOW, Topic.MARKETING),
            Word(wati, account.id, True, NOW),
            Word(wati, account.id, False, NOW),
        ]
    )

    page = budi.get("/talks/unreachable/").content.decode()

    silent, marketing = page.split("Tidak mau promosi")
    assert "Rina" in silent
    assert "Tono" in marketing
    assert "Wati" not in page


def test_an_empty_list_says_that_all_is_well(budi, account):
    page = budi.get("/talks/unreachable/").content.decode()

    assert "Semua orang terjangkau" in page


def test_the_front_desk_sees_no_numbers(siti, account):
    assert siti.get("/talks/unreachable/").status_code == 404
