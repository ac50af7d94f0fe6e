"""
Opening a file that a citizen sent.

It is somebody else's file: only pictures, sounds and films open in the browser, alone
and without any right; everything else is saved. It is never kept in a cache.
"""

from __future__ import annotations

from uuid import UUID

import structlog
from csp.constants import HEADER
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from loket.lib.crypto import CannotOpen
from loket.messaging import file_store
from loket.messaging.models import File
from loket.messaging.states import FileState
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.files import saved
from loket.web.requests import StaffRequest

log = structlog.get_logger(__name__)

# What a browser shows without running anything.
HARMLESS = ("image/", "audio/", "video/")
NO_RIGHTS = "default-src 'none'; media-src 'self'; sandbox"


@require_GET
@allowed(policies.answers_citizens, at=places.agency_of_file)
def show(request: StaffRequest, agency: Agency, file_id: UUID) -> HttpResponse:
    """The file as it came."""
    file = File.objects.get(id=file_id)
    if file.state != FileState.KEPT:
        raise Http404
    response = HttpResponse(_content(file_id), content_type=_type(file))
    response[HEADER] = NO_RIGHTS
    is_saved = not file.content_type.startswith(HARMLESS)
    name = content_disposition_header(is_saved, saved.name(file))
    response["Content-Disposition"] = name or "inline"
    return response


def _content(file_id: UUID) -> bytes:
    try:
        return file_store.here(settings.LOKET_KEYRING()).read(file_id)
    except (CannotOpen, OSError) as failure:
        log.warning(
            "file cannot be opened", file=str(file_id), reason=type(failure).__name__
        )
        raise Http404 from None


def _type(file: File) -> str:
    """Words are sent as UTF-8, so that no browser guesses what they are."""
    is_text = file.content_type == "text/plain"
    return f"{file.content_type}; charset=utf-8" if is_text else file.content_type
