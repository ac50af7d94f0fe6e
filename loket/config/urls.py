"""Every address of the pages. Verbs are nouns: POST /bookings/7/arrival."""

from __future__ import annotations

from django.urls import path

from loket.web import plain, preferences
from loket.web.agenda import views as agenda
from loket.web.alarms import views as alarms
from loket.web.booking import counter
from loket.web.booking import views as booking
from loket.web.costs import views as costs
from loket.web.demo import views as demo
from loket.web.files import views as files
from loket.web.firstrun import views as firstrun
from loket.web.limits import views as limits
from loket.web.papers import views as papers
from loket.web.setup import views as setup
from loket.web.signin import views as signin
from loket.web.stuck import views as stuck
from loket.web.texts import views as texts
from loket.web.unknown import views as unknown
from loket.web.waiting import hours as answering_hours
from loket.web.waiting import invitations
from loket.web.waiting import views as waiting
from loket.web.waitlist import views as waitlist

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
    path("bookings/<uuid:booking_id>/", booking.show, name="booking"),
    path("bookings/<uuid:booking_id>/words", booking.words, name="booking-words"),
    path(
        "bookings/<uuid:booking_id>/cancellation",
        booking.cancellation,
        name="booking-cancellation",
    ),
    path("bookings/<uuid:booking_id>/hour", booking.hour, name="booking-hour"),
    path("bookings/<uuid:booking_id>/slip", booking.slip, name="slip"),
    path("offices/<slug:code>/bookings/new/", counter.new, name="counter-booking"),
    path("offices/<slug:code>/bookings", counter.book, name="counter-bookings"),
    path("offices/<slug:code>/waiting-list/", waitlist.show, name="waiting-list"),
    path("waiting/<uuid:waiting_id>/offers", waitlist.offer, name="waiting-offers"),
    path("offices/<slug:code>/limits/", limits.show, name="limits"),
    path("offices/<slug:code>/limits/figures", limits.figures, name="limit-figures"),
    path(
        "offices/<slug:code>/limits/rulings/<int:ruling_id>/endings",
        limits.endings,
        name="ruling-endings",
    ),
    path("offices/<slug:code>/groups/", limits.groups, name="groups"),
    path(
        "offices/<slug:code>/groups/decisions", limits.decisions, name="group-decisions"
    ),
    path("offices/<slug:code>/day-list/", papers.day_list, name="day-list"),
    path("offices/<slug:code>/day-list.pdf", papers.day_list_pdf, name="day-list-pdf"),
    path("papers/<uuid:paper_id>", papers.kept_pdf, name="kept-paper"),
    path("offices/<slug:code>/paper-arrivals/", papers.entry, name="paper-entry"),
    path("offices/<slug:code>/paper-arrivals", papers.enter, name="paper-arrivals"),
    path("offices/<slug:code>/paper-arrivals/undo", papers.undo, name="paper-undo"),
    path("texts/", texts.show_all, name="texts"),
    path("texts/languages", texts.languages, name="languages"),
    path("texts/<slug:language>/<str:key>/", texts.show, name="text"),
    path("texts/<slug:language>/<str:key>/previews", texts.preview, name="previews"),
    path("texts/<slug:language>/<str:key>/wordings", texts.save, name="wordings"),
    path("texts/<slug:language>/<str:key>/originals", texts.restore, name="originals"),
    path("talks/", waiting.show_all, name="waiting"),
    path("talks/hours/", answering_hours.show, name="answering-hours"),
    path("talks/hours/settings", answering_hours.save, name="answering-hours-settings"),
    path("talks/<uuid:talk_id>/", waiting.show, name="talk"),
    path("talks/<uuid:talk_id>/takings", waiting.take, name="takings"),
    path("talks/<uuid:talk_id>/answers", waiting.answer, name="answers"),
    path("talks/<uuid:talk_id>/invitations", invitations.invite, name="invitations"),
    path("talks/<uuid:talk_id>/returns", waiting.give_back, name="returns"),
    path("files/<uuid:file_id>", files.show, name="file"),
    path("alarms/", alarms.show, name="alarms"),
    path("alarms/bar", alarms.bar, name="alarm-bar"),
    path("alarms/<int:alarm_id>/settlement", alarms.settle, name="alarm-settlement"),
    path("costs/", costs.show, name="costs"),
    path("costs/budgets", costs.budgets, name="budgets"),
    path("costs/prices", costs.prices, name="prices"),
    path("messages/stuck/", stuck.show, name="stuck"),
    path("messages/unknown/", unknown.show, name="unknown"),
    path("conflicts/<int:conflict_id>/settlements", stuck.settle, name="settlements"),
    path("events/<uuid:event_id>/retries", stuck.retry, name="event-retries"),
    path("messages/<uuid:message_id>/resends", stuck.resend, name="resends"),
    path("messages/<uuid:message_id>/surrender", stuck.drop, name="surrender"),
]

handler400 = "loket.web.errors.bad_request"
handler403 = "loket.web.errors.forbidden"
handler404 = "loket.web.errors.not_found"
handler500 = "loket.web.errors.server_error"
