"""The platform's refusals: their codes as data, and their shape on the wire."""

from __future__ import annotations

from dataclasses import dataclass

from emulator.wire import Json

HELP = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code means and with which HTTP status it travels."""

    title: str
    status: int = 400
    type: str = "OAuthException"
    is_transient: bool = False
    is_numbered: bool = True


# Source: Meta, Cloud API error codes, and its Graph API error handling page, read
# November 2026. The HTTP statuses are partly from practice: act on codes, not on them.
KINDS: dict[int, Kind] = {
    0: Kind("We were unable to authenticate the app user", 401, is_numbered=False),
    1: Kind("An unknown error has occurred.", 500, is_numbered=False),
    2: Kind("Service temporarily unavailable", 503, is_transient=True),
    4: Kind("Application request limit reached", 429, is_transient=True),
    10: Kind("Application does not have permission for this action", 403),
    33: Kind("Unsupported request", type="GraphMethodException", is_numbered=False),
    100: Kind("Invalid parameter"),
    190: Kind("Invalid OAuth access token", 401, is_numbered=False),
    200: Kind("Permissions error", 403),
    368: Kind("Temporarily blocked for policies violations", 403),
    2500: Kind("Unknown path components", is_numbered=False),
    80007: Kind("Rate limit issues", 429, is_transient=True),
    130429: Kind("Rate limit hit", 429),
    130472: Kind("User's number is part of an experiment"),
    130497: Kind("Business account is restricted from messaging users in this country"),
    131000: Kind("Something went wrong", 500),
    131005: Kind("Access denied", 403),
    131008: Kind("Required parameter is missing"),
    131009: Kind("Parameter value is not valid"),
    131016: Kind("Service unavailable", 500, is_transient=True),
    131021: Kind("Recipient cannot be sender"),
    131026: Kind("Message undeliverable"),
    131030: Kind("Recipient phone number not in allowed list"),
    131031: Kind("Business Account locked", 403),
    131037: Kind("Display name approval needed before message can be sent"),
    131042: Kind("Business eligibility payment issue"),
    131045: Kind("Incorrect certificate"),
    131047: Kind("Re-engagement message"),
    131048: Kind("Spam rate limit hit", 429),
    131049: Kind("Not delivered to maintain healthy ecosystem engagement"),
    131050: Kind("User has stopped marketing messages"),
    131051: Kind("Unsupported message type"),
    131052: Kind("Media download error"),
    131053: Kind("Media upload error"),
    131056: Kind("(Business Account, Consumer Account) pair rate limit hit", 429),
    131057: Kind("Account in maintenance mode", 503),
    131062: Kind("Message cannot be sent to a business-scoped user id"),
    131063: Kind("Marketing templates are disabled for Cloud API"),
    131064: Kind("Message failed to send: messaging limit reached"),
    132000: Kind("Number of parameters does not match the expected number of params"),
    132001: Kind("Template name does not exist in the translation", 404),
    132005: Kind("Translated text too long"),
    132007: Kind("Template format character policy violated"),
    132008: Kind("Template parameter value invalid"),
    132012: Kind("Parameter format does not match format in the created template"),
    132015: Kind("Template is paused"),
    132016: Kind("Template is disabled"),
    132018: Kind("There is an issue with the parameters in your template"),
    133005: Kind("Two-step verification PIN mismatch"),
    133010: Kind("Phone number is not registered"),
    135000: Kind("Generic user error"),
    136025: Kind("Code couldn't be verified"),
    139100: Kind("Failed to block/unblock users"),
}


class Refusal(Exception):
    """
    The platform does not do what was asked.

    :param details: says what is wrong, in the platform's manner
    :param message: replaces the title where the platform's sentence names things
    """

    def __init__(
        self, code: int, details: str = "", *, message: str = "", subcode: int = 0
    ) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
        self.message = message
        self.subcode = subcode

    @property
    def kind(self) -> Kind:
        """What this code means; unknown codes are plain refusals."""
        return KINDS.get(self.code, Kind("Unknown error"))


def answer(refusal: Refusal, trace: str) -> Json:
    """Return the body of the answer to a refused call."""
    kind = refusal.kind
    words = refusal.message or kind.title
    error: Json = {
        "message": f"(#{refusal.code}) {words}" if kind.is_numbered else words,
        "type": kind.type,
        "code": 100 if refusal.code == 33 else refusal.code,  # noqa: PLR2004
        "fbtrace_id": trace,
    }
    if refusal.details:
        error["error_data"] = {
            "messaging_product": "whatsapp",
            "details": refusal.details,
        }
    if refusal.subcode:
        error["error_subcode"] = refusal.subcode
    if kind.is_transient:
        error["is_transient"] = True
    return {"error": error}


def in_webhook(code: int, details: str = "") -> Json:
    """Return an error as it stands in `errors` of a message or status."""
    title = KINDS.get(code, Kind("Unknown error")).title
    return {
        "code": code,
        "title": title,
        "message": title,
        "error_data": {"details": details or title},
        "href": HELP,
    }


def missing_object(identifier: str, verb: str) -> Refusal:
    """Return the refusal for an id that is not ours, as Graph words it."""
    return Refusal(
        33,
        message=f"Unsupported {verb.lower()} request. Object with ID '{identifier}' "
        "does not exist, cannot be loaded due to missing permissions, or does not "
        "support this operation",
        subcode=33,
    )
