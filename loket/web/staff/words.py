"""What duties are called, and what to say when something about staff is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from loket.offices import people
from loket.offices.models import Duty

DUTIES = {
    Duty.FRONT_DESK: gettext_lazy("Front desk"),
    Duty.OFFICER: gettext_lazy("Officer"),
    Duty.ANALYST: gettext_lazy("Analyst"),
    Duty.PUBLIC_RELATIONS: gettext_lazy("Public relations"),
    Duty.HEAD: gettext_lazy("Head"),
    Duty.ADMINISTRATOR: gettext_lazy("Administrator"),
    Duty.AUDITOR: gettext_lazy("Auditor"),
}

REFUSED = (people.OwnDuty, people.LastAdministrator, people.WorksElsewhere)
WHY = {
    people.OwnDuty: gettext_lazy(
        "You cannot take this from yourself; another administrator can."
    ),
    people.LastAdministrator: gettext_lazy(
        "Nobody else administers this agency; make somebody an administrator first."
    ),
    people.WorksElsewhere: gettext_lazy(
        "This account is also one of another agency. Take its duties here, or ask "
        "whoever runs the machine."
    ),
}
