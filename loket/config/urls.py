"""Every address of the pages. Verbs are nouns: POST /bookings/7/arrival."""

from __future__ import annotations

from django.urls import path

from loket.config.urls_cases import CASES
from loket.config.urls_office import OFFICE
from loket.config.urls_partners import API, PARTNERS
from loket.web import plain, preferences
from loket.web.agenda import views as agenda
from loket.web.alarms import views as alarms
from loket.web.audit import views as audit
from loket.web.booking import counter
from loket.web.booking import views as booking
from loket.web.cases import making
from loket.web.costs import views as costs
from loket.web.demo import views as demo
from loket.web.files import views as files
from loket.web.firstrun import views as firstrun
from loket.web.limits import views as limits
from loket.web.papers import views as papers
from loket.web.people import decisions
from loket.web.people import views as people
from loket.web.setup import views as setup
from loket.web.signin import factors, joining, mine
from loket.web.signin import views as signin
from loket.web.staff import views as staff
from loket.web.stuck import views as stuck
from loket.web.system import views as system
from loket.web.texts import views as texts
from loket.web.unknown import views as unknown
from loket.web.unreachable import views as unreachable
from loket.web.waiting import hours as answering_hours
from loket.web.waiting import invitations
from loket.web.waiting import views as waiting
from loket.web.waitlist import views as waitlist

urlpatterns = [
    *API,
    *PARTNERS,
    path("", demo.home, name="home"),
    path("health", plain.health, name="health"),
    path("health/ready", plain.ready, name="ready"),
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
    path("joining/<str:who>/<str:token>/", joining.join, name="joining"),
    # The sign-in library finds its pages by names of its own.
    path("sign-in/", signin.sign_in, name="account_login"),
    path("sign-in/second-factor/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey", factors.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("me/", mine.show, name="me"),
    path("me/", mine.show, name="mfa_index"),
    path("me/", mine.show, name="mfa_list_webauthn"),
    path("me/password/", mine.password, name="password"),
    path("me/sessions/<int:session_id>/end", mine.end_session, name="session-end"),
    path("me/app/", factors.add_app, name="mfa_activate_totp"),
    path("me/app/removal/", factors.remove_app, name="mfa_deactivate_totp"),
    path("me/passkeys/new/", factors.add_passkey, name="mfa_add_webauthn"),
    path(
        "me/passkeys/<int:pk>/removal/",
        factors.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path("me/codes/", factors.show_codes, name="mfa_view_recovery_codes"),
    path("me/codes/new/", factors.renew_codes, name="mfa_generate_recovery_codes"),
    path("me/again/", factors.again_by_password, name="account_reauthenticate"),
    path("me/again/code/", factors.again_by_code, name="mfa_reauthenticate"),
    path(
        "me/again/passkey/",
        factors.again_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path("offices/", agenda.desk, name="desk"),
    path("offices/<slug:code>/agenda/", agenda.show, name="agenda"),
    path("offices/<slug:code>/quotas", agenda.quotas, name="quotas"),
    *OFFICE,
    *CASES,
    path("bookings/<uuid:booking_id>/cases/", making.of_booking, name="booking-cases"),
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
    path("talks/unreachable/", unreachable.show, name="unreachable"),
    path("talks/hours/", answering_hours.show, name="answering-hours"),
    path("talks/hours/settings", answering_hours.save, name="answering-hours-settings"),
    path("talks/<uuid:talk_id>/", waiting.show, name="talk"),
    path("talks/<uuid:talk_id>/takings", waiting.take, name="takings"),
    path("talks/<uuid:talk_id>/answers", waiting.answer, name="answers"),
    path("talks/<uuid:talk_id>/invitations", invitations.invite, name="invitations"),
    path("talks/<uuid:talk_id>/returns", waiting.give_back, name="returns"),
    path("people/", people.start, name="people"),
    path("people/searches", people.searches, name="people-searches"),
    path("people/requests/", decisions.show_all, name="data-requests"),
    path("people/requests/<int:request_id>/", decisions.show, name="data-request"),
    path(
        "people/requests/<int:request_id>/certificate/",
        decisions.certificate,
        name="certificate",
    ),
    path(
        "people/requests/<int:request_id>/approval",
        decisions.approve,
        name="request-approval",
    ),
    path(
        "people/requests/<int:request_id>/refusal",
        decisions.refuse,
        name="request-refusal",
    ),
    path(
        "people/requests/<int:request_id>/copies", decisions.take, name="request-copies"
    ),
    path("people/<uuid:person_id>/", people.show, name="person"),
    path("people/<uuid:person_id>/erasure/", people.erasure, name="person-erasure"),
    path("people/<uuid:person_id>/requests", decisions.propose, name="person-requests"),
    path("files/<uuid:file_id>", files.show, name="file"),
    path("staff/", staff.show_all, name="staff"),
    path("staff/new/", staff.add, name="staff-new"),
    path("staff/<int:staff_id>/", staff.show, name="colleague"),
    path("staff/<int:staff_id>/duties", staff.give_duty, name="duties"),
    path(
        "staff/<int:staff_id>/duties/<int:role_id>/end",
        staff.take_duty,
        name="duty-end",
    ),
    path("staff/<int:staff_id>/links", staff.make_link, name="staff-links"),
    path(
        "staff/<int:staff_id>/second-factor/resets",
        staff.reset_factor,
        name="factor-resets",
    ),
    path(
        "staff/<int:staff_id>/deactivation",
        staff.deactivate,
        name="deactivation",
    ),
    path("staff/<int:staff_id>/activation", staff.activate, name="activation"),
    path("audit/", audit.show, name="audit"),
    path("audit/entries.csv", audit.export, name="audit-export"),
    path("alarms/", alarms.show, name="alarms"),
    path("alarms/bar", alarms.bar, name="alarm-bar"),
    path("alarms/<int:alarm_id>/settlement", alarms.settle, name="alarm-settlement"),
    path("system/", system.show, name="system"),
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
