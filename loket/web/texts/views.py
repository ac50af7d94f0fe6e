"""
An agency's and its offices' own words: finding a sentence, changing it, undoing the
change.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.dialogue import wordings
from loket.dialogue import words as catalogues
from loket.lib import clock
from loket.offices import policies, texts
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE
from loket.web.texts import sentences, words
from loket.web.texts.sentences import Sentence
from loket.web.texts.where import Where, chosen

EVERY_LANGUAGE = (*catalogues.LANGUAGES, *catalogues.PREPARED)
LONGEST_QUERY = 60


@require_GET
@allowed(policies.chooses_some_words, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All sentences of a language; for htmx only the list."""
    where = chosen(request, agency)
    language = request.GET.get("language", "")
    language = language if language in EVERY_LANGUAGE else catalogues.DEFAULT_LANGUAGE
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    own_only = request.GET.get("own") == "1"
    context = {
        "tongue": language,
        "query": query,
        "own_only": own_only,
        "where": where,
        "groups": sentences.groups(where.place, language, query, own_only=own_only),
        "tongues": _tongues(agency),
    }
    template = "texts/list.html" if request.htmx else "texts/page.html"
    return render(request, template, context)


@require_GET
@allowed(policies.chooses_some_words, at=places.agency)
def show(
    request: StaffRequest, agency: Agency, language: str, key: str
) -> HttpResponse:
    """One sentence, to be changed."""
    where = chosen(request, agency)
    one = _find(where, language, key)
    forms = one.own.forms if one.own else one.otherwise
    return render(request, "texts/text.html", _context(where, one, forms))


@require_POST
@allowed(policies.chooses_some_words, at=places.agency)
def preview(
    request: StaffRequest, agency: Agency, language: str, key: str
) -> HttpResponse:
    """How a wording would look, and why it would be refused."""
    where = chosen(request, agency)
    one = _find(where, language, key)
    context = _context(where, one, _forms(request, one))
    return render(request, "texts/preview.html", context)


@require_POST
@allowed(policies.chooses_some_words, at=places.agency)
def save(
    request: StaffRequest, agency: Agency, language: str, key: str
) -> HttpResponse:
    """Say a sentence in these words from now on, if nothing is wrong with them."""
    where = chosen(request, agency)
    one = _find(where, language, key)
    forms = _forms(request, one)
    if wordings.faults(language, key, forms):
        context = {**_context(where, one, forms), "is_refused": True}
        return render(request, "texts/text.html", context, status=UNPROCESSABLE)
    if list(forms) == list(one.otherwise):
        texts.restore(where.place, (language, key))
        messages.info(request, _said_otherwise(where))
    else:
        texts.say(where.place, (language, key), forms, request.user, clock.now())
        messages.info(request, gettext("Saved. Citizens read it within seconds."))
    return _back(where, language, key)


@require_POST
@allowed(policies.chooses_some_words, at=places.agency)
def restore(
    request: StaffRequest, agency: Agency, language: str, key: str
) -> HttpResponse:
    """Say again what is said without words of one's own."""
    where = chosen(request, agency)
    _find(where, language, key)
    texts.restore(where.place, (language, key))
    messages.info(request, _said_otherwise(where))
    return _back(where, language, key)


@require_POST
@allowed(policies.chooses_words, at=places.agency)
def languages(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Switch a prepared language on or off."""
    code = request.POST.get("code", "")
    if code not in catalogues.PREPARED:
        raise Http404
    is_on = request.POST.get("on") == "1"
    texts.switch(agency, code, is_on=is_on)
    name = {"language": words.LANGUAGES[code]}
    on = gettext("%(language)s is on: citizens can choose it.")
    off = gettext("%(language)s is off: whoever chose it reads Indonesian.")
    messages.info(request, (on if is_on else off) % name)
    return redirect("texts")


def _find(where: Where, language: str, key: str) -> Sentence:
    is_known = language in EVERY_LANGUAGE
    one = sentences.find(where.place, language, key) if is_known else None
    if one is None:
        raise Http404
    return one


def _forms(request: StaffRequest, one: Sentence) -> list[str]:
    """What was written; browsers end lines with two characters."""
    posted = (request.POST.get(f"form-{n}", "") for n in range(len(one.original)))
    return [form.replace("\r\n", "\n").strip() for form in posted]


def _said_otherwise(where: Where) -> str:
    if where.place.office:
        return gettext("What all offices say is said again.")
    return gettext("The original is said again.")


def _back(where: Where, language: str, key: str) -> HttpResponse:
    address = reverse("text", kwargs={"language": language, "key": key})
    return redirect(f"{address}?{urlencode({'office': where.code})}")


def _context(where: Where, one: Sentence, forms: Any) -> dict[str, Any]:
    found = wordings.faults(one.language, one.key, forms)
    titles = words.forms(len(one.original))
    return {
        "one": one,
        "where": where,
        "elsewhere": sentences.elsewhere(where.place, one.language, one.key),
        "tongue": one.language,
        "tongue_name": words.LANGUAGES[one.language],
        "family": words.family(one.key),
        "fields": [
            {"n": n, "title": titles[n], "words": form} for n, form in enumerate(forms)
        ],
        "wrong": [words.fault(fault) for fault in found],
        "preview": sentences.preview(one, forms),
    }


def _tongues(agency: Agency) -> list[dict[str, Any]]:
    on = texts.languages(agency)
    return [
        {
            "code": code,
            "name": words.LANGUAGES[code],
            "is_prepared": code in catalogues.PREPARED,
            "is_on": code in catalogues.LANGUAGES or code in on,
        }
        for code in EVERY_LANGUAGE
    ]
