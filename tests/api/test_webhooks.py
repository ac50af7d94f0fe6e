"""Other systems say where they want to be told, and see what became of it."""

from __future__ import annotations

import pytest

from loket.partners.models import Delivery, Subscription
from tests.api.conftest import record

URL = "https://office.example/loket"
WANTED = {"url": URL, "kinds": ["case.opened", "case.moved"]}


@pytest.fixture
def hook(system):
    answer = system.sends("/webhooks", WANTED)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_secret_is_shown_once_and_lies_sealed(system, hook):
    assert hook["secret"].startswith("whsec_")
    (shown,) = system.asks("/webhooks").json()["webhooks"]
    assert shown == {name: it for name, it in hook.items() if name != "secret"}
    stored = bytes(Subscription.objects.get().secret_sealed)
    assert hook["secret"].encode() not in stored


def test_an_address_inside_is_refused(system):
    answer = system.sends("/webhooks", {**WANTED, "url": "https://10.0.0.1/"})

    assert (answer.status_code, answer.json()["reason"]) == (409, "url_private")


def test_deliveries_are_listed_and_sent_again(system, hook):
    path = f"/webhooks/{hook['id']}"
    system.sends("/cases/records", {"records": [record()]})
    tried = system.sends(f"{path}/tests").json()
    assert tried["kind"] == "test"
    first = system.asks(f"{path}/deliveries", limit=1).json()
    assert first["deliveries"] == [tried]
    (older,) = system.asks(f"{path}/deliveries", before=first["next"]).json()[
        "deliveries"
    ]
    assert (older["kind"], older["state"]) == ("case.opened", "waiting")

    replay = f"{path}/deliveries/{older['id']}/replays"
    assert system.sends(replay).json() == {"replayed": 0}
    Delivery.objects.update(state="failed")
    assert system.sends(replay).json() == {"replayed": 1}
    since = {"since": "2026-11-23T00:00:00Z"}
    assert system.sends(f"{path}/replays", since).json() == {"replayed": 1}


def test_it_is_switched_on_again_and_ended(system, hook):
    Subscription.objects.update(disabled_at="2026-11-23T00:00:00Z")
    path = f"/webhooks/{hook['id']}"

    assert system.sends(f"{path}/activation").json()["disabled_at"] is None
    assert system.sends(path, method="DELETE").json() == {"id": hook["id"]}
    assert system.asks("/webhooks").json() == {"webhooks": []}


def test_a_key_sees_only_what_tells_of_its_own_offices(
    system, hook, make_system, office, other_office, foreign_office
):
    here = make_system(office.agency, offices=(other_office,))
    own = here.sends("/webhooks", WANTED).json()
    assert own["offices"] == ["LB"]
    assert [one["id"] for one in here.asks("/webhooks").json()["webhooks"]] == [
        own["id"]
    ]
    assert here.sends("/webhooks", {**WANTED, "offices": ["TS"]}).status_code == 404
    for stranger in (here, make_system(foreign_office.agency)):
        for path, method in (
            ("", "DELETE"),
            ("/tests", "POST"),
            ("/activation", "POST"),
            ("/deliveries", "GET"),
        ):
            answer = stranger.sends(f"/webhooks/{hook['id']}{path}", method=method)
            assert answer.status_code == 404
