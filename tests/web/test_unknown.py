"""What the platform tells us is shown; what nobody understood is counted by type."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from loket.channels.registry import CHANNELS
from loket.lib import ids
from loket.messaging import intake
from loket.messaging.models import AccountFact, ChannelAccount
from tests.channels.whatsapp.payloads import (
    BUSINESS,
    NUMBER,
    message,
    raw,
    said,
    wrap,
)


@pytest.fixture
def account(office):
    return ChannelAccount.objects.create(
        agency=office.agency,
        kind="whatsapp",
        external_id=NUMBER,
        business_id=BUSINESS,
        display="+62 811-0000-0001",
        token=b"",
    )


@pytest.fixture
def come(account):
    def come(*trees):
        events = [e for tree in trees for e in CHANNELS["whatsapp"].parse(raw(tree))]
        known = {NUMBER: account.id}
        rows = [intake.row(e, known.get(e.account, intake.NO_ACCOUNT)) for e in events]
        with connection.cursor() as cursor:
            values = intake.parameters(rows, ids.new(), b"x")
            cursor.execute(intake.QUERIES["store"], values)

    return come


def hologram(number, **content):
    return said(message("hologram", id=f"wamid.{number}", hologram=content))


def test_types_that_nobody_knows_are_counted_with_their_fields(budi, come):
    come(
        hologram(1, beam="rahasia"),
        hologram(2, beam="rahasia"),
        wrap({"wind": 1, "rain": 2}, "weather"),
    )

    page = budi.get("/messages/unknown/").content.decode()

    assert "hologram" in page
    assert ">2</span>" in page
    assert "rain, wind" in page
    assert "rahasia" not in page
    assert "3 hal datang" in budi.get("/messages/stuck/").content.decode()


def test_what_another_business_was_told_is_not_shown(budi, come):
    tree = wrap({"wind": 1}, "weather")
    tree["entry"][0]["id"] = "1"

    come(tree)

    assert "weather" not in budi.get("/messages/unknown/").content.decode()


def test_facts_of_a_number_stand_on_the_page(budi, account):
    AccountFact.objects.create(
        account=account, name="limit", value="TIER_1K", told_at=timezone.now()
    )

    page = budi.get("/messages/unknown/").content.decode()

    assert "+62 811-0000-0001" in page
    assert "TIER_1K" in page


def test_when_all_was_understood_the_page_says_so(budi, account):
    page = budi.get("/messages/unknown/").content.decode()

    assert "Semua yang datang sudah dipahami" in page
    assert "belum mengabarkan apa pun" in page


def test_only_those_who_decide_about_messages_see_it(siti, office):
    assert siti.get("/messages/unknown/").status_code == 404
