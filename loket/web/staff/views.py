"""Who works here: the list, one colleague, and what an administrator does for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.offices import entry, people, policies
from loket.offices.models import Agency, Duty, Role, Staff
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.staff.forms import DutyForm, NewStaffForm
from loket.web.staff.words import REFUSED, WHY
from loket.web.statuses import UNPROCESSABLE

LONGEST_QUERY = 60
MOST = 200


@require_GET
@allowed(policies.sees_people, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Everybody with a duty, or those whose name has some words."""
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = list(people.of(agency, words)[: MOST + 1])
    roles = _roles(agency, found[:MOST])
    context = {
        "found": [(one, roles[one.pk]) for one in found[:MOST]],
        "query": words,
        "is_cut": len(found) > MOST,
        "may_manage": policies.manages_people(request.user, agency),
    }
    return render(request, "staff/list.html", context)


@require_http_methods(["GET", "POST"])
@allowed(policies.manages_people, at=places.agency)
def add(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add somebody; the answer shows their one-time link."""
    form = NewStaffForm(request.POST or None, agency=agency)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            staff = people.invite(
                agency, (said["email"], said["name"]), said["duty"], said["office"]
            )
        except people.CannotAdd:
            form.add_error("email", gettext("Somebody has this e-mail already."))
        else:
            return _with_link(request, staff, people.renew_link(staff, agency))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "staff/new.html", {"form": form}, status=status)


@require_GET
@allowed(policies.sees_people, at=places.agency)
def show(request: StaffRequest, agency: Agency, staff_id: int) -> HttpResponse:
    """One colleague with their duties."""
    return _page(request, agency, _find(agency, staff_id))


@require_POST
@allowed(policies.manages_people, at=places.agency)
def give_duty(request: StaffRequest, agency: Agency, staff_id: int) -> HttpResponse:
    """Give somebody a duty."""
    staff = _find(agency, staff_id)
    form = DutyForm(request.POST, agency=agency)
    if not form.is_valid():
        return _page(request, agency, staff, form, UNPROCESSABLE)
    said = form.cleaned_data
    people.give_duty(staff, agency, Duty(said["duty"]), said["office"])
    messages.info(request, gettext("The duty was given."))
    return redirect("colleague", staff_id=staff_id)


@require_POST
@allowed(policies.manages_people, at=places.agency)
def take_duty(
    request: StaffRequest, agency: Agency, staff_id: int, role_id: int
) -> HttpResponse:
    """Take a duty from somebody."""
    staff = _find(agency, staff_id)
    if not Role.objects.filter(id=role_id, staff=staff, agency=agency).exists():
        raise Http404
    answer = _try(
        request,
        staff_id,
        lambda: people.take_duty(role_id, agency, request.user),
        gettext("The duty was taken."),
    )
    still = Role.objects.filter(staff=staff, agency=agency).exists()
    return answer if still else redirect("staff")


@require_POST
@allowed(policies.manages_people, at=places.agency)
def make_link(request: StaffRequest, agency: Agency, staff_id: int) -> HttpResponse:
    """Show once the link by which somebody chooses a new password."""
    staff = _find(agency, staff_id)
    try:
        words = people.renew_link(staff, agency, request.user)
    except REFUSED as refusal:
        messages.error(request, str(WHY[type(refusal)]))
        return redirect("colleague", staff_id=staff_id)
    return _with_link(request, staff, words)


@require_POST
@allowed(policies.manages_people, at=places.agency)
def reset_factor(request: StaffRequest, agency: Agency, staff_id: int) -> HttpResponse:
    """Take lost second factors away."""
    staff = _find(agency, staff_id)
    return _try(
        request,
        staff_id,
        lambda: people.reset_second_factor(staff, agency, request.user),
        gettext("At the next sign-in a new second factor is set up."),
    )


@require_POST
@allowed(policies.manages_people, at=places.agency)
def deactivate(request: StaffRequest, agency: Agency, staff_id: int) -> HttpResponse:
    """End an account."""
    staff = _find(agency, staff_id)
    return _try(
        request,
        staff_id,
        lambda: people.deactivate(staff, request.user, agency),
        gettext("The account was ended, and all its sessions."),
    )


@require_POST
@allowed(policies.manages_people, at=places.agency)
def activate(request: StaffRequest, agency: Agency, staff_id: int) -> HttpResponse:
    """Open an account again."""
    staff = _find(agency, staff_id)
    return _try(
        request,
        staff_id,
        lambda: people.activate(staff, agency),
        gettext("The account is open again."),
    )


def _try(
    request: StaffRequest, staff_id: int, act: Callable[[], bool], done: str
) -> HttpResponse:
    gone = gettext("That was done meanwhile; the page shows what is so now.")
    try:
        messages.info(request, done if act() else gone)
    except REFUSED as refusal:
        messages.error(request, str(WHY[type(refusal)]))
    return redirect("colleague", staff_id=staff_id)


def _find(agency: Agency, staff_id: int) -> Staff:
    staff = people.of(agency).filter(id=staff_id).first()
    if staff is None:
        raise Http404
    return staff


def _roles(agency: Agency, found: Iterable[Staff]) -> dict[int, list[Role]]:
    """Return the duties at this agency, by who has them."""
    roles: dict[int, list[Role]] = defaultdict(list)
    ours = Role.objects.filter(agency=agency, staff__in=list(found))
    for role in ours.select_related("office").order_by("id"):
        roles[role.staff_id].append(role)
    return roles


def _with_link(
    request: StaffRequest, staff: Staff, words: tuple[str, str]
) -> HttpResponse:
    link = request.build_absolute_uri(reverse("joining", args=words))
    return render(request, "staff/link.html", {"colleague": staff, "link": link})


def _page(
    request: StaffRequest,
    agency: Agency,
    staff: Staff,
    form: DutyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "colleague": staff,
        "roles": _roles(agency, [staff])[staff.pk],
        "form": form or DutyForm(agency=agency),
        "has_factor": entry.has_second_factor(staff),
        "sessions": entry.sessions(staff),
        "may_manage": policies.manages_people(request.user, agency),
    }
    return render(request, "staff/colleague.html", context, status=status)
