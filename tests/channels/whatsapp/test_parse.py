"""Every shape comes to the right person, words and kind."""

import pytest

from loket.channels.types import DeliveryStatus, EventKind, Receipt, Sender
from loket.channels.whatsapp.parse import parse, parse_patiently
from tests.channels.whatsapp.payloads import (
    AT,
    BUDI,
    BUDI_ID,
    BUSINESS,
    MESSAGES,
    NUMBER,
    OTHERS,
    SITI,
    SITI_ID,
    SITI_PARENT,
    became,
    contact,
    message,
    raw,
    said,
    status,
    value,
    wrap,
)


def only(tree):
    (event,) = parse(raw(tree))
    return event


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_read(name):
    item, type_, text, choice, reply_to, attachments = MESSAGES[name]
    event = only(said(item))
    assert event.external_id == "wamid.1"
    assert event.account == NUMBER
    assert event.kind is EventKind.MESSAGE
    assert event.sender == Sender(phone=SITI, name="Siti")
    assert event.occurred_at == float(AT)
    assert (event.type, event.text, event.choice) == (type_, text, choice)
    assert event.reply_to == reply_to
    assert [file.kind for file in event.attachments] == attachments


@pytest.mark.parametrize("name", OTHERS)
def test_everything_else_has_its_kind(name):
    tree, kind, type_, phone, user_id = OTHERS[name]
    event = only(tree)
    assert (event.kind, event.type) == (kind, type_)
    assert (event.sender.phone, event.sender.user_id) == (phone, user_id)


@pytest.mark.parametrize(
    "tree",
    [said(m[0]) for m in MESSAGES.values()]
    + [o[0] for o in OTHERS.values()]
    + [became(status(word)) for word in ("sent", "delivered", "read", "played")],
)
def test_short_way_and_patient_way_agree(tree):
    assert parse(raw(tree)) == parse_patiently(raw(tree))


def test_file_is_named_but_not_fetched():
    file = only(said(MESSAGES["document"][0])).attachments[0]
    assert (file.media_id, file.mime_type, file.sha256) == ("m1", "a/b", "c0ffee")
    assert file.filename == "a.pdf"


def test_place_and_extras_of_a_file_are_kept():
    place = only(said(MESSAGES["location"][0])).attachments[0]
    voice = only(said(MESSAGES["audio"][0])).attachments[0]
    assert place.details == {"latitude": -6.2, "longitude": 106.8}
    assert voice.details == {"voice": True}


def test_form_answer_is_kept_raw_even_if_it_is_no_json():
    details = only(said(MESSAGES["form"][0])).details
    assert details["interactive"]["nfm_reply"]["response_json"] == "no json at all"


def test_fields_nobody_told_us_of_are_kept():
    event = only(said(message(referral={"source_id": "ad"}, mood=["good"])))
    assert event.text == "halo"
    assert event.details == {"referral": {"source_id": "ad"}, "mood": ["good"]}


def test_forwarded_mark_is_kept():
    event = only(said(message(context={"forwarded": True})))
    assert event.details == {"context": {"forwarded": True}}


def test_receipt_carries_our_reference_and_the_cost():
    item = status(
        biz_opaque_callback_data="7", pricing={"billable": True, "category": "service"}
    )
    event = only(became(item))
    assert event.external_id == "wamid.9:delivered"
    assert event.kind is EventKind.RECEIPT
    assert event.receipt == Receipt(
        "wamid.9", DeliveryStatus.DELIVERED, "7", billable=True, category="service"
    )


def test_failed_receipt_carries_the_first_error():
    errors = [{"code": 131026, "title": "T", "error_data": {"details": "No WhatsApp"}}]
    receipt = only(became(status("failed", errors=errors))).receipt
    assert receipt.status is DeliveryStatus.FAILED
    assert (receipt.error_code, receipt.error_detail) == (131026, "No WhatsApp")


def test_played_voice_message_counts_as_read():
    event = only(became(status("played")))
    assert event.receipt.status is DeliveryStatus.READ
    assert event.external_id == "wamid.9:played"


def test_receipts_of_a_group_differ_by_person():
    items = [
        status("read", recipient_type="group", recipient_participant_id=who)
        for who in (SITI, BUDI)
    ]
    events = parse(raw(became(*items)))
    assert [event.sender.phone for event in events] == [SITI, BUDI]
    assert len({event.external_id for event in events}) == 2


def test_every_item_of_every_entry_counts_in_order():
    one = value(
        contacts=[contact()],
        messages=[message(id="wamid.1"), message(id="wamid.2")],
        statuses=[status(id="wamid.3")],
        errors=[{"code": 1}],
    )
    two = value(messages=[message(id="wamid.4")])
    tree = wrap(one)
    tree["entry"][0]["changes"].append({"field": "messages", "value": two})
    tree["entry"] += wrap(value(messages=[message(id="wamid.5")]))["entry"]
    ids = [event.external_id for event in parse(raw(tree))]
    assert ids[:3] == ["wamid.1", "wamid.2", "wamid.3:delivered"]
    assert ids[3].startswith("derived:")
    assert ids[4:] == ["wamid.4", "wamid.5"]


def test_bad_item_does_not_lose_its_neighbours():
    bad = [None, 7, "x", [], {"id": 5, "type": {"a": 1}}, {"text": "?", "from": []}]
    items = [message(id="wamid.1"), *bad, message(id="wamid.2")]
    events = parse(raw(said(*items)))
    assert events[0].external_id == "wamid.1"
    assert events[-1].external_id == "wamid.2"
    assert len(events) == len(items)


def test_part_of_a_delivery_is_read_too():
    value_ = said(message())["entry"][0]["changes"][0]
    assert only(value_).text == "halo"
    assert only({"changes": [value_]}).text == "halo"


def test_both_identities_are_joined_from_message_and_contact():
    card = contact(
        user_id=SITI_ID,
        parent_user_id=SITI_PARENT,
        profile={"name": "Siti", "username": "siti.a"},
    )
    event = only(said(message(), contacts=[card]))
    assert event.sender == Sender(SITI, SITI_ID, SITI_PARENT, "siti.a", "Siti")


def test_person_without_a_number_is_known_by_user_id():
    item = {"id": "wamid.1", "type": "text", "timestamp": AT, "text": {"body": "a"}}
    card = {"profile": {"name": "Siti"}, "user_id": SITI_ID}
    by_own = only(said({**item, "from_user_id": SITI_ID}, contacts=[card]))
    by_contact = only(said(item, contacts=[card]))
    assert by_own.sender == by_contact.sender == Sender(user_id=SITI_ID, name="Siti")


def test_user_id_in_the_numbers_place_is_no_number():
    card = {"profile": {"name": "Siti"}, "wa_id": SITI_ID}
    event = only(said(message(**{"from": SITI_ID}), contacts=[card]))
    assert event.sender == Sender(user_id=SITI_ID, name="Siti")


def test_contacts_are_matched_by_identity_not_by_place():
    cards = [{"wa_id": BUDI, "user_id": BUDI_ID}, contact(user_id=SITI_ID)]
    items = [message(), message(id="wamid.2", **{"from": BUDI})]
    siti, budi = parse(raw(said(*items, contacts=cards)))
    assert (siti.sender.user_id, budi.sender.user_id) == (SITI_ID, BUDI_ID)


def test_lonely_contact_that_contradicts_gives_only_its_name():
    event = only(said(message(), contacts=[contact(wa_id=BUDI, user_id=BUDI_ID)]))
    assert event.sender == Sender(phone=SITI, name="Siti")
    assert event.details["other_contact"] == {"phone": BUDI, "user_id": BUDI_ID}


def test_contact_nobody_spoke_for_is_an_identity():
    cards = [contact(), {"wa_id": BUDI, "user_id": BUDI_ID}]
    _, other = parse(raw(said(message(), contacts=cards)))
    assert (other.kind, other.sender) == (EventKind.IDENTITY, Sender(BUDI, BUDI_ID))


def test_change_of_number_tells_who_they_were_and_are():
    details = only(OTHERS["changed number"][0]).details
    assert details["before"] == {"phone": SITI}
    assert details["now"] == {"phone": BUDI}


def test_change_of_user_id_tells_who_they_were_and_are():
    for name in ("changed user id", "new user id"):
        details = only(OTHERS[name][0]).details
        assert details["before"] == {"user_id": SITI_ID}
        assert details["now"] == {"user_id": "ID.new"}


def test_account_event_names_its_business_and_keeps_its_value():
    event = only(OTHERS["template approved"][0])
    assert event.details == {"business": BUSINESS, "value": {"event": "APPROVED"}}
    assert (event.account, event.occurred_at) == ("", float(AT))


def test_item_without_id_gets_the_same_one_whenever_it_comes():
    one, two = message(), message(text={"body": "lain"})
    del one["id"], two["id"]
    first, again = only(said(one)), only(said(dict(reversed(one.items()))))
    assert first.external_id.startswith("derived:")
    assert first.external_id == again.external_id != only(said(two)).external_id


def test_same_account_event_at_another_time_is_another_event():
    tree = {"event": "DISABLED"}
    now = only(wrap(tree, "account_update", time=int(AT)))
    later = only(wrap(tree, "account_update", time=int(AT) + 1))
    assert now.external_id != later.external_id


def test_value_error_is_told_apart_by_its_neighbour():
    errors = [{"code": 131000}]
    first, second = (
        parse(raw(wrap(value(messages=[message(id=id_)], errors=errors))))[1]
        for id_ in ("wamid.1", "wamid.2")
    )
    assert first.external_id != second.external_id


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (AT, float(AT)),
        (int(AT), float(AT)),
        (AT + "000", float(AT)),
        ("TIMESTAMP", 0.0),
        ("NaN", 0.0),
        ("1e300", 0.0),
        ("-5", 0.0),
        (None, 0.0),
        ([], 0.0),
    ],
)
def test_time_is_seconds_whatever_was_written(written, seconds):
    assert only(said(message(timestamp=written))).occurred_at == seconds


def card(origin, **phone):
    return {"name": {"formatted_name": "Siti"}, "phones": [phone], "origin": origin}


@pytest.mark.parametrize(
    ("origin", "phone", "known"),
    [
        ("contact_request", {"phone": "+62 811", "wa_id": SITI}, SITI),
        ("other", {"phone": "+62 811", "wa_id": SITI}, ""),
        ("contact_request", {"phone": "+62 811"}, ""),
        ("contact_request", {"wa_id": "not a number"}, ""),
    ],
)
def test_a_number_is_theirs_only_if_they_gave_it_when_asked(origin, phone, known):
    item = message("contacts", contacts=[card(origin, **phone)])
    del item["from"]
    event = only(said({**item, "from_user_id": SITI_ID}, contacts=[]))
    assert event.sender == Sender(phone=known, user_id=SITI_ID)


def test_a_given_number_replaces_no_number_that_is_known():
    item = message("contacts", contacts=[card("contact_request", wa_id=BUDI)])
    assert only(said(item)).sender.phone == SITI


def test_the_end_of_a_call_is_no_call():
    ended = {"id": "wacid.1", "from": SITI, "event": "terminate"}
    tree = wrap(value(calls=[{**ended, "direction": "USER_INITIATED"}]), "calls")
    assert only(tree).type == "calls"


def test_our_own_call_is_not_answered():
    call = {"id": "wacid.1", "to": SITI, "event": "connect"}
    tree = wrap(value(calls=[{**call, "direction": "BUSINESS_INITIATED"}]), "calls")
    assert only(tree).type == "calls"
