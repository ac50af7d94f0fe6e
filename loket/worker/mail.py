"""
Writing to administrators about alarms, each once, in their own language.

Without a mail server nobody is written to; the alarm stands on every page all the
same. A server that refuses is tried again with the next round.
"""

from __future__ import annotations

import smtplib
from collections import defaultdict

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from loket.lib import clock
from loket.messaging import alarms
from loket.messaging.alarm_kinds import KINDS, AlarmKind
from loket.messaging.models import Alarm
from loket.offices import staffing
from loket.offices.models import Staff

log = structlog.get_logger(__name__)


class NotMailed(OSError):
    """The mail server did not take a message; nothing is noted as written."""


def tell() -> int:
    """
    Write about the alarms that nobody was written about; return how many there were.

    :raises NotMailed: if the mail server refuses
    """
    if not settings.LOKET_MAIL:
        return 0
    with transaction.atomic():
        found = alarms.unmailed(clock.now())
        letters = defaultdict(list)
        for alarm in found:
            for person in staffing.administrators(alarm.agency_id):
                letters[person].append(alarm)
        messages = [_letter(who, about) for who, about in letters.items()]
        _send(messages)
    return len(found)


def _send(messages: list[EmailMessage]) -> None:
    if not messages:
        return
    try:
        get_connection().send_messages(messages)
    except (smtplib.SMTPException, OSError) as failure:
        log.warning("mail not sent", reason=type(failure).__name__)
        raise NotMailed(type(failure).__name__) from failure


def _letter(who: Staff, about: list[Alarm]) -> EmailMessage:
    with translation.override(who.language):
        first = KINDS[AlarmKind(about[0].kind)]
        more = f" (+{len(about) - 1})" if len(about) > 1 else ""
        subject = f"Loket: {first.title}{more}"
        body = "\n\n".join(_paragraph(alarm) for alarm in about)
        footer = gettext(
            "Loket writes once about each alarm. Open alarms stand on every page."
        )
    return EmailMessage(subject, f"{body}\n\n{footer}\n", to=[who.email])


def _paragraph(alarm: Alarm) -> str:
    words = KINDS[AlarmKind(alarm.kind)]
    lines = [str(words.title), alarm.detail, str(words.cause), str(words.remedy)]
    return "\n".join(line for line in lines if line)
