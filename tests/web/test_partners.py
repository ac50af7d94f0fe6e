"""Administrators let other systems in and have them told; nobody else does."""

from __future__ import annotations

import pytest

from loket.lib import clock
from loket.partners import keys
from loket.partners.models import ApiKey, Delivery, Subscription
from tests.web.conftest import recorded

WANTED = {
    "name": "SIMKIM",
    "source": "simkim",
    "scopes": ["cases:write"],
    "per_minute": "60",
}
HOOK = {"url": "https://office.example/loket", "kinds": ["case.moved"]}


@pytest.fixture
def hook(rina):
    rina.post("/setup/webhooks/additions", HOOK)
    return Subscription.objects.get()


def test_a_key_is_shown_once_and_opens_until_it_is_revoked(rina, office):
    assert "Belum ada sistem lain" in rina.get("/setup/keys/").content.decode()

    page = rina.post("/setup/keys/additions", {**WANTED, "offices": [office.id]})

    secret = page.context["fresh"]["secret"]
    assert secret in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    caller = keys.enter(secret, clock.now())
    assert (caller.offices, caller.per_minute) == (frozenset({office.id}), 60)
    again = rina.get("/setup/keys/").content.decode()
    assert secret not in again
    assert "SIMKIM" in again
    rina.post(f"/setup/keys/{caller.key_id}/revocation")
    with pytest.raises(keys.Unknown):
        keys.enter(secret, clock.now())
    assert recorded() == ["api_key.made", "api_key.revoked"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"source": "a b"},
        {"scopes": []},
        {"expires_on": "2020-01-01"},
        {"per_minute": "0"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_is_wrong_with_a_key_is_said(rina, wrong):
    page = rina.post("/setup/keys/additions", {**WANTED, **wrong})

    assert page.status_code == 422
    assert "lk-field-err" in page.content.decode()
    assert not ApiKey.objects.exists()


def test_a_webhook_is_added_tried_out_and_removed(rina, hook):
    path = f"/setup/webhooks/{hook.id}"
    rina.post(f"{path}/tests")
    page = rina.get(f"{path}/").content.decode()
    assert "Percobaan" in page
    one = Delivery.objects.get()
    Delivery.objects.update(state="failed", reason="timeout")
    assert "15 detik" in rina.get(f"{path}/").content.decode()
    rina.post(f"{path}/deliveries/{one.id}/replays")
    assert Delivery.objects.get().state == "waiting"
    Subscription.objects.update(disabled_at=clock.now())
    assert "Nyalakan" in rina.get(f"{path}/").content.decode()
    rina.post(f"{path}/activation")
    assert Subscription.objects.get().disabled_at is None

    rina.post(f"{path}/removal")

    assert not Subscription.objects.exists()
    assert "office.example" not in rina.get("/setup/webhooks/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"url": "https://10.1.2.3/"}, {"url": "ftp://a.example"}, {"kinds": []}]
)
def test_what_is_wrong_with_a_webhook_is_said(rina, wrong):
    page = rina.post("/setup/webhooks/additions", {**HOOK, **wrong})

    assert page.status_code == 422
    assert not Subscription.objects.exists()


def test_only_administrators_may(budi, hook, client):
    for path in ("/setup/keys/", "/setup/webhooks/", f"/setup/webhooks/{hook.id}/"):
        assert budi.get(path).status_code == 404
        assert client.get(path).status_code == 302
    assert budi.post("/setup/keys/additions", WANTED).status_code == 404
    assert budi.post(f"/setup/webhooks/{hook.id}/removal").status_code == 404
