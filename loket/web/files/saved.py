"""Under which name a citizen's file is saved: theirs, with an ending that is true."""

from __future__ import annotations

from pathlib import PurePath

from loket.messaging.models import File

# The ending that a file gets, whatever the sender called it. Word files are ZIP files
# whose own ending says which program opens them.
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "video/3gpp": ".3gp",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-ole-storage": ".doc",
    "text/plain": ".txt",
}
OFFICE_ENDINGS = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods"})


def name(file: File) -> str:
    """Return a name to save it under."""
    given = PurePath(file.filename)
    return f"{given.stem or file.kind}{ending(file)}"


def ending(file: File) -> str:
    """Return the ending of what it is."""
    given = PurePath(file.filename).suffix
    if file.content_type == "application/zip" and given in OFFICE_ENDINGS:
        return given
    return ENDINGS[file.content_type]
