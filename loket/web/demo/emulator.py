"""Making an invented citizen say something, through the emulator's control API."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

TIMEOUT_S = 5.0
CREATED = 201


class NoEmulator(Exception):
    """The emulator does not answer."""


def say(emulator_url: str, phone: str, text: str) -> None:
    """
    Let a citizen say something.

    :raises NoEmulator: if the emulator is away or refuses
    """
    parts = urlsplit(emulator_url)
    link = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=TIMEOUT_S
    )
    body = json.dumps({"text": text})
    headers = {"Content-Type": "application/json"}
    try:
        link.request("POST", f"/control/citizens/{phone}/messages", body, headers)
        if link.getresponse().status != CREATED:
            raise NoEmulator
    except (OSError, http.client.HTTPException) as failure:
        raise NoEmulator from failure
    finally:
        link.close()
