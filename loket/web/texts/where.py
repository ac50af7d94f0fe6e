"""For which office a text is seen and changed: one, or all that say nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from loket.offices import policies
from loket.offices.models import Agency, Office
from loket.offices.texts import Place
from loket.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Where:
    """
    The place that was chosen, and those that may be. `is_everywhere` says that "all
    offices" is one of them.
    """

    place: Place
    offices: Sequence[Office]
    is_everywhere: bool

    @property
    def code(self) -> str:
        """The office in an address, "" for all."""
        return self.place.office.code if self.place.office else ""

    @property
    def is_choice(self) -> bool:
        """Test if there is anything to choose."""
        return len(self.offices) + self.is_everywhere > 1


def chosen(request: StaffRequest, agency: Agency) -> Where:
    """
    Return what an address or a form names; without a word "all offices", or the first
    office of somebody who may change no more.

    :raises Http404: if they may not change the words of that office
    """
    offices = policies.offices_whose_words(request.user, agency)
    is_everywhere = policies.chooses_words(request.user, agency)
    code = request.POST.get("office", request.GET.get("office", ""))
    if not code and is_everywhere:
        return Where(Place(agency), offices, is_everywhere)
    named = (one for one in offices if one.code == code or not code)
    office = next(named, None)
    if office is None:
        raise Http404
    return Where(Place(agency, office), offices, is_everywhere)
