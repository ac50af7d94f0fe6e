"""pywa reads what the emulator delivers: it must know each update and its sender."""

from peer import Report, read
from pywa import WhatsApp
from pywa.types import RawUpdate

told, report = read(), Report((KeyError, TypeError, ValueError))
client = WhatsApp(phone_id=told["number"], token=told["token"])


def understood(body):
    """Return the kind of update, its words and its sender, as the client sees them."""
    raw = RawUpdate(body.encode(), hmac_header=None, update_hash="")
    handler = client._get_handler_type(raw)
    if handler is None:
        return None
    update = client._handlers_to_updates[handler].from_update(client, raw)
    user = getattr(update, "from_user", None)
    return {
        "type": type(update).__name__,
        "text": getattr(update, "text", None),
        "user": user and user.bsuid,
    }


for number, body in enumerate(told["bodies"]):
    report.note(str(number), lambda body=body: understood(body))
report.end()
