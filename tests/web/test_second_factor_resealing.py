"""A new sealing key takes second factors along, so that the old one can go."""

from __future__ import annotations

import base64
import os

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt

from loket.lib.crypto import Keyring
from loket.lib.keys_file import KeysFile
from loket.offices.models import Duty
from loket.web.signin.resealing import SecondFactorSecrets

SECRET = "JBSWY3DPEHPK3PXP"
OLD, NEW, INDEX = (base64.b64encode(os.urandom(32)).decode() for _ in range(3))


def ring(**seal):
    keys = {name.strip("_"): key for name, key in seal.items()}
    return Keyring(
        KeysFile(
            secret_key="x" * 50, active=max(keys), seal=keys, index={"1": INDEX},
        )
    )  # fmt: skip


@pytest.fixture
def siti(make_staff, office, settings):
    settings.LOKET_KEYRING = lambda: ring(_1=OLD)
    staff = make_staff("Siti", Duty.OFFICER, office)
    TOTP.activate(staff, SECRET)
    RecoveryCodes.activate(staff)
    Authenticator.objects.create(
        user=staff, type=Authenticator.Type.WEBAUTHN, data={"name": "Kunci"}
    )
    return staff


def test_apps_and_recovery_codes_are_closed_anew_and_open_without_the_old_key(
    siti, settings
):
    codes = RecoveryCodes(siti.authenticator_set.get(type="recovery_codes"))
    before = codes.generate_codes()
    boxes = SecondFactorSecrets()
    assert boxes.numbers() == {1: 2}

    passed = list(boxes.reseal(ring(_1=OLD, _2=NEW)))

    assert sum(it.closed for it in passed) == 2
    assert not any(it.spoilt for it in passed)
    assert boxes.numbers() == {2: 2}
    settings.LOKET_KEYRING = lambda: ring(_2=NEW)
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert decrypt(kept.data["secret"]) == SECRET
    codes = RecoveryCodes(siti.authenticator_set.get(type="recovery_codes"))
    assert codes.generate_codes() == before
    assert not any(it.closed for it in boxes.reseal(ring(_1=OLD, _2=NEW)))


def test_a_box_that_does_not_open_is_left_and_counted(siti):
    passed = list(SecondFactorSecrets().reseal(ring(_2=NEW)))

    assert sum(it.spoilt for it in passed) == 2
    assert SecondFactorSecrets().numbers() == {1: 2}
