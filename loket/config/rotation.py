"""
Changing the keys of a desk while it runs, and closing old boxes anew.

On several machines a new key must be in every copy of the file before the first box
is closed with it; so adding a key and using it are two steps, which one machine takes
at once.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from django.db import transaction

from loket.bookings import papers, rekeying
from loket.bookings import resealing as of_bookings
from loket.cases import rekeying as of_cases_keys
from loket.cases import resealing as of_cases
from loket.cases.imports import store
from loket.config.env import settings
from loket.config.keys import keyring
from loket.lib import keys_file
from loket.lib.crypto import NOTICED_WITHIN_S
from loket.lib.keys_file import FIRST_IDENTITY, HIGHEST_KEY_ID, CannotChange, KeysFile
from loket.lib.resealing import Boxes, Column, Passed
from loket.messaging import file_store
from loket.messaging import resealing as of_messaging
from loket.partners import resealing as of_partners
from loket.web.signin import resealing as of_signing_in

# A busy moment passes; after so many tries somebody should look.
TRIES = 20
TRY_AGAIN_S = 0.5
# Rows that somebody was just writing are left for the next time round.
MOST_ROUNDS = 5


class KeyKind(StrEnum):
    """What a key is for, as people say it."""

    SEALING = "sealing"
    IDENTITY = "identity"
    INDEX = "index"


# The first and the last number of each; two kinds close boxes and share the numbers.
NUMBERS = {
    KeyKind.SEALING: (1, FIRST_IDENTITY - 1),
    KeyKind.IDENTITY: (FIRST_IDENTITY, HIGHEST_KEY_ID),
    KeyKind.INDEX: (1, HIGHEST_KEY_ID),
}


def boxes() -> list[Boxes]:
    """Return all kinds of boxes of the house."""
    files = settings().data_dir / file_store.FOLDER
    tables = settings().data_dir / store.FOLDER
    lists = settings().data_dir / papers.FOLDER
    return [
        *of_bookings.boxes(lists),
        *of_cases.boxes(tables),
        *of_messaging.boxes(files),
        *of_partners.boxes(),
        *of_signing_in.boxes(),
    ]


def add(kind: KeyKind) -> int:
    """Put a new key into the file, unused as yet; return its number."""
    first, last = NUMBERS[kind]
    added = 0

    def how(file: KeysFile) -> None:
        nonlocal added
        keys = _keys(file, kind)
        added = max(map(int, keys), default=first - 1) + 1
        if added > last:
            raise CannotChange("There is no number left; retire the old keys first.")
        keys[str(added)] = keys_file.new_key()

    keys_file.change(settings().keys_path, how)
    return added


def use_newest_seal() -> int:
    """Close new boxes with the newest sealing key; return its number."""
    newest = 0

    def how(file: KeysFile) -> None:
        nonlocal newest
        newest = max(map(int, file.seal))
        file.active = str(newest)

    keys_file.change(settings().keys_path, how)
    return newest


def use_newest_identity() -> int:
    """Close identity numbers with the newest key of theirs; return its number."""
    newest = 0

    def how(file: KeysFile) -> None:
        nonlocal newest
        newest = max(map(int, file.identity))
        file.active_identity = str(newest)

    keys_file.change(settings().keys_path, how)
    return newest


def use_newest_index() -> tuple[int, int]:
    """
    Recognise people by the newest index key.

    :return: its number, and how many people were changed
    :raises CannotChange: if the desk is too busy just now
    """
    newest = max(map(int, keys_file.load(settings().keys_path).index))
    wait_until_noticed()
    for _ in range(TRIES):
        try:
            of_cases_keys.change_index(keyring(), newest)
            return newest, rekeying.change_index(keyring(), newest)
        except (rekeying.Busy, of_cases_keys.Busy):
            time.sleep(TRY_AGAIN_S)
    raise CannotChange("Too many people book just now; try again later.")


def wait_until_noticed() -> None:
    """Wait until every process of this machine has looked at the file again."""
    changed_at = settings().keys_path.stat().st_mtime
    left = changed_at + 2 * NOTICED_WITHIN_S - time.time()
    if left > 0:
        time.sleep(min(left, 2 * NOTICED_WITHIN_S))


def reseal(kind: Boxes) -> Iterator[Passed]:
    """Close all old boxes of a kind anew, round after round until none is left."""
    for _ in range(MOST_ROUNDS):
        yield from kind.reseal(keyring())
        if not needed(kind):
            return


def needed(kind: Boxes) -> int:
    """Return how many boxes of a kind are still closed with an old key."""
    active = kind.active(keyring()) if isinstance(kind, Column) else keyring().active
    return sum(kind.numbers().values()) - kind.numbers()[active]


def users(kind: KeyKind) -> dict[str, Counter[int]]:
    """Return what needs which key, by its name."""
    if kind is KeyKind.INDEX:
        return {
            "people who are recognised": Counter(rekeying.numbers()),
            "cases": Counter(of_cases_keys.numbers()),
        }
    return {one.name: one.numbers() for one in boxes()}


def in_use(kind: KeyKind) -> int:
    """Return the number of the key in use, 0 for one that was never made."""
    if kind is KeyKind.INDEX:
        with transaction.atomic():
            return rekeying.index_in_use(keyring())
    file = keys_file.load(settings().keys_path)
    return int(file.active if kind is KeyKind.SEALING else file.active_identity or 0)


def retire(number: int, kind: KeyKind) -> None:
    """
    Take a key out of the file for ever.

    :raises CannotChange: if something needs it
    """
    if number == in_use(kind):
        raise CannotChange(
            f"Key {number} is in use; `loket keys rotate` makes another."
        )
    needs = [
        f"{counts[number]:,} {name}"
        for name, counts in users(kind).items()
        if counts[number]
    ]
    if needs:
        raise CannotChange(
            f"Key {number} is still needed by {', '.join(needs)}; "
            "run `loket keys reseal` first."
        )

    def how(file: KeysFile) -> None:
        if _keys(file, kind).pop(str(number), None) is None:
            raise CannotChange(f"There is no key {number}.")

    keys_file.change(settings().keys_path, how)


def follow() -> Iterator[int]:
    """Give people of old bookings the index key in use; yield how many each time."""
    return rekeying.follow(keyring())


def known(kind: KeyKind) -> list[int]:
    """Return the numbers of the keys in the file."""
    file = keys_file.load(settings().keys_path)
    return sorted(map(int, _keys(file, kind)))


def _keys(file: KeysFile, kind: KeyKind) -> dict[str, str]:
    of = {
        KeyKind.SEALING: file.seal,
        KeyKind.IDENTITY: file.identity,
        KeyKind.INDEX: file.index,
    }
    return of[kind]
