"""The first minutes of a desk: the code from the terminal makes its administrator."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from loket.lib import clock, walls
from loket.offices import firstrun
from loket.offices.models import Agency, Staff
from loket.web import throttle
from loket.web.access import public
from loket.web.requests import Request
from loket.web.signin.views import enter
from loket.web.statuses import TOO_MANY, UNPROCESSABLE

MOST_TRIES = 10
DOOR = "first-run"


class FirstRunForm(forms.Form):
    """The code, the agency if it is new, and who will administer it."""

    code = forms.CharField(
        label=gettext_lazy("Code from the terminal"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "form-control sc-word",
                "autocomplete": "one-time-code",
                "autofocus": True,
            }
        ),
    )
    agency = forms.CharField(
        label=gettext_lazy("Name of the agency"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"class": "form-control", "autocomplete": "username"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "new-password"}
        ),
    )

    def clean_email(self) -> str:
        """Refuse an address that somebody has already."""
        email = str(self.cleaned_data["email"]).lower()
        if Staff.objects.filter(email=email).exists():
            raise ValidationError(gettext("Somebody has this e-mail already."))
        return email

    def clean(self) -> None:
        """Hold the password against the house's rules and the person's own data."""
        words = self.cleaned_data
        if "password" in words:
            person = Staff(email=words.get("email", ""), name=words.get("name", ""))
            try:
                validate_password(words["password"], person)
            except ValidationError as weak:
                self.add_error("password", weak)


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
@public
def first_run(request: Request) -> HttpResponse:
    """Make the first administrator; afterwards this page only leads to the sign-in."""
    if not firstrun.is_open():
        return redirect("sign-in")
    form = FirstRunForm(request.POST or None)
    if Agency.objects.exists():
        del form.fields["agency"]
    if request.method == "GET":
        return _page(request, form)
    return _try(request, form)


def _try(request: Request, form: FirstRunForm) -> HttpResponse:
    if not throttle.may_try(DOOR, MOST_TRIES, clock.now()):
        words = gettext("Too many tries. Please wait 15 minutes, then try again.")
        form.add_error(None, words)
        return _page(request, form, TOO_MANY)
    if form.is_valid() and _is_right(form):
        return _begin(request, form)
    return _page(request, form, UNPROCESSABLE)


def _is_right(form: FirstRunForm) -> bool:
    if firstrun.is_right(settings.LOKET_DATA_DIR, form.cleaned_data["code"]):
        return True
    form.add_error("code", gettext("This is not the code that the terminal shows."))
    return False


def _begin(request: Request, form: FirstRunForm) -> HttpResponse:
    words = form.cleaned_data
    who = firstrun.Beginner(
        words.get("agency", ""), words["name"], words["email"], words["password"]
    )
    try:
        # Nobody works here yet, so there is no office whose rows could be shown.
        with walls.lifted():
            staff = firstrun.begin(settings.LOKET_DATA_DIR, who)
    except firstrun.AlreadyRunning:
        return redirect("sign-in")
    throttle.forget(DOOR)
    return enter(request, staff, "setup")


def _page(request: Request, form: FirstRunForm, status: int = 200) -> HttpResponse:
    firstrun.code(settings.LOKET_DATA_DIR)
    context = {"form": form, "password_rules": password_validators_help_texts()}
    return render(request, "firstrun/page.html", context, status=status)
