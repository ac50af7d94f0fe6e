"""
What Meta's error codes mean and what to do about each, as one table.

Act on the code, never on the title or the HTTP status (Meta's own advice); the status
decides only where no code came. Source: Meta, Cloud API, "Error codes" and Graph API,
"Handling errors"; read 23 November 2026. The marks K stand where Meta gives no figure
and a careful one was chosen.
"""

from __future__ import annotations

import bisect
from http import HTTPStatus
from typing import NamedTuple

from loket.channels.types import About, Reaction

SOURCE = "Meta, WhatsApp Cloud API, Error codes"
READ_ON = "2026-11-23"

MINUTE = 60.0
HOUR = 3_600.0
DAY = 86_400.0


class Rule(NamedTuple):
    """
    One code, or all from `first` to `last`.

    `retry_after_s` is the least wait before the next try, `most_tries` the number of
    tries after which this code is final; 0 stands for what the sender does anyway.
    """

    first: int
    last: int
    meaning: str
    reaction: Reaction
    retry_after_s: float = 0.0
    most_tries: int = 0


def _one(
    code: int, meaning: str, reaction: Reaction, wait_s: float = 0.0, tries: int = 0
) -> Rule:
    return Rule(code, code, meaning, reaction, wait_s, tries)


_RETRY = Reaction.RETRY
_SLOW = Reaction.SLOW_ACCOUNT
_PERSON = Reaction.WAIT_PERSON
_PAUSE = Reaction.PAUSE_ACCOUNT
_NOTICES = Reaction.PAUSE_NOTICES
_STOP = Reaction.STOP_ACCOUNT
_FINAL = Reaction.GIVE_UP

RULES = (
    _one(0, "token is invalid", _STOP),
    _one(1, "unknown error, perhaps of ours", _RETRY, 1),
    _one(2, "service is away for a while", _RETRY, 1),
    _one(3, "app may not do this", _STOP),
    _one(4, "app has made too many calls", _PAUSE, 5 * MINUTE),  # K
    _one(10, "permission is missing", _STOP),
    _one(17, "user of the token has made too many calls", _PAUSE, 5 * MINUTE),  # K
    _one(33, "our number's id is wrong or was deleted", _FINAL),
    _one(100, "request is wrong", _FINAL),
    _one(190, "token has expired or was withdrawn", _STOP),
    Rule(200, 299, "permission is missing", _STOP),
    _one(368, "account is blocked for a breach of policy", _STOP),
    _one(613, "too many calls", _PAUSE, 5 * MINUTE),  # K
    _one(80007, "business account has made too many calls", _PAUSE, 5 * MINUTE),  # K
    _one(130429, "number sends too fast", _SLOW, 1),
    _one(130472, "person takes part in an experiment of Meta", _FINAL),
    _one(130497, "account may not write to this country", _FINAL),
    _one(131000, "something went wrong", _RETRY, 1, 2),
    _one(131005, "permission is missing", _STOP),
    _one(131008, "request lacks something", _FINAL),
    _one(131009, "request has a wrong value", _FINAL),
    _one(131016, "service is overloaded", _RETRY, 1),
    _one(131021, "sender and recipient are the same", _FINAL),
    _one(131026, "cannot be delivered to this person", _FINAL),
    _one(131030, "test number may not write to this person", _FINAL),
    _one(131031, "account is locked", _STOP),
    _one(131037, "number has no approved display name", _STOP),
    _one(131042, "payment is not settled", _STOP),
    _one(131044, "payment is not settled", _STOP),
    _one(131045, "number is not registered correctly", _STOP),
    _one(131047, "more than 24 hours since the person wrote", Reaction.WINDOW_CLOSED),
    _one(131048, "number was reported as spam too often", _NOTICES, HOUR),  # K
    _one(131049, "Meta keeps marketing from this person", _FINAL, DAY),
    _one(131050, "person stopped marketing", _FINAL),
    _one(131051, "type of message is not supported", _FINAL),
    _one(131052, "person's file could not be fetched", _FINAL),
    _one(131053, "our file could not be taken", _RETRY, 1, 2),
    _one(131056, "too many messages to this person", _PERSON, 4),
    _one(131057, "account is under maintenance", _PAUSE, MINUTE),
    _one(131062, "needs a phone number, not a user id", _FINAL),
    _one(131063, "marketing is switched off in the Cloud API", _FINAL),
    _one(131064, "limit of templates of this class is reached", _NOTICES, HOUR),
    Rule(131200, 131299, "group error", _FINAL),
    _one(132000, "template has another number of parameters", _FINAL),
    _one(132001, "template does not exist in this language", _FINAL),
    _one(132005, "template became too long", _FINAL),
    _one(132007, "template breaks a policy", _FINAL),
    _one(132008, "template parameter has a wrong form", _FINAL),
    _one(132012, "template parameter has a wrong format", _FINAL),
    _one(132015, "template is paused", _FINAL),
    _one(132016, "template is disabled", _FINAL),
    _one(132018, "template parameter is not allowed", _FINAL),
    _one(132068, "form is blocked", _FINAL),
    _one(132069, "form is throttled", _FINAL),
    Rule(133000, 133003, "number's registration or PIN is wrong", _STOP),
    _one(133004, "registration server is away for a while", _RETRY, MINUTE),
    Rule(133005, 133015, "number's registration or PIN is wrong", _STOP),
    _one(133016, "number was registered too often", _PAUSE, 72 * HOUR),
    _one(134011, "terms of payments are not accepted", _STOP),
    _one(135000, "request was not understood", _RETRY, 1, 2),
    _one(137000, "person's identity key has changed", _FINAL),
    Rule(138000, 138999, "call error", _FINAL),
    Rule(139000, 139999, "form or blocking error", _FINAL),
    Rule(2388000, 2388999, "template could not be made", _FINAL),
)

# What somebody must hear of, because it will not pass by itself.
_ABOUT: dict[About, tuple[int, ...]] = {
    About.TOKEN: (0, 190),
    About.PERMISSION: (3, 10, 131005, *range(200, 300)),
    About.PAYMENT: (131042, 131044, 134011),
    About.LOCKED: (368, 131031),
    About.NUMBER: (33, 131037, 131045, *range(133000, 133004), *range(133005, 133017)),
    About.LIMIT: (131064,),
    About.SPAM: (131048,),
    About.TEMPLATE: (132015, 132016),
    About.TEMPLATE_WRONG: (132000, 132001, 132005, 132007, 132008, 132012, 132018),
}
ABOUT = {code: about for about, codes in _ABOUT.items() for code in codes}

_FIRSTS = [rule.first for rule in RULES]


def by_code(code: int) -> Rule | None:
    """Return the rule of a code, or None if Meta never told us of it."""
    place = bisect.bisect_right(_FIRSTS, code) - 1
    if place < 0 or code > RULES[place].last:
        return None
    return RULES[place]


def by_status(status: int) -> Rule:
    """Return what to do when all that is known is the HTTP status."""
    if status in _STATUSES:
        return _STATUSES[status]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Rule(0, 0, f"HTTP {status}", _RETRY, 1)
    if status < HTTPStatus.BAD_REQUEST:
        # A redirect or an empty success is no answer of Meta: something stands between.
        return Rule(0, 0, f"HTTP {status}", _PAUSE, MINUTE)
    return Rule(0, 0, f"HTTP {status}", _FINAL)


# 403 and 404 without a code come from a proxy or a wrong address: the messages are
# good, the road is not.
_STATUSES = {
    401: Rule(0, 0, "HTTP 401, token is invalid", _STOP),
    403: Rule(0, 0, "HTTP 403, something on the way refuses us", _PAUSE, MINUTE),
    404: Rule(0, 0, "HTTP 404, address is wrong", _PAUSE, MINUTE),
    407: Rule(0, 0, "HTTP 407, a proxy wants a password", _PAUSE, MINUTE),
    408: Rule(0, 0, "HTTP 408, too slow", _RETRY, 1),
    429: Rule(0, 0, "HTTP 429, too many calls", _SLOW, 1),
}
