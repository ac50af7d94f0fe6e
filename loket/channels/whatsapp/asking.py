"""Questions to Meta that change nothing, and what it said."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import aiohttp

from loket.channels.types import Account, Reaction, Refused
from loket.channels.whatsapp import answers, wire
from loket.channels.whatsapp.answers import Answer

MOST_BYTES = 4_000_000
TROUBLE = (aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError)


class Reply:
    """What Meta said to a question: its table, or why there is none."""

    def __init__(self, table: wire.Table, refused: Refused | None = None) -> None:
        self.table = table
        self.refused = refused

    @property
    def problem(self) -> str:
        """Why there is no answer; "" if there is one."""
        if self.refused is None:
            return ""
        code, detail = self.refused.code, self.refused.detail
        return f"{code}: {detail}" if code else detail

    @property
    def is_unreached(self) -> bool:
        """Test if the question did not get to Meta at all."""
        return self.refused is not None and not self.refused.code

    @property
    def is_token_bad(self) -> bool:
        """Test if Meta refuses our token, or what it may do."""
        stop = Reaction.STOP_ACCOUNT
        return self.refused is not None and self.refused.reaction is stop

    def tables(self) -> list[wire.Table]:
        """Return the objects of the reply's `data`."""
        return list(wire.tables(self.table, "data"))


class Asker:
    """Asks in the name of an account. Redirects would carry the token: not followed."""

    def __init__(self, http: aiohttp.ClientSession, account: Account) -> None:
        self._http = http
        self._base = f"{account.base_url}/{account.version}"
        self._headers = {"Authorization": f"Bearer {account.token}"}

    async def __call__(self, path: str, **query: str) -> Reply:
        """Return the reply to a GET. Raises nothing."""
        try:
            async with self._http.get(
                f"{self._base}/{path}",
                params=query,
                headers=self._headers,
                allow_redirects=False,
            ) as got:
                answer = Answer(got.status, await answers.read(got, MOST_BYTES))
        except TROUBLE as trouble:
            detail = f"Meta was not reached: {type(trouble).__name__}"
            return Reply({}, Refused(0, Reaction.RETRY, detail))
        return _reply(answer)


def _reply(answer: Answer) -> Reply:
    try:
        table = wire.read(answer.body)
    except wire.Unreadable:
        table = {}
    error = table.get("error")
    if type(error) is not dict and answer.status == HTTPStatus.OK:
        return Reply(table)
    return Reply({}, answers.refusal(answer, error if type(error) is dict else {}))
