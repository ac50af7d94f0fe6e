"""
What a real desk must not be started with. Each refusal says why, and what to do.

A training desk is the opposite case: its keys must be marked, so that nobody seeds
invented bookings into a real one by accident.
"""

from __future__ import annotations

from collections.abc import Iterator

from loket.config.env import Settings
from loket.lib.crypto import Keyring

# Words from examples and from the emulator: everybody knows them.
KNOWN_WORDS = frozenset(
    {"changeme", "secret", "password", "test", "token", "training-app-secret"}
    | {"training-verify-token", "training-token"}
)
SHORTEST_WORD = 12


class Refused(Exception):
    """This start would not be safe."""


def check(env: Settings, keyring: Keyring) -> None:
    """
    Test that this desk may be served with these settings and keys.

    :raises Refused: with every reason
    """
    reasons = list(_training(env, keyring) if env.demo else _real(env, keyring))
    if reasons:
        raise Refused(" ".join(reasons))


def _training(env: Settings, keyring: Keyring) -> Iterator[str]:
    if not keyring.is_demo:
        yield (
            f"The keys in {env.keys_path} belong to a real desk, which a training desk "
            "would fill with invented bookings; choose another LOKET_DATA_DIR."
        )


def _real(env: Settings, keyring: Keyring) -> Iterator[str]:
    if keyring.is_demo:
        yield (
            f"The keys in {env.keys_path} belong to a training desk; choose another "
            "LOKET_DATA_DIR, or remove that file if the folder holds nothing else."
        )
    if env.debug:
        yield "LOKET_DEBUG shows secrets on error pages; unset it."
    yield from _words(env)


def _words(env: Settings) -> Iterator[str]:
    token = env.whatsapp_verify_token.get_secret_value()
    if _is_weak(token):
        yield (
            "LOKET_WHATSAPP_VERIFY_TOKEN is empty, short or known to everybody; make "
            "one with `openssl rand -hex 20` and enter it at Meta too."
        )
    if not env.app_secrets or any(_is_weak(it.decode()) for it in env.app_secrets):
        yield (
            "LOKET_WHATSAPP_APP_SECRET is empty, short or known to everybody; copy it "
            "from the Meta app's basic settings."
        )


def _is_weak(word: str) -> bool:
    return len(word) < SHORTEST_WORD or word.lower() in KNOWN_WORDS
