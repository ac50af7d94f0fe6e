"""
Saying what is due: a batch of notices becomes messages in one transaction.

A batch is small, so that a thousand reminders of one evening leave room on the number
for people who write now. A notice that cannot be said does not stop the others: it is
tried alone, and again later until it expires.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError, transaction

from loket.dialogue.notices import compose, templates
from loket.dialogue.notices.compose import Composed
from loket.lib import logs
from loket.lib.crypto import Keyring
from loket.messaging import alarms, notices
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised
from loket.messaging.notices import Due

log = structlog.get_logger(__name__)

# Under half of what a new number may send in a second (80: Meta, throughput page,
# 21 May 2026).
AT_ONCE = 30
EVERY_S = 1.0
LOOK_AGAIN = timedelta(minutes=5)


def work(now: datetime, keyring: Keyring) -> int:
    """
    Say the notices that are due; return how many were said.

    :raises OperationalError: if the database failed; nothing was lost
    """
    try:
        return _say(now, keyring, AT_ONCE)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("notices failed")
        return sum(_say_alone(now, keyring) for _ in range(AT_ONCE))


def _say(now: datetime, keyring: Keyring, limit: int) -> int:
    with transaction.atomic():
        due = notices.due(now, limit, keyring)
        if not due:
            return 0
        composed = compose.compose(due, now, keyring)
        notices.say(composed.told, now, keyring)
        notices.drop(composed.dropped, now)
        notices.put_off([one.id for one in composed.waiting], now + LOOK_AGAIN)
        compose.note(composed.told, now)
        _tell_of_templates(composed)
    return len(composed.told)


def _say_alone(now: datetime, keyring: Keyring) -> int:
    """Say the earliest one on its own; if that fails, put it off."""
    try:
        return _say(now, keyring, 1)
    except (OperationalError, InterfaceError):
        raise
    except Exception as failure:  # noqa: BLE001 the same net, for one notice
        with transaction.atomic():
            stuck = [one.id for one in notices.due(now, 1, keyring)]
            notices.put_off(stuck, now + LOOK_AGAIN)
        log.warning("notice put off", ids=stuck, reason=logs.place_of(failure))
        return 0


def _tell_of_templates(composed: Composed) -> None:
    """Raise an alarm for templates that are missing, and settle those that work."""
    works = {_subject(one.due) for one in composed.told if one.message.template}
    alarms.settle_all((AlarmKind.TEMPLATE_WRONG, subject) for subject in works)
    alarms.raise_alarms(_missing(composed.waiting))


def _missing(waiting: Sequence[Due]) -> list[Raised]:
    return [
        Raised(AlarmKind.TEMPLATE_WRONG, _subject(due), _name(due), due.agency_id)
        for due in waiting
    ]


def _subject(due: Due) -> str:
    return f"account:{due.talk.account_id}:{_name(due)}"


def _name(due: Due) -> str:
    return templates.needed()[due.kind].name
