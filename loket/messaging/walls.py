"""Whose rows the tables of this room hold."""

from loket.lib.walls import AGENCY, Wall, by_agency, hidden, through

_ACCOUNT = through("messaging_channelaccount", "account_id", is_small=True)
# Account 0 stands for deliveries to a number that nobody knows: they name no person,
# and whoever mends messages looks after them.
_EVENT = f"account_id = 0 or {_ACCOUNT.reads}"
_TEMPLATE = "business_id in (select a.business_id from messaging_channelaccount a)"
_ALARM = f"agency_id is null or {AGENCY.format('agency_id')}"

WALLS = {
    "messaging_channelaccount": by_agency(),
    "messaging_accountfact": _ACCOUNT,
    "messaging_conversation": by_agency(),
    "messaging_handover": through("messaging_conversation", "conversation_id"),
    "messaging_staffanswer": through("messaging_conversation", "conversation_id"),
    "messaging_event": Wall(_EVENT, _EVENT),
    "messaging_attempt": through("messaging_event", "event_id"),
    "messaging_message": _ACCOUNT,
    "messaging_outbox": _ACCOUNT,
    "messaging_mark": _ACCOUNT,
    "messaging_file": _ACCOUNT,
    "messaging_notice": by_agency(),
    "messaging_template": Wall(_TEMPLATE, _TEMPLATE),
    "messaging_alarm": Wall(_ALARM, _ALARM),
    "messaging_rate": by_agency(),
    "messaging_budget": by_agency(),
    "messaging_costday": _ACCOUNT,
    "messaging_seen": hidden("what came in is told apart by the way in"),
    "messaging_body": hidden("raw deliveries are read by the worker alone"),
}
