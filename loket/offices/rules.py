"""Which duties let people see or do what: one line of a table for each thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from loket.offices.models import Duty


class Reach(Enum):
    """Where the duty must be held."""

    OFFICE = "at the office itself"
    ANYWHERE = "at any office of the agency"
    EVERYWHERE = "at the agency as a whole"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: holders of one of these duties, held where the thing is."""

    reach: Reach
    duties: frozenset[Duty]


def _rule(reach: Reach, *groups: Duty | frozenset[Duty]) -> Rule:
    each = (it if isinstance(it, frozenset) else frozenset({it}) for it in groups)
    return Rule(reach, frozenset().union(*each))


EVERYBODY = frozenset(Duty)
LEADING = frozenset({Duty.HEAD, Duty.ADMINISTRATOR})
ANSWERING = LEADING | {Duty.OFFICER}
SERVING = ANSWERING | {Duty.FRONT_DESK}

# Our own choice, 29 November 2026: no rule names duties; an office that divides its
# work otherwise changes a line here, and the test of rights shows what that opens.
RULES: Mapping[str, Rule] = {
    "works_for": _rule(Reach.ANYWHERE, EVERYBODY),
    "sees_agenda": _rule(Reach.OFFICE, SERVING, Duty.AUDITOR),
    "marks_bookings": _rule(Reach.OFFICE, SERVING),
    "changes_bookings": _rule(Reach.OFFICE, SERVING),
    "keeps_papers": _rule(Reach.OFFICE, SERVING),
    "offers_places": _rule(Reach.OFFICE, ANSWERING),
    "lifts_limits": _rule(Reach.OFFICE, ANSWERING),
    "sets_limits": _rule(Reach.OFFICE, LEADING),
    "sees_cases": _rule(Reach.OFFICE, SERVING, Duty.AUDITOR),
    "sees_some_cases": _rule(Reach.ANYWHERE, SERVING, Duty.AUDITOR),
    "works_on_cases": _rule(Reach.OFFICE, ANSWERING),
    "works_on_some_cases": _rule(Reach.ANYWHERE, ANSWERING),
    "corrects_cases": _rule(Reach.OFFICE, LEADING),
    "sees_nik": _rule(Reach.OFFICE, ANSWERING),
    "imports_cases": _rule(Reach.EVERYWHERE, LEADING),
    "exports_cases": _rule(Reach.EVERYWHERE, LEADING),
    "sets_up_cases": _rule(Reach.EVERYWHERE, Duty.ADMINISTRATOR),
    "sets_quota": _rule(Reach.OFFICE, LEADING),
    "answers_citizens": _rule(Reach.ANYWHERE, ANSWERING),
    "sees_citizen": _rule(Reach.ANYWHERE, ANSWERING),
    "takes_copies": _rule(Reach.EVERYWHERE, ANSWERING),
    "decides_requests": _rule(Reach.EVERYWHERE, LEADING),
    "manages_office": _rule(Reach.OFFICE, LEADING),
    "sees_changes": _rule(Reach.OFFICE, SERVING),
    "decrees": _rule(Reach.EVERYWHERE, LEADING),
    "chooses_words": _rule(Reach.EVERYWHERE, LEADING, Duty.PUBLIC_RELATIONS),
    "chooses_some_words": _rule(Reach.ANYWHERE, LEADING, Duty.PUBLIC_RELATIONS),
    "mends_messages": _rule(Reach.EVERYWHERE, LEADING),
    "sees_health": _rule(Reach.EVERYWHERE, LEADING),
    "sees_costs": _rule(Reach.EVERYWHERE, LEADING, Duty.ANALYST),
    "sets_up": _rule(Reach.EVERYWHERE, Duty.ADMINISTRATOR),
    "sees_retention": _rule(Reach.EVERYWHERE, LEADING, Duty.AUDITOR),
    "sees_people": _rule(Reach.EVERYWHERE, Duty.ADMINISTRATOR, Duty.AUDITOR),
    "manages_people": _rule(Reach.EVERYWHERE, Duty.ADMINISTRATOR),
    "reads_audit": _rule(Reach.ANYWHERE, LEADING, Duty.AUDITOR),
}
