"""
Taking a table in while it arrives: each piece is sealed before the next one comes, and
none is written down as it is.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from loket.cases.imports.actions import TooBig, Uploading

FIELD = "table"


class Sealing(FileUploadHandler):
    """
    Puts the file of a form into the store. `failure` says why it could not; whoever
    uses it calls `leave` in the end, for a form that is refused leaves nothing.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.uploading: Uploading | None = None
        self.failure: Exception | None = None
        self.name = ""

    def new_file(
        self, field_name: str, file_name: str, *args: Any, **more: Any
    ) -> None:
        """Begin to keep it, if it is the one of the form and the first."""
        super().new_file(field_name, file_name, *args, **more)
        if field_name == FIELD and self.uploading is None:
            self.name = file_name
            try:
                self.uploading = Uploading(settings.LOKET_KEYRING())
            except OSError as failure:
                self._stop(failure)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal the next piece; nothing is handed on to other handlers."""
        if self.uploading is None:
            return
        try:
            self.uploading.add(raw_data)
        except (TooBig, OSError) as failure:
            self._stop(failure)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Tell nothing more: the form needs no part of it."""
        return None

    def taken(self) -> Uploading | None:
        """Return what has come, for somebody else to finish; None if nothing has."""
        uploading, self.uploading = self.uploading, None
        return uploading

    def leave(self) -> None:
        """Leave nothing of what nobody took."""
        uploading = self.taken()
        if uploading is not None:
            uploading.give_up()

    def _stop(self, failure: Exception) -> None:
        self.failure = failure
        # The rest of the body is read and dropped, so that the answer gets through.
        raise StopUpload(connection_reset=False)
