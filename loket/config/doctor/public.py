"""
The public address, looked at from outside: does everything lead where it should, and
nothing where it should not?
"""

from __future__ import annotations

import http.client
import secrets
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlencode

from loket.config.doctor import asking
from loket.config.doctor.asking import Answer, BadAddress
from loket.config.doctor.findings import Finding, Health, bad, good, poor
from loket.config.env import settings
from loket.lib import clock

__all__ = ["BadAddress", "look"]

PLAIN_PORT = 80
# Authorities renew 30 days ahead; who has less left has a renewal that fails.
POOR_DAYS, BAD_DAYS = 20, 5
POOR_SKEW_S, BAD_SKEW_S = 5.0, 30.0
STREAM_PATIENCE_S = 5.0
WEBHOOK = "/webhooks/whatsapp"
# OWASP ASVS 5.0, 3.4: what a page of staff has to say to browsers.
HEADERS = (
    "strict-transport-security", "content-security-policy", "x-content-type-options",
    "x-frame-options", "referrer-policy",
)  # fmt: skip
OK, MISSING, FORBIDDEN = http.client.OK, http.client.NOT_FOUND, http.client.FORBIDDEN
_REDIRECTS = frozenset({301, 302, 307, 308})
_FILES = "See the files in deploy/ and the how-to Install."

Look = Callable[[SplitResult], Iterator[Finding]]


def look(address: str, plain_port: int = PLAIN_PORT) -> Iterator[Finding]:
    """
    Look at a public address; end after the first finding if nobody answers.

    :raises BadAddress: if it is none
    """
    place = asking.read(address)
    certificate = _certificate(place)
    yield certificate
    if certificate.health is Health.BAD:
        return
    for each in (_pages, _health, _hidden, _webhook, _stream):
        try:
            yield from each(place)
        except (OSError, http.client.HTTPException) as failure:
            said = f"No answer ({type(failure).__name__})."
            yield bad(f"public {each.__name__.strip('_')}", said, _FILES)
    yield _plain(place, plain_port)


def _certificate(place: SplitResult) -> Finding:
    what = "public certificate"
    try:
        connection = asking.connect(place)
        connection.connect()
        known = connection.sock.getpeercert() or {}
        connection.close()
    except ssl.SSLCertVerificationError as failure:
        remedy = "Get one from a public authority, with its whole chain."
        return bad(what, f"Not valid: {failure.verify_message}.", remedy)
    except OSError as failure:
        said = f"{place.netloc} cannot be reached ({failure.strerror or failure})."
        return bad("public address", said, "Look at DNS, firewall and web server.")
    ends = ssl.cert_time_to_seconds(str(known["notAfter"]))
    days = (datetime.fromtimestamp(ends, UTC) - clock.now()).days
    said = f"Valid for {days} days."
    if days < POOR_DAYS:
        remedy = "It should have been renewed by now: look at the web server's log."
        return bad(what, said, remedy) if days < BAD_DAYS else poor(what, said, remedy)
    return good(what, said)


def _pages(place: SplitResult) -> Iterator[Finding]:
    page = asking.ask(place, "/sign-in/")
    if page.status != OK:
        remedy = f"Is LOKET_HOSTS={place.hostname}, and does the proxy pass Host on?"
        yield bad("public pages", f"/sign-in/ answers {page.status}.", remedy)
        return
    yield good("public pages", "They answer.")
    missing = [name for name in HEADERS if name not in page.headers]
    if missing:
        remedy = "Let the proxy pass headers on, and X-Forwarded-Proto: https to us."
        yield bad("public headers", f"Missing: {', '.join(missing)}.", remedy)
    else:
        yield good("public headers", "All that browsers need to hear.")
    is_secure = "secure" in page.headers.get("set-cookie", "secure").lower()
    if not is_secure:
        remedy = "This is a training desk: never put one on a public address."
        yield bad("public cookies", "They go over plain HTTP too.", remedy)
    yield _clock(page)


def _clock(page: Answer) -> Finding:
    what = "public clock"
    try:
        theirs = parsedate_to_datetime(page.headers.get("date", ""))
    except ValueError:
        return poor(what, "The answer has no date.", "Let the web server send one.")
    skew_s = abs((theirs - clock.now()).total_seconds())
    said = f"{skew_s:.0f} s between here and there."
    remedy = "Let both machines follow a time server (chrony, timesyncd)."
    if skew_s > POOR_SKEW_S:
        return (bad if skew_s > BAD_SKEW_S else poor)(what, said, remedy)
    return good(what, said)


def _health(place: SplitResult) -> Iterator[Finding]:
    answer = asking.ask(place, "/health")
    if (answer.status, answer.body) == (OK, b"ok\n"):
        yield good("public health", "It says that we live, and nothing else.")
    else:
        remedy = f"Route it to the pages. {_FILES}"
        said = f"/health answers {answer.status} with {len(answer.body)} bytes."
        yield bad("public health", said, remedy)


def _hidden(place: SplitResult) -> Iterator[Finding]:
    paths = ("/health/ready", "/metrics", "/.env", "/keys.json")
    found = [path for path in paths if asking.ask(place, path).status != MISSING]
    if found:
        said = f"{', '.join(found)} can be asked for from outside."
        remedy = f"Lead only /webhooks/ and the pages in; set X-Forwarded-For. {_FILES}"
        yield bad("public paths", said, remedy)
    else:
        yield good("public paths", "What is for the machine itself is not shown.")


def _webhook(place: SplitResult) -> Iterator[Finding]:
    what = "public webhook"
    token = settings().whatsapp_verify_token.get_secret_value()
    right, answer = _challenge(place, token)
    remedy = "Route /webhooks/ to LOKET_INGEST_PORT, and restart both after changes."
    if answer.status != OK or answer.body != right:
        yield bad(what, f"A challenge gets {answer.status}.", remedy)
        return
    _, wrong = _challenge(place, secrets.token_hex(20))
    forged = asking.ask(place, WEBHOOK, "POST", b"{}")
    if (wrong.status, forged.status) != (FORBIDDEN, FORBIDDEN):
        said = f"A wrong word gets {wrong.status}, a forgery {forged.status}."
        yield bad(what, said, "Something in front answers in our stead; take it away.")
    elif answer.headers.get("x-served-by") != "ingest":
        yield poor(what, "The pages answer, not the way in: it is slower.", remedy)
    else:
        yield good(what, "It answers the challenge and refuses forgeries.")


def _challenge(place: SplitResult, token: str) -> tuple[bytes, Answer]:
    word = str(secrets.randbelow(10**9))
    query = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": word}
    return word.encode(), asking.ask(place, f"{WEBHOOK}?{urlencode(query)}")


def _stream(place: SplitResult) -> Iterator[Finding]:
    what = "public stream"
    if not settings().keys_path.exists():
        yield poor(what, "Not looked at.", "Run this where the keys file is.")
        return
    import django

    django.setup()
    from loket.web import live

    path = f"/live/?topics={live.probe(clock.now())}"
    line = asking.first_line(place, path, STREAM_PATIENCE_S)
    if line.startswith(b"retry:"):
        yield good(what, "Live screens hear of changes at once.")
    elif not line:
        remedy = f"Switch buffering off for /live/. {_FILES}"
        yield bad(what, "It is held back on the way.", remedy)
    else:
        remedy = "Is the clock right, and is this the keys file of that desk?"
        yield bad(what, f"It answers {line.decode('ascii', 'replace')}.", remedy)


def _plain(place: SplitResult, port: int) -> Finding:
    what = "public plain HTTP"
    try:
        answer = asking.ask_plain(place.hostname or "", port)
    except (OSError, http.client.HTTPException):
        return good(what, "Nobody answers without TLS.")
    goes_on = answer.headers.get("location", "").startswith("https://")
    if answer.status in _REDIRECTS and goes_on:
        return good(what, "It leads to TLS.")
    said = f"The pages answer {answer.status} without TLS."
    return bad(what, said, "Redirect port 80 to https, and serve nothing on it.")
