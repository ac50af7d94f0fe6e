"""Every address of the pages. Verbs are nouns: POST /bookings/7/arrival."""

from __future__ import annotations

from django.urls import path

from loket.web import plain, preferences
from loket.web.agenda import views as agenda
from loket.web.demo import views as demo
from loket.web.firstrun import views as firstrun
from loket.web.setup import views as setup
from loket.web.signin import views as signin
from loket.web.stuck import views as stuck

urlpatterns = [
    path("", demo.home, name="home"),
    path("health", plain.health, name="health"),
    path("icons.svg", plain.sprite, name="icons"),
    path("preferences", preferences.preferences, name="preferences"),
    path("demo/steps/", demo.steps, name="demo-steps"),
    path("demo/messages", demo.say, name="demo-messages"),
    path("demo/sessions", demo.sign_in_trainee, name="demo-sessions"),
    path("first-run/", firstrun.first_run, name="first-run"),
    path("setup/", setup.show, name="setup"),
    path(
        "setup/<slug:step>/confirmations",
        setup.confirmations,
        name="setup-confirmations",
    ),
    path("sign-in/", signin.sign_in, name="sign-in"),
    path("sign-out", signin.sign_out, name="sign-out"),
    path("offices/", agenda.desk, name="desk"),
    path("offices/<slug:code>/agenda/", agenda.show, name="agenda"),
    path("offices/<slug:code>/quotas", agenda.quotas, name="quotas"),
    path("bookings/<uuid:booking_id>/arrival", agenda.arrival, name="arrival"),
    path("bookings/<uuid:booking_id>/absence", agenda.absence, name="absence"),
    path(
        "bookings/<uuid:booking_id>/expectation",
        agenda.expectation,
        name="expectation",
    ),
    path("messages/stuck/", stuck.show, name="stuck"),
    path("events/<uuid:event_id>/retries", stuck.retry, name="event-retries"),
    path("messages/<uuid:message_id>/resends", stuck.resend, name="resends"),
    path("messages/<uuid:message_id>/surrender", stuck.drop, name="surrender"),
]

handler400 = "loket.web.errors.bad_request"
handler403 = "loket.web.errors.forbidden"
handler404 = "loket.web.errors.not_found"
handler500 = "loket.web.errors.server_error"
