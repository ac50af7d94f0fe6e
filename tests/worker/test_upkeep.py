"""The provider is asked now and then; administrators are written to once."""

from __future__ import annotations

import pytest
from django.core import mail as django_mail

from loket.channels import registry
from loket.channels.outgoing import KnownNumber, KnownTemplate
from loket.channels.types import Reaction, Refused
from loket.lib.crypto import Keyring
from loket.messaging import alarms, outbox
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import Alarm, ChannelAccount, Template
from loket.offices.models import Agency, Duty, Role, Staff
from loket.worker import mail, upkeep

pytestmark = pytest.mark.django_db(transaction=True)


class Scripted:
    """A provider that says what it is told to say."""

    def __init__(self):
        self.number_says = KnownNumber(per_second=1_000, quality="GREEN")
        self.templates_say = [KnownTemplate("1", "a", "id", status="APPROVED")]
        self.asked = []

    async def number(self, http, account):
        return self.number_says

    async def templates(self, http, account, business_id):
        self.asked.append(business_id)
        return self.templates_say


@pytest.fixture
def provider(monkeypatch):
    provider = Scripted()
    monkeypatch.setitem(registry.CHANNELS, "scripted", provider)
    return provider


@pytest.fixture
def agency(db):
    return Agency.objects.create(slug="a", name="A")


@pytest.fixture
def account(agency, keyring: Keyring):
    made = [
        ChannelAccount.objects.create(
            agency=agency,
            kind="scripted",
            external_id=id_,
            business_id="900",
            display="+62",
            token=outbox.seal_token(keyring, id_, "word"),
        )
        for id_ in ("1", "2")
    ]
    return made[0]


@pytest.fixture
def look(account, keyring, provider):
    return lambda: upkeep.look(keyring, ("http://x", "v26.0"))


def test_a_number_gets_the_rate_that_the_provider_grants(look, account):
    look()

    account.refresh_from_db()
    assert account.per_second == 1_000


def test_templates_of_a_business_are_read_once_for_all_its_numbers(look, provider):
    look()

    assert provider.asked == ["900"]
    assert Template.objects.get().name == "a"


def test_low_quality_raises_an_alarm_until_it_is_better(look, provider, agency):
    provider.number_says = KnownNumber(quality="RED")
    look()
    assert {one.kind for one in alarms.open_alarms(agency.id)} == {AlarmKind.QUALITY}

    provider.number_says = KnownNumber(quality="YELLOW")
    look()
    assert alarms.open_alarms(agency.id) == []


def test_a_provider_that_refuses_changes_nothing(look, provider, account):
    look()
    refused = Refused(0, Reaction.RETRY, "not reached")
    provider.number_says = provider.templates_say = refused
    look()

    account.refresh_from_db()
    assert account.per_second == 1_000
    assert Template.objects.count() == 1


@pytest.fixture
def staff(agency):
    def staff(email, duty, language="en"):
        one = Staff.objects.create_user(email, None, name=email, language=language)
        Role.objects.create(staff=one, agency=agency, duty=duty)

    return staff


@pytest.fixture
def mailing(settings):
    settings.LOKET_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    django_mail.outbox = []


@pytest.mark.usefixtures("mailing")
def test_administrators_are_written_to_once_in_their_language(agency, staff):
    staff("budi@kota.test", Duty.ADMINISTRATOR, "id")
    staff("rina@kota.test", Duty.ADMINISTRATOR)
    staff("siti@kota.test", Duty.OFFICER)
    alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "190: expired", agency.id)

    assert mail.tell() == 1
    assert mail.tell() == 0

    letters = {it.to[0]: it for it in django_mail.outbox}
    assert set(letters) == {"budi@kota.test", "rina@kota.test"}
    assert "does not accept our token" in letters["rina@kota.test"].subject
    assert "tidak menerima token" in letters["budi@kota.test"].subject
    assert "190: expired" in letters["rina@kota.test"].body
    assert "loket channel add" in letters["rina@kota.test"].body


@pytest.mark.usefixtures("mailing")
def test_alarms_of_one_agency_are_no_business_of_another(agency, staff):
    staff("budi@kota.test", Duty.ADMINISTRATOR)
    other = Agency.objects.create(slug="b", name="B")
    alarms.raise_alarm(AlarmKind.TOKEN, "account:9", "", other.id)

    mail.tell()

    assert django_mail.outbox == []


@pytest.mark.usefixtures("mailing")
def test_a_mail_server_that_refuses_is_asked_again(agency, staff, monkeypatch):
    staff("budi@kota.test", Duty.ADMINISTRATOR)
    alarms.raise_alarm(AlarmKind.LAG, "desk")

    class Away:
        def send_messages(self, messages):
            raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(mail, "get_connection", Away)
        with pytest.raises(mail.NotMailed):
            mail.tell()
    assert Alarm.objects.get().mailed_at is None

    assert mail.tell() == 1


def test_without_a_mail_server_nobody_is_written_to(agency, settings):
    settings.LOKET_MAIL = False
    alarms.raise_alarm(AlarmKind.LAG, "desk")

    assert mail.tell() == 0
    assert Alarm.objects.get().mailed_at is None
