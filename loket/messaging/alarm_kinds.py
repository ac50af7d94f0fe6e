"""
Every alarm there is: what happened, why it may be, what to do, and who does it.

The words are English message ids; the pages' catalogue holds the others.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.offices.models import Duty

Words = str | Promise


class AlarmKind(StrEnum):
    """What an office can be told of."""

    TOKEN = "token"  # noqa: S105 a kind of alarm, not a password
    PERMISSION = "permission"
    PAYMENT = "payment"
    LOCKED = "locked"
    RESTRICTED = "restricted"
    NUMBER = "number"
    QUALITY = "quality"
    LIMIT = "limit"
    SPAM = "spam"
    TEMPLATE = "template"
    TEMPLATE_WRONG = "template_wrong"
    CATEGORY = "category"
    SECURITY = "security"
    LAG = "lag"
    DEAD_LETTERS = "dead_letters"
    BUDGET = "budget"
    SCANNING = "scanning"
    FEED = "feed"
    WEBHOOK = "webhook"
    DATA_REQUEST = "data_request"


class Explained(NamedTuple):
    """An alarm in words. `is_grave` means that citizens get no answer."""

    title: Words
    cause: Words
    remedy: Words
    owner: Duty
    is_grave: bool = False


_CHIEF, _HEAD = Duty.ADMINISTRATOR, Duty.HEAD

KINDS: dict[AlarmKind, Explained] = {
    AlarmKind.TOKEN: Explained(
        _("WhatsApp does not accept our token"),
        _("It has expired or was withdrawn at Meta."),
        _("Make a new token of the system user and run “loket channel add”."),
        _CHIEF,
        is_grave=True,
    ),
    AlarmKind.PERMISSION: Explained(
        _("The token may not send messages"),
        _("A permission was taken away, or the number is not assigned to the user."),
        _("Give the system user the number and both WhatsApp permissions again."),
        _CHIEF,
        is_grave=True,
    ),
    AlarmKind.PAYMENT: Explained(
        _("WhatsApp waits for a payment"),
        _("No valid way to pay is stored at Meta, or a bill is open."),
        _("Settle it in Meta's payment settings, then run “loket channel add”."),
        _CHIEF,
        is_grave=True,
    ),
    AlarmKind.LOCKED: Explained(
        _("Meta has locked the business account"),
        _("Meta sees a breach of its policy."),
        _("Read the reason in Meta's account quality page and ask for a review."),
        _CHIEF,
        is_grave=True,
    ),
    AlarmKind.RESTRICTED: Explained(
        _("Meta restricts the business account"),
        _("A review, a violation or a restriction changed what it may do."),
        _("Read the notice in Meta's business support page and answer it there."),
        _CHIEF,
    ),
    AlarmKind.NUMBER: Explained(
        _("The number is not registered as it should be"),
        _("Its registration, PIN or display name is not accepted."),
        _("Run “loket channel check” and follow what it says."),
        _CHIEF,
        is_grave=True,
    ),
    AlarmKind.QUALITY: Explained(
        _("People block or report our number"),
        _("The quality that Meta measures has become low."),
        _("Send fewer notices that nobody asked for; see which one people block."),
        _HEAD,
    ),
    AlarmKind.LIMIT: Explained(
        _("Meta limits how many people we may write to first"),
        _("The limit was lowered, or reached within 24 hours."),
        _("Reminders wait; verify the business at Meta to raise the limit."),
        _CHIEF,
    ),
    AlarmKind.SPAM: Explained(
        _("Meta holds our messages back as spam"),
        _("Too many people reported or blocked the number."),
        _("Stop notices for some days and look for what annoys people."),
        _HEAD,
        is_grave=True,
    ),
    AlarmKind.TEMPLATE: Explained(
        _("A template is not usable"),
        _("Meta refused, paused or disabled it."),
        _("Mend its words in Meta's template manager; reminders go without it."),
        _CHIEF,
    ),
    AlarmKind.TEMPLATE_WRONG: Explained(
        _("A template does not fit what we send"),
        _("It is missing in this language, or its gaps were changed at Meta."),
        _("Compare it with “loket channel check” and correct it at Meta."),
        _CHIEF,
    ),
    AlarmKind.CATEGORY: Explained(
        _("Meta changed the category of a template"),
        _("Meta reads it as another kind of message; its price changes."),
        _("Make its words plainer, or object within Meta's template manager."),
        _CHIEF,
    ),
    AlarmKind.SECURITY: Explained(
        _("Somebody changed the number's security at Meta"),
        _("The PIN was changed, or switching it off was asked for."),
        _("If it was nobody of yours, secure the business account at once."),
        _CHIEF,
    ),
    AlarmKind.LAG: Explained(
        _("Answers are late"),
        _("Messages wait longer than they should; a process may have stopped."),
        _("Run “loket doctor”; look whether the worker runs."),
        _CHIEF,
        is_grave=True,
    ),
    AlarmKind.DEAD_LETTERS: Explained(
        _("Messages wait for a decision"),
        _("They could not be read, or nobody knows whether they were sent."),
        _("Open “Messages to decide” and decide about each."),
        _HEAD,
    ),
    AlarmKind.BUDGET: Explained(
        _("Messages cost more than planned"),
        _("This month's messages reach or pass the budget."),
        _("Look at the page of costs; raise the budget or send fewer notices."),
        _HEAD,
    ),
    AlarmKind.SCANNING: Explained(
        _("Somebody tries out numbers of cases"),
        _("Many questions today named a case or a birth date that did not fit."),
        _("Nothing was told. See who asks in “Talks”; block them at WhatsApp."),
        _HEAD,
    ),
    AlarmKind.WEBHOOK: Explained(
        _("Another system no longer takes what we tell it"),
        _("Its address has failed for three days; nothing is sent there any more."),
        _("Open “Webhooks”, see why, and switch it on again once it is mended."),
        _CHIEF,
    ),
    AlarmKind.FEED: Explained(
        _("A system no longer tells how cases stand"),
        _("It has sent nothing for longer than it should."),
        _("Ask who runs it; until then citizens are told that our data are old."),
        _CHIEF,
    ),
    AlarmKind.DATA_REQUEST: Explained(
        _("A request about somebody's data is overdue"),
        _("The law gives three days (3 x 24 hours), and they are over."),
        _("Open “Data requests” and decide about each that is red."),
        _HEAD,
    ),
}
