"""Files of both sides, kept in memory for as long as the platform keeps them."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from emulator import ids, limits

BYTES_KEPT = 64 * limits.MEGABYTE


@dataclass(frozen=True, slots=True)
class Media:
    """A file. `expires_at` is seconds since 1970."""

    id: str
    content: bytes
    mime_type: str
    filename: str
    expires_at: float
    hash: str

    @property
    def sha256_hex(self) -> str:
        """As the media endpoint writes it."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def sha256_base64(self) -> str:
        """As webhooks write it."""
        return base64.b64encode(hashlib.sha256(self.content).digest()).decode()


class MediaStore:
    """The latest files; the oldest go when there are too many bytes."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._files: OrderedDict[str, Media] = OrderedDict()
        self._size = 0

    def add(
        self, content: bytes, mime_type: str, filename: str, lives_s: float
    ) -> Media:
        """Keep a file and return it with its new id."""
        media = Media(
            id=ids.media_id(),
            content=content,
            mime_type=mime_type,
            filename=filename,
            expires_at=self._now() + lives_s,
            hash=secrets.token_urlsafe(12),
        )
        self._files[media.id] = media
        self._size += len(content)
        while self._size > BYTES_KEPT and len(self._files) > 1:
            self.remove(next(iter(self._files)))
        return media

    def find(self, media_id: str) -> Media | None:
        """Return a file, None if it is unknown or expired."""
        media = self._files.get(media_id)
        return media if media and media.expires_at > self._now() else None

    def remove(self, media_id: str) -> bool:
        """Forget a file; False if there was none."""
        media = self._files.pop(media_id, None)
        self._size -= len(media.content) if media else 0
        return media is not None

    def empty(self) -> None:
        """Forget all files."""
        self._files.clear()
        self._size = 0
