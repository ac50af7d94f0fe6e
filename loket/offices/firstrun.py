"""
The first administrator: whoever can read the terminal of this machine.

A one-time code lies in a file that only the owner of the desk can read. It is spent
with the first administrator, and there is no other way to begin.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.text import slugify

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices.models import Agency, Duty, Role, Staff

FILE = "first-run-code"
# Without letters and digits that look alike; 10 of 30 are 49 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP, GROUPS = 5, 2
_LOCK = 7_702


class AlreadyRunning(Exception):
    """There is an administrator already."""


@dataclass(frozen=True, slots=True)
class Beginner:
    """Who begins. `agency` is the name of a new agency, unused if there is one."""

    agency: str
    name: str
    email: str
    password: str


def is_open() -> bool:
    """Test if there is no administrator yet."""
    return not any(
        role.staff.is_active and role.staff.has_usable_password()
        for role in Role.objects.filter(duty=Duty.ADMINISTRATOR).select_related("staff")
    )


def code(folder: Path) -> str:
    """
    Return the one-time code, making it at the first call.

    :raises OSError: if the folder cannot be written
    """
    path = folder / FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        groups = (_letters() for _ in range(GROUPS))
        path.touch(mode=0o600)
        path.write_text("-".join(groups) + "\n", encoding="ascii")
        return path.read_text(encoding="ascii").strip()


def is_right(folder: Path, words: str) -> bool:
    """Test a code, in a time that does not depend on how much of it is right."""
    return secrets.compare_digest(_plain(words), _plain(code(folder)))


def begin(folder: Path, who: Beginner) -> Staff:
    """
    Make the first administrator, and the agency if there is none; spend the code.

    :raises AlreadyRunning: if somebody was faster
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        if not is_open():
            raise AlreadyRunning
        agency = Agency.objects.order_by("id").first() or Agency.objects.create(
            name=who.agency, slug=slugify(who.agency) or "agency"
        )
        staff = Staff.objects.create_user(who.email, who.password, name=who.name)
        Role.objects.create(staff=staff, agency=agency, duty=Duty.ADMINISTRATOR)
        first = {"duty": Duty.ADMINISTRATOR, "is_first": True}
        audit.note(Entry("staff.added", str(staff.pk), agency.pk, details=first))
    (folder / FILE).unlink(missing_ok=True)
    return staff


def _letters() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP))


def _plain(words: str) -> bytes:
    return "".join(c for c in words.upper() if c.isalnum()).encode()
