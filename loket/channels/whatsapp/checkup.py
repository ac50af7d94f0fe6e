"""
Looking if a number is ready to go live: asks Meta, changes nothing.

Source: Meta, Cloud API, "Phone numbers", "Webhooks overrides", "Templates" and
"Business profiles"; policy: the profile must name a way to reach people. Read
23 November 2026.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from http import HTTPStatus
from typing import Any

import aiohttp

from loket.channels.types import Account, Finding, Reaction
from loket.channels.whatsapp import answers, wire
from loket.channels.whatsapp.answers import Answer

MOST_BYTES = 1_000_000
TEMPLATES_A_PAGE = 200

_NUMBER_FIELDS = "display_phone_number,verified_name,quality_rating,status"
_PROFILE_FIELDS = "email,websites"
_BAD_QUALITY = frozenset({"RED"})
_GOOD_STATUS = frozenset({"", "CONNECTED"})
_BAD_TEMPLATES = frozenset({"REJECTED", "PAUSED", "DISABLED"})
_TROUBLE = (aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError)

_UNREACHED, _TOKEN_BAD = "unreached", "bad token"
_NO_ROAD = "Look at LOKET_GRAPH_URL, the network and the firewall."
_RENEW = (
    "Make a new token of a system user with whatsapp_business_messaging and "
    "whatsapp_business_management, and store it with `loket channel add`."
)


async def check(
    http: aiohttp.ClientSession, account: Account, business_id: str
) -> list[Finding]:
    """
    Return what was found about token, number, subscription, templates and profile.

    `business_id` is the WhatsApp business account's. Raises nothing: what cannot be
    asked is a finding, too. The token stands in no finding.
    """
    ask = _Asker(http, account)
    number = await ask(account.external_id, fields=_NUMBER_FIELDS)
    if number.unreached:
        return [Finding("platform", False, number.problem, _NO_ROAD)]
    token = _token(number)
    if not token.ok:
        return [token]
    apps = await ask(f"{business_id}/subscribed_apps")
    limit = str(TEMPLATES_A_PAGE)
    templates = await ask(f"{business_id}/message_templates", limit=limit)
    profile = await ask(
        f"{account.external_id}/whatsapp_business_profile", fields=_PROFILE_FIELDS
    )
    return [
        token,
        _number(number),
        _subscription(apps),
        _templates(templates),
        _profile(profile),
    ]


class Reply:
    """What Meta said to a question: its table, or why there is none."""

    def __init__(self, table: wire.Table, problem: str = "", why: str = "") -> None:
        self.table = table
        self.problem = problem
        self.unreached = why == _UNREACHED
        self.is_token_bad = why == _TOKEN_BAD

    def tables(self) -> list[wire.Table]:
        """Return the objects of the reply's `data`."""
        return list(wire.tables(self.table, "data"))


class _Asker:
    def __init__(self, http: aiohttp.ClientSession, account: Account) -> None:
        self._http = http
        self._base = f"{account.base_url}/{account.version}"
        self._headers = {"Authorization": f"Bearer {account.token}"}

    async def __call__(self, path: str, **query: str) -> Reply:
        try:
            async with self._http.get(
                f"{self._base}/{path}",
                params=query,
                headers=self._headers,
                allow_redirects=False,
            ) as got:
                answer = Answer(got.status, await answers.read(got, MOST_BYTES))
        except _TROUBLE as trouble:
            return Reply(
                {}, f"Meta was not reached: {type(trouble).__name__}", _UNREACHED
            )
        return _reply(answer)


def _reply(answer: Answer) -> Reply:
    try:
        table = wire.read(answer.body)
    except wire.Unreadable:
        table = {}
    error: Any = table.get("error")
    if type(error) is not dict and answer.status == HTTPStatus.OK:
        return Reply(table)
    refused = answers.refusal(answer, error if type(error) is dict else {})
    is_token_bad = refused.reaction is Reaction.STOP_ACCOUNT
    why = _TOKEN_BAD if is_token_bad else ""
    return Reply({}, f"{refused.code}: {refused.detail}", why)


def _token(number: Reply) -> Finding:
    if number.is_token_bad:
        return Finding("token", False, number.problem, _RENEW)
    return Finding("token", True, "accepted")


def _number(number: Reply) -> Finding:
    if number.problem:
        remedy = "Compare the phone number id with the one in Meta's API setup page."
        return Finding("number", False, number.problem, remedy)
    table = number.table
    quality = wire.word(table, "quality_rating")
    status = wire.word(table, "status")
    parts = [
        wire.word(table, "display_phone_number"),
        f"quality {quality or 'unknown'}",
    ]
    detail = ", ".join([*parts, status.lower()] if status else parts)
    if quality in _BAD_QUALITY:
        remedy = "Send less that nobody asked for; Meta limits numbers of low quality."
        return Finding("number", False, detail, remedy)
    if status not in _GOOD_STATUS:
        return Finding("number", False, detail, "Register the number with its PIN.")
    return Finding("number", True, detail)


def _subscription(apps: Reply) -> Finding:
    if apps.problem or not apps.tables():
        detail = apps.problem or "no app is subscribed, so no message arrives"
        remedy = "Subscribe the app to the business account, field `messages`."
        return Finding("subscription", False, detail, remedy)
    return Finding("subscription", True, f"{len(apps.tables())} app(s)")


def _templates(templates: Reply) -> Finding:
    if templates.problem:
        remedy = "Give the token whatsapp_business_management."
        return Finding("templates", False, templates.problem, remedy)
    states = Counter(wire.word(t, "status") for t in templates.tables())
    detail = ", ".join(f"{n} {state.lower()}" for state, n in sorted(states.items()))
    if _BAD_TEMPLATES & states.keys():
        remedy = "Mend or remove them in Meta's template manager."
        return Finding("templates", False, detail, remedy)
    return Finding("templates", True, detail or "none yet")


def _profile(profile: Reply) -> Finding:
    table = next(iter(profile.tables()), {})
    email = wire.word(table, "email")
    ways = [email, *(w for w in wire.items(table, "websites") if type(w) is str)]
    found = [way for way in ways if way]
    if found:
        return Finding("profile", True, ", ".join(found))
    detail = profile.problem or "names neither e-mail nor website"
    remedy = "Add an e-mail address or website: Meta's policy asks for a contact."
    return Finding("profile", False, detail, remedy)
