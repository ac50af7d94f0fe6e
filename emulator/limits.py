"""
What the platform accepts, as data.

Where its documents disagree the smaller number stands here: a fake may be
stricter than the real thing, never laxer.
"""

from __future__ import annotations

POSTMAN = "Meta, WhatsApp Postman collection v1, read November 2026"
DOCS = "Meta, Cloud API reference, read November 2026"
FIELD = "open-source client libraries, read November 2026; not on Meta's own page"

# name: (largest length or count, where the number comes from).
# Lengths are counted in UTF-16 units, the strictest reading of "characters".
LIMITS: dict[str, tuple[int, str]] = {
    "text.body": (4096, POSTMAN),
    "interactive.body": (1024, POSTMAN),  # lists: 4096 in newer docs
    "interactive.header": (60, POSTMAN),
    "interactive.footer": (60, POSTMAN),
    "buttons": (3, POSTMAN),
    "button.id": (256, POSTMAN),
    "button.title": (20, POSTMAN),
    "list.button": (20, POSTMAN),
    "sections": (10, POSTMAN),
    "section.title": (24, POSTMAN),
    "rows": (10, POSTMAN),
    "row.id": (200, POSTMAN),
    "row.title": (24, POSTMAN),
    "row.description": (72, POSTMAN),
    "cta_url.display_text": (20, DOCS),
    "flow.cta": (30, FIELD),
    "media.caption": (1024, DOCS),
    "reference": (512, DOCS),
    "template.name": (512, DOCS),
    "template.body": (1024, DOCS),
    "template.header": (60, DOCS),
    "template.footer": (60, DOCS),
    "template.button": (25, DOCS),
    "template.buttons": (10, DOCS),
    "profile.about": (139, DOCS),
    "profile.address": (256, DOCS),
    "profile.description": (256, DOCS),  # 512 in newer docs
    "profile.email": (128, DOCS),
}

# Versions of the Graph API that answer, by Meta's changelog of 29 July 2026.
GRAPH_VERSIONS = frozenset({"v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"})

# Source: Meta, Cloud API, "Supported media types". Bytes; read November 2026.
MEGABYTE = 1024 * 1024
MEDIA_LARGEST = {
    "image/jpeg": 5 * MEGABYTE,
    "image/png": 5 * MEGABYTE,
    "image/webp": 500 * 1024,
    "audio/aac": 16 * MEGABYTE,
    "audio/amr": 16 * MEGABYTE,
    "audio/mpeg": 16 * MEGABYTE,
    "audio/mp4": 16 * MEGABYTE,
    "audio/ogg": 16 * MEGABYTE,
    "video/mp4": 16 * MEGABYTE,
    "video/3gpp": 16 * MEGABYTE,
    "text/plain": 100 * MEGABYTE,
    "application/pdf": 100 * MEGABYTE,
    "application/msword": 100 * MEGABYTE,
    "application/vnd.ms-excel": 100 * MEGABYTE,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 100
    * MEGABYTE,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 100 * MEGABYTE,
}

# Seconds. Source: Meta, Cloud API, "Media" (16 June 2026); the five minutes of an
# address are long-standing practice.
UPLOADED_MEDIA_LIVES_S = 30 * 24 * 3600
RECEIVED_MEDIA_LIVES_S = 7 * 24 * 3600
MEDIA_ADDRESS_LIVES_S = 5 * 60

# Source: Meta, "Customer service window"; "Throughput" (21 May 2026).
WINDOW_S = 24 * 3600
PAIR_EVERY_S = 6.0
PAIR_BURST = 45

# Source: Meta, Graph API webhooks: up to 1,000 updates in a POST, 3 MB reported.
LARGEST_BATCH = 1000

# Who comes by an advertisement talks free of charge for three days. Source: Meta, "Free
# entry point windows", read November 2026.
FREE_ENTRY_S = 72 * 3600

# Graph calls an app may make in an hour for one account in use. Source: Meta, Graph API
# rate limits, "Business use case", from practice; read November 2026.
CALLS_IN_HOUR = 5000
CALLS_PER_S = 3600.0

# How long a delivery is repeated. Source: Meta, quoted by a provider, November 2026.
RETRY_FOR_S = 7 * 24 * 3600


def largest(name: str) -> int:
    """Return the largest length or count of something."""
    return LIMITS[name][0]


def length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
