"""Which browser may hear of which changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from loket.lib import clock, walls
from loket.messaging.models import Conversation
from loket.offices import policies, reach
from loket.offices.models import Agency, Office, Staff
from loket.web import places
from loket.web.demo import people
from loket.web.signin import gate

PROBE_LASTS_S = 60.0

Headers = Iterable[tuple[bytes, bytes]]


def allow(headers: Headers, topics: Collection[str]) -> bool:
    """Test if the session in a request's cookies may hear of all these topics."""
    with walls.raised():
        staff = _staff(headers)
        if staff is not None:
            walls.show(reach.of(staff))
        return all(_may_hear(staff, topic) for topic in topics)


def _may_hear(staff: Staff | None, topic: str) -> bool:
    kind, _, rest = topic.partition(":")
    if kind == "probe":
        return _is_fresh_probe(rest)
    rule = TOPICS.get(kind)
    return rule is not None and rule(staff, rest)


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


def _may_hear_office(staff: Staff | None, rest: str) -> bool:
    number = rest.partition(":")[0]
    if staff is None or not number.isdigit():
        return False
    office = Office.objects.filter(id=int(number)).first()
    return office is not None and policies.sees_agenda(staff, office)


def _may_hear_list(staff: Staff | None, number: str) -> bool:
    if staff is None or not number.isdecimal():
        return False
    agency = Agency.objects.filter(id=int(number)).first()
    return agency is not None and policies.answers_citizens(staff, agency)


def _may_hear_cases(staff: Staff | None, number: str) -> bool:
    if staff is None or not number.isdecimal():
        return False
    office = Office.objects.filter(id=int(number)).first()
    return office is not None and policies.sees_cases(staff, office)


def _may_hear_case(staff: Staff | None, number: str) -> bool:
    id_ = _uuid(number)
    if staff is None or id_ is None:
        return False
    office = places.office_of_case(staff, case_id=id_)
    return office is not None and policies.sees_cases(staff, office)


def _may_hear_import(staff: Staff | None, number: str) -> bool:
    id_ = _uuid(number)
    if staff is None or id_ is None:
        return False
    agency = places.agency_of_import(staff, import_id=id_)
    return agency is not None and policies.imports_cases(staff, agency)


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


def _may_hear_talk(staff: Staff | None, number: str) -> bool:
    try:
        id_ = UUID(number)
    except ValueError:
        return False
    if settings.LOKET_DEMO and _is_invented(id_):
        return True
    talk = Conversation.objects.filter(id=id_).select_related("account__agency").first()
    if talk is None:
        return False
    return staff is not None and policies.answers_citizens(staff, talk.account.agency)


def _is_invented(talk_id: UUID) -> bool:
    with walls.lifted():
        talk = Conversation.objects.filter(id=talk_id).first()
        return talk is not None and people.is_demo_contact(talk.contact_id)


def _staff(headers: Headers) -> Staff | None:
    """Return who is signed in, by Django's own rules for sessions."""
    request = HttpRequest()
    request.COOKIES = _cookies(headers)
    engine = import_module(settings.SESSION_ENGINE)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    request.session = engine.SessionStore(key)
    request.user = get_user(request)
    is_let_in = isinstance(request.user, Staff) and gate.is_open(request)
    return request.user if is_let_in else None  # type: ignore[return-value]


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


# Kinds of topics, and who may hear of them; of no other kind anybody hears.
TOPICS: Mapping[str, Callable[[Staff | None, str], bool]] = {
    "office": _may_hear_office,
    "waitlist": _may_hear_office,
    "waiting": _may_hear_list,
    "conversation": _may_hear_talk,
    "cases": _may_hear_cases,
    "case": _may_hear_case,
    "import": _may_hear_import,
}
