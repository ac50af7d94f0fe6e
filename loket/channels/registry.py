"""All channels, by the word that stands in addresses and in the database."""

from __future__ import annotations

from loket.channels.base import Channel
from loket.channels.whatsapp.channel import WhatsApp

CHANNELS: dict[str, Channel] = {"whatsapp": WhatsApp()}
