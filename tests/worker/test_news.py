"""What we are told of people and accounts, from the platform's bytes to the rooms."""

from __future__ import annotations

import json

import pytest

from loket.contacts import queries
from loket.contacts.models import Contact, IdentityConflict
from loket.contacts.models_consent import Topic
from loket.messaging import turns
from loket.messaging.models import Event, Message, Outbox
from loket.messaging.states import EventState
from loket.worker import news
from tests.channels.whatsapp.payloads import (
    AT,
    BUDI,
    NUMBER,
    SITI,
    SITI_ID,
    message,
    raw,
    said,
    value,
    wrap,
)


def system(**notice):
    return wrap(value(messages=[message("system", system=notice)]))


MOVED = system(type="user_changed_number", body="?", wa_id=BUDI)
ROTATED = wrap(
    value(
        messages=[
            {
                "id": "wamid.2",
                "timestamp": AT,
                "type": "system",
                "system": {
                    "type": "user_changed_user_id",
                    "user_id": "ID.new",
                    "previous_user_id": SITI_ID,
                },
            }
        ]
    )
)
UPDATED = wrap(
    value(
        user_id_update=[
            {
                "wa_id": SITI,
                "user_id": {"previous": SITI_ID, "current": "ID.new"},
                "timestamp": AT,
            }
        ]
    ),
    "user_id_update",
)


def test_a_changed_number_leads_to_the_same_person_without_a_word(told, who):
    siti = who(phone=SITI)

    told(MOVED)

    assert who(phone=BUDI) == siti
    assert who(phone=SITI) != siti
    assert Event.objects.get().state == EventState.DONE


def test_the_older_name_of_that_notice_is_read_too(told, who):
    siti = who(phone=SITI)
    notice = {"type": "customer_changed_number", "customer": SITI, "new_wa_id": BUDI}
    item = {"id": "wamid.3", "timestamp": AT, "type": "system", "system": notice}
    card = {"wa_id": SITI, "profile": {"name": "Siti"}}

    told(wrap(value(messages=[item], contacts=[card])))

    assert who(phone=BUDI) == siti


@pytest.mark.parametrize("tree", [ROTATED, UPDATED])
def test_a_changed_user_id_leads_to_the_same_person(told, who, tree):
    siti = who(user_id=SITI_ID)

    told(tree)

    assert who(user_id="ID.new") == siti


def test_the_same_rotation_told_in_two_ways_changes_once(told, who):
    siti = who(user_id=SITI_ID, phone=SITI)

    told(ROTATED, UPDATED)
    told(UPDATED)

    assert who(user_id="ID.new") == siti
    assert Contact.objects.count() == 1
    assert not IdentityConflict.objects.exists()


def test_a_device_that_changed_changes_nobody(told, who):
    siti = who(phone=SITI)

    told(system(type="customer_identity_changed", body="?"))

    assert who(phone=SITI) == siti
    assert Contact.objects.count() == 1


def test_a_card_beside_the_words_of_another_links_number_and_id(told, who):
    siti = who(phone=SITI)
    card = {"wa_id": SITI, "user_id": SITI_ID, "profile": {"name": "Siti"}}

    told(said(message(**{"from": BUDI}), contacts=[{"wa_id": BUDI}, card]))

    assert who(user_id=SITI_ID) == siti


def test_news_about_a_number_that_is_not_ours_is_finished_without_effect(told, who):
    siti = who(phone=SITI)

    told(json.loads(raw(MOVED).replace(NUMBER.encode(), b"999")))

    assert who(phone=SITI) == siti
    assert Event.objects.get().state == EventState.DONE


def test_news_that_cannot_be_acted_on_is_put_aside_and_stops_no_other(
    told, who, monkeypatch
):
    siti = who(user_id=SITI_ID)
    real = news.rotation.rotate

    def fail_for_moved(changes):
        if any(change.now.phone == BUDI for change in changes):
            raise ValueError("broken")
        real(changes)

    monkeypatch.setattr(news.rotation, "rotate", fail_for_moved)

    for _ in range(4):
        told(MOVED, ROTATED)

    assert who(user_id="ID.new") == siti
    assert sorted(Event.objects.values_list("state", flat=True)) == [
        EventState.DONE,
        EventState.PARKED,
    ]


def preference(choice, at=AT, category="marketing_messages"):
    item = {
        "wa_id": SITI,
        "category": category,
        "value": choice,
        "timestamp": at,
    }
    return wrap(value(user_preferences=[item]), "user_preferences")


def test_who_stops_in_the_apps_settings_hears_no_marketing(told, who):
    siti, budi = who(phone=SITI), who(phone=BUDI)

    told(preference("stop"))
    assert queries.stopped([siti, budi], Topic.MARKETING) == {siti}
    assert queries.stopped([siti, budi]) == set()

    told(preference("resume", int(AT) + 9))
    assert queries.stopped([siti, budi], Topic.MARKETING) == set()


def test_a_stop_of_a_category_that_nobody_knows_counts_for_everything(told, who):
    siti = who(phone=SITI)

    told(preference("stop", category="all_messages"))

    assert queries.stopped([siti]) == {siti}


@pytest.mark.parametrize("choice", ["perhaps", None, ["stop"], {}])
def test_a_choice_that_nobody_knows_changes_nothing(told, who, choice):
    siti = who(phone=SITI)
    told(preference("stop"))

    told(preference(choice))

    assert queries.stopped([siti], Topic.MARKETING) == {siti}
    assert set(Event.objects.values_list("state", flat=True)) == {EventState.DONE}


def test_nothing_is_kept_of_the_wishes_of_people_who_never_wrote(told):
    told(preference("stop"))

    assert not Contact.objects.exists()


ECHO = wrap(
    value(
        message_echoes=[
            {
                "from": "6221555",
                "to": SITI,
                "id": "wamid.77",
                "timestamp": AT,
                "type": "text",
                "text": {"body": "Silakan datang besok."},
            }
        ]
    ),
    "smb_message_echoes",
)


def test_what_staff_write_in_the_app_stands_in_the_talk_and_is_not_sent(
    told, who, account, keyring
):
    siti = who(phone=SITI)
    (talk,) = turns.talks([(account.id, siti, account.agency_id)], keyring)

    told(ECHO, ECHO)

    message = Message.objects.get()
    assert (message.conversation_id, message.direction) == (talk.id, "out")
    assert message.words == "Silakan datang besok."
    assert message.external_id == "wamid.77"
    assert not Outbox.objects.exists()


def test_an_echo_to_somebody_without_a_talk_is_not_kept(told, who):
    who(phone=SITI)

    told(ECHO)

    assert not Message.objects.exists()
