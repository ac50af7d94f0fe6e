"""Signing in and out."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME as NEXT
from django.contrib.auth import authenticate, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from loket.lib import clock
from loket.offices import firstrun
from loket.offices.models import Staff
from loket.web import throttle
from loket.web.access import public
from loket.web.requests import Request, address_of
from loket.web.signin import noted
from loket.web.statuses import TOO_MANY, UNPROCESSABLE

# Tries in 15 minutes: of one name from one address, and of one address in all.
# An office sits behind one address, so the second is generous.
MOST_FOR_NAME, MOST_FOR_ADDRESS = 5, 100
# Tries of one name from anywhere, against many machines that guess together.
MOST_FROM_ANYWHERE = 50


class SignInForm(forms.Form):
    """Who, and the word that only they know."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={
                "class": "form-control",
                "autocomplete": "username",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "current-password"}
        ),
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@public
def sign_in(request: Request) -> HttpResponse:
    """Let somebody in. A wrong name and a wrong password get the same answer."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    if request.method == "GET":
        return _page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, UNPROCESSABLE)
    return _try(request, form)


def _try(request: Request, form: SignInForm) -> HttpResponse:
    email = form.cleaned_data["email"].lower()
    door = f"sign-in {address_of(request)} {email}"
    if not _may_try(request, door):
        words = gettext("Too many tries. Please wait 15 minutes, then try again.")
        form.add_error(None, words)
        noted.locked(email)
        return _page(request, form, TOO_MANY)
    password = form.cleaned_data["password"]
    staff = authenticate(request, username=email, password=password)
    if not isinstance(staff, Staff):
        form.add_error(None, gettext("E-mail and password do not match."))
        noted.refused(email)
        return _page(request, form, UNPROCESSABLE)
    throttle.forget(door)
    return enter(request, staff, _next(request))


def enter(request: Request, staff: Staff, page: str) -> HttpResponse:
    """Let somebody in who proved who they are, by way of their second factor."""
    answer: HttpResponse = perform_login(request, staff, redirect_url=resolve_url(page))
    return answer


@require_POST
@public
def sign_out(request: Request) -> HttpResponse:
    """Let somebody out."""
    noted.left(request)
    logout(request)
    return redirect("sign-in")


def _may_try(request: Request, door: str) -> bool:
    now = clock.now()
    doors = (
        (door, MOST_FOR_NAME),
        (f"sign-in {address_of(request)}", MOST_FOR_ADDRESS),
        (f"sign-in of {door.rpartition(' ')[2]}", MOST_FROM_ANYWHERE),
    )
    return all(throttle.may_try(name, most, now) for name, most in doors)


def _page(request: Request, form: SignInForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "next": request.GET.get(NEXT) or request.POST.get(NEXT, ""),
        "is_first_run": firstrun.is_open(),
    }
    return render(request, "signin/page.html", context, status=status)


def _next(request: Request) -> str:
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "desk"
