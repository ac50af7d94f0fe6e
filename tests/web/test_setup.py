"""The checklist says what is true."""

import pytest

from loket.messaging.models import ChannelAccount
from loket.offices.models import Duty
from loket.web.setup import steps


def found(agency):
    return {step.kind.key: step.found for step in steps.steps(agency)}


def test_an_office_with_hours_counts(office):
    there = found(office.agency)

    assert there["database"].is_done
    assert there["office"].is_done
    assert there["hours"].is_done
    assert not there["service"].is_done
    assert not there["number"].is_done
    assert not there["webhook"].is_done


def test_an_office_without_hours_is_named(office, other_office):
    assert found(office.agency)["hours"].fact == "Belum ada jam buka: Kantor LB"


def test_a_stopped_number_says_why(office):
    ChannelAccount.objects.create(
        agency=office.agency,
        kind="whatsapp",
        external_id="1",
        display="+62 800",
        token=b"",
        stopped_at="2026-11-24T00:00:00Z",
        stop_reason="token expired",
    )

    there = found(office.agency)["number"]
    assert not there.is_done
    assert there.fact == "+62 800 terhenti: token expired"


def test_one_person_is_not_enough(office, make_staff):
    make_staff("Siti", Duty.ADMINISTRATOR)
    assert not found(office.agency)["staff"].is_done

    make_staff("Budi", Duty.FRONT_DESK, office)
    assert found(office.agency)["staff"].is_done


@pytest.mark.parametrize("step", ["keys", "backup"])
def test_what_no_program_sees_is_confirmed_by_a_person(rina, office, step):
    assert not found(office.agency)[step].is_done

    rina.post(f"/setup/{step}/confirmations")

    assert found(office.agency)[step].is_done
    assert "Rina" in rina.get("/setup/").content.decode()


def test_what_a_program_sees_cannot_be_confirmed(rina):
    assert rina.post("/setup/database/confirmations").status_code == 404


def test_the_page_names_the_address_for_deliveries(rina):
    assert "http://testserver/webhooks/whatsapp" in rina.get("/setup/").content.decode()
