"""Small files for a citizen who has none at hand."""

from __future__ import annotations

import base64

# Small files with the first bytes of their kind: (type of content, bytes, name).
SAMPLES: dict[str, tuple[str, bytes, str]] = {
    "image": (
        "image/png",
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
            "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        ),
        "",
    ),
    "sticker": ("image/webp", b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/", ""),
    "audio": ("audio/mpeg", b"ID3\x04\x00\x00\x00\x00\x00\x00", ""),
    "voice": ("audio/ogg; codecs=opus", b"OggS\x00\x02" + bytes(20), ""),
    "video": ("video/mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(12), ""),
    "document": ("application/pdf", b"%PDF-1.4\n%%EOF\n", "surat.pdf"),
}
