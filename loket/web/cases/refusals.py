"""Why a change of a kind of case was refused, and how to go on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from loket.cases.shaping import Refused

WHY = {
    "name": gettext_lazy("A name with letters or digits is needed."),
    "taken": gettext_lazy("There is one of this name already; choose another."),
    "kind_in_use": gettext_lazy(
        "%(count)s cases stand at this stage, so its meaning cannot change. Add a new"
        " stage of the other meaning, move the cases there, then take the moves to "
        "this one away."
    ),
    "kind_moves": gettext_lazy(
        "The moves to and from this stage do not fit the new meaning. Change them "
        "first."
    ),
    "stage_in_use": gettext_lazy(
        "%(count)s cases stand at this stage. Move them on first; then take the moves"
        " to it away, and nothing comes here any more."
    ),
    "stage_known": gettext_lazy(
        "%(count)s cases came by this stage, and their lives name it: it stays. Take "
        "the moves to it away, and nothing comes here any more."
    ),
    "stage_lapse": gettext_lazy(
        "What is not collected moves to this stage. Choose another for that first."
    ),
    "move_kinds": gettext_lazy(
        "One of these moves cannot be: from “ready” a case is collected or ended, and"
        " what was collected or ended stays so."
    ),
    "move_stuck": gettext_lazy(
        "%(count)s cases stand at a stage from which no move would lead on. Leave one"
        " move, or move the cases first."
    ),
    "promise_later": gettext_lazy(
        "There is a rule from that day or a later one already. Choose a later day."
    ),
    "document_seen": gettext_lazy(
        "It is ticked for %(count)s open cases. Close those first, or leave it."
    ),
    "proxy_other": gettext_lazy(
        "Somebody changed this list meanwhile. Look again at who may collect."
    ),
}


def said(refusal: Refused) -> str:
    """Return a refusal in words."""
    return str(WHY[refusal.code]) % {"count": refusal.count}
