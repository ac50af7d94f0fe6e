"""Boxes of second factors: the secrets of apps, the seeds of recovery codes."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from loket.lib.crypto import CannotOpen, Keyring
from loket.lib.resealing import Boxes, Passed
from loket.web.signin.adapters import SEALED_FOR

# Where the library keeps what the adapter sealed, in each factor's own data.
SECRETS = ("secret", "seed")


def boxes() -> list[Boxes]:
    """Return all kinds of boxes of sign-in."""
    return [SecondFactorSecrets()]


class SecondFactorSecrets:
    """One box at most in each factor; a passkey keeps nothing secret here."""

    name = "second factors"

    def numbers(self) -> Counter[int]:
        """Return how many boxes were closed by each key."""
        datas = Authenticator.objects.values_list("data", flat=True)
        return Counter(_box(data, word)[1] for data in datas for word in _words(data))

    def reseal(self, keyring: Keyring) -> Iterator[Passed]:
        """Close old ones anew, a factor at a time: there are few."""
        for id_ in Authenticator.objects.values_list("id", flat=True):
            with transaction.atomic():
                found = Authenticator.objects.select_for_update().filter(id=id_)
                for factor in found:
                    yield _close(factor, keyring)


def _close(factor: Authenticator, keyring: Keyring) -> Passed:
    old = [w for w in _words(factor.data) if _is_old(factor.data, w, keyring)]
    closed = 0
    for word in old:
        try:
            secret = keyring.open(_box(factor.data, word), SEALED_FOR)
        except CannotOpen:
            continue
        sealed = keyring.seal(secret, SEALED_FOR)
        factor.data[word] = base64.b64encode(sealed).decode("ascii")
        closed += 1
    factor.save(update_fields=["data"])
    return Passed(1, closed, len(old) - closed)


def _words(data: dict[str, str]) -> list[str]:
    return [word for word in SECRETS if word in data]


def _box(data: dict[str, str], word: str) -> bytes:
    return base64.b64decode(data[word])


def _is_old(data: dict[str, str], word: str, keyring: Keyring) -> bool:
    return keyring.needs_resealing(_box(data, word))
