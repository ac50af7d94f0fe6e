"""Which browser may hear of which changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from loket.lib import clock
from loket.messaging.models import Conversation
from loket.offices import policies
from loket.offices.models import Agency, Office, Staff
from loket.web.demo import people

PROBE_LASTS_S = 60.0

Headers = Iterable[tuple[bytes, bytes]]


def allow(headers: Headers, topics: Collection[str]) -> bool:
    """Test if the session in a request's cookies may hear of all these topics."""
    staff = _staff(headers)
    return all(_may_hear(staff, topic) for topic in topics)


def _may_hear(staff: Staff | None, topic: str) -> bool:
    kind, _, rest = topic.partition(":")
    if kind == "probe":
        return _is_fresh_probe(rest)
    decide = _DECIDE.get(kind)
    return decide is not None and decide(staff, rest)


def probe(now: datetime) -> str:
    """
    Return a topic of which nothing is ever told, and that only who has our keys can
    make: with it somebody without an account can see if streams come through.
    """
    moment = str(int(now.timestamp()))
    return f"probe:{moment}:{_sign(moment)}"


def _is_fresh_probe(rest: str) -> bool:
    moment, _, sign = rest.partition(":")
    if not moment.isascii() or not moment.isdigit():
        return False
    is_fresh = abs(clock.now().timestamp() - float(moment)) < PROBE_LASTS_S
    return is_fresh and constant_time_compare(sign, _sign(moment))


def _sign(moment: str) -> str:
    return salted_hmac("loket.live.probe", moment).hexdigest()[:32]


def _may_hear_office(staff: Staff | None, topic: str) -> bool:
    number = topic.partition(":")[0]
    if staff is None or not number.isdigit():
        return False
    office = Office.objects.filter(id=int(number)).first()
    return office is not None and policies.sees_agenda(staff, office)


def _may_hear_list(staff: Staff | None, number: str) -> bool:
    if staff is None or not number.isdecimal():
        return False
    agency = Agency.objects.filter(id=int(number)).first()
    return agency is not None and policies.answers_citizens(staff, agency)


def _may_hear_talk(staff: Staff | None, number: str) -> bool:
    try:
        talk = Conversation.objects.select_related("account__agency").get(
            id=UUID(number)
        )
    except (ValueError, Conversation.DoesNotExist):
        return False
    if settings.LOKET_DEMO and people.is_demo_contact(talk.contact_id):
        return True
    return staff is not None and policies.answers_citizens(staff, talk.account.agency)


_DECIDE: dict[str, Callable[[Staff | None, str], bool]] = {
    "office": _may_hear_office,
    "waiting": _may_hear_list,
    "conversation": _may_hear_talk,
}


def _staff(headers: Headers) -> Staff | None:
    """Return who is signed in, by Django's own rules for sessions."""
    request = HttpRequest()
    request.COOKIES = _cookies(headers)
    engine = import_module(settings.SESSION_ENGINE)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    request.session = engine.SessionStore(key)
    user = get_user(request)
    return user if isinstance(user, Staff) else None


def _cookies(headers: Headers) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        if name == b"cookie":
            jar = SimpleCookie()
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                continue
            found |= {key: morsel.value for key, morsel in jar.items()}
    return found
