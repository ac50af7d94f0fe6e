"""Every address of the pages. Verbs are nouns: POST /bookings/7/arrival."""

from __future__ import annotations

from django.urls import path

from loket.api.v1 import schema
from loket.api.v1.api import api
from loket.web import plain, preferences
from loket.web.agenda import views as agenda
from loket.web.alarms import views as alarms
from loket.web.api_keys import views as api_keys
from loket.web.audit import views as audit
from loket.web.booking import counter
from loket.web.booking import views as booking
from loket.web.cases import case, desk, imports, making, types
from loket.web.cases import type_changes as kinds
from loket.web.cases import views as cases
from loket.web.costs import views as costs
from loket.web.demo import views as demo
from loket.web.files import views as files
from loket.web.firstrun import views as firstrun
from loket.web.hooks import views as hooks
from loket.web.limits import views as limits
from loket.web.office import affected, closures, facts, schedule, services
from loket.web.office import hours as office_hours
from loket.web.office import offices as office
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

# What an office is, offers, and when: `setup` for all of an agency, then one office.
OFFICE = [
    path("setup/offices/", office.show_all, name="offices"),
    path("setup/offices/additions", office.add, name="office-additions"),
    path("setup/services/", services.show_all, name="services"),
    path("setup/services/additions/", services.add, name="service-additions"),
    path("setup/services/<int:service_id>/", services.change, name="service"),
    path("setup/facts/", facts.show, name="facts"),
    path("setup/facts/fees", facts.fees, name="fees"),
    path("setup/facts/fees/<int:fee_id>/end", facts.fee_end, name="fee-end"),
    path("setup/facts/addresses", facts.addresses, name="addresses"),
    path(
        "setup/facts/addresses/<int:address_id>/removal",
        facts.address_removal,
        name="address-removal",
    ),
    path("setup/holidays/", closures.holidays, name="holidays"),
    path("setup/holidays/additions", closures.add_for_all, name="holiday-additions"),
    path("setup/holidays/imports", closures.imports, name="holiday-imports"),
    path(
        "setup/holidays/<int:closure_id>/openings",
        closures.openings_for_all,
        name="holiday-openings",
    ),
    path("offices/<slug:code>/settings/", office.show, name="office"),
    path("offices/<slug:code>/settings/details", office.details, name="office-details"),
    path("offices/<slug:code>/settings/quiet", office.quiet, name="office-quiet"),
    path("offices/<slug:code>/counters", office.counters, name="counters"),
    path(
        "offices/<slug:code>/counters/<int:counter_id>/removal",
        office.counter_removal,
        name="counter-removal",
    ),
    path("offices/<slug:code>/hours/", office_hours.show, name="office-hours"),
    path("offices/<slug:code>/hours/weeks", office_hours.save, name="office-weeks"),
    path(
        "offices/<slug:code>/hours/dated",
        office_hours.dated_weeks,
        name="office-dated-weeks",
    ),
    path(
        "offices/<slug:code>/hours/dated/<int:week_id>/removal",
        office_hours.dated_week_removal,
        name="office-dated-week-removal",
    ),
    path("offices/<slug:code>/closures/", closures.show, name="office-closures"),
    path(
        "offices/<slug:code>/closures/additions",
        closures.add,
        name="office-closure-additions",
    ),
    path(
        "offices/<slug:code>/closures/<int:closure_id>/openings",
        closures.openings,
        name="office-closure-openings",
    ),
    path("offices/<slug:code>/schedule/", schedule.show, name="office-schedule"),
    path(
        "offices/<slug:code>/schedule/weeks",
        schedule.schedules,
        name="office-schedule-weeks",
    ),
    path(
        "offices/<slug:code>/schedule/releases",
        schedule.releases,
        name="office-releases",
    ),
    path(
        "offices/<slug:code>/schedule/withdrawals",
        schedule.withdrawals,
        name="office-withdrawals",
    ),
    path("offices/<slug:code>/lowerings", schedule.lowerings, name="lowerings"),
    path("offices/<slug:code>/changes/", affected.show_all, name="office-changes"),
    path(
        "offices/<slug:code>/changes/<int:change_id>/",
        affected.show,
        name="office-change",
    ),
    path(
        "offices/<slug:code>/changes/<int:change_id>/calls/<int:one_id>",
        affected.calls,
        name="office-change-calls",
    ),
    path(
        "offices/<slug:code>/changes/<int:change_id>/undoing",
        affected.undoing,
        name="office-change-undoing",
    ),
]

CASES = [
    path("cases/", cases.show_all, name="cases"),
    path("cases/searches", cases.searches, name="case-searches"),
    path("cases/exports", cases.exports, name="case-exports"),
    path("cases/additions/", making.additions, name="case-additions"),
    path("setup/cases/", types.show_all, name="case-types"),
    path("setup/cases/additions", types.additions, name="case-type-additions"),
    path("setup/cases/<slug:slug>/", types.show, name="case-type"),
    path("setup/cases/<slug:slug>/details", kinds.details, name="case-type-details"),
    path("setup/cases/<slug:slug>/stages", kinds.stages, name="case-type-stages"),
    path("setup/cases/<slug:slug>/moves", kinds.moves, name="case-type-moves"),
    path("setup/cases/<slug:slug>/promises", kinds.promises, name="case-type-promises"),
    path(
        "setup/cases/<slug:slug>/documents", kinds.documents, name="case-type-documents"
    ),
    path("setup/cases/<slug:slug>/proxies", kinds.proxies, name="case-type-proxies"),
    path("setup/cases/<slug:slug>/fees", kinds.fees, name="case-type-fees"),
    path(
        "setup/cases/<slug:slug>/stages/<int:stage_id>",
        kinds.stage,
        name="case-type-stage",
    ),
    path(
        "setup/cases/<slug:slug>/stages/<int:stage_id>/removal",
        kinds.stage_removal,
        name="case-type-stage-removal",
    ),
    path(
        "setup/cases/<slug:slug>/promises/<int:promise_id>/end",
        kinds.promise_end,
        name="case-type-promise-end",
    ),
    path(
        "setup/cases/<slug:slug>/documents/<int:document_id>/removal",
        kinds.document_removal,
        name="case-type-document-removal",
    ),
    path("cases/imports/", imports.show_all, name="case-imports"),
    path("cases/imports/additions", imports.additions, name="case-import-additions"),
    path("cases/imports/<uuid:import_id>/", imports.show, name="case-import"),
    path(
        "cases/imports/<uuid:import_id>/checks",
        imports.checks,
        name="case-import-checks",
    ),
    path("cases/imports/<uuid:import_id>/runs", imports.runs, name="case-import-runs"),
    path(
        "cases/imports/<uuid:import_id>/undoings",
        imports.undoings,
        name="case-import-undoings",
    ),
    path("cases/collecting/", desk.home, name="collecting-home"),
    path("offices/<slug:code>/collecting/", desk.show, name="collecting"),
    path("offices/<slug:code>/collecting/codes", desk.shown, name="collecting-codes"),
    path("cases/<uuid:case_id>/handing", desk.handing, name="case-handing"),
    path("cases/<uuid:case_id>/", case.show, name="case"),
    path("cases/<uuid:case_id>/moves", case.moves, name="case-moves"),
    path("cases/<uuid:case_id>/corrections", case.corrections, name="case-corrections"),
    path("cases/<uuid:case_id>/collections", case.collections, name="case-collections"),
    path(
        "cases/<uuid:case_id>/papers/<int:document_id>",
        case.papers,
        name="case-papers",
    ),
    path("cases/<uuid:case_id>/niks", case.niks, name="case-niks"),
    path("cases/<uuid:case_id>/nik-looks", case.nik_looks, name="case-nik-looks"),
]

# Who else comes in, and who else is told.
PARTNERS = [
    path("setup/keys/", api_keys.show, name="api-keys"),
    path("setup/keys/additions", api_keys.add, name="api-key-additions"),
    path(
        "setup/keys/<int:key_id>/revocation",
        api_keys.revoke,
        name="api-key-revocation",
    ),
    path("setup/webhooks/", hooks.show_all, name="webhooks"),
    path("setup/webhooks/additions", hooks.add, name="webhook-additions"),
    path("setup/webhooks/<int:hook_id>/", hooks.show, name="webhook"),
    path("setup/webhooks/<int:hook_id>/tests", hooks.test, name="webhook-tests"),
    path(
        "setup/webhooks/<int:hook_id>/activation",
        hooks.switch_on,
        name="webhook-activation",
    ),
    path("setup/webhooks/<int:hook_id>/removal", hooks.remove, name="webhook-removal"),
    path(
        "setup/webhooks/<int:hook_id>/deliveries/<int:delivery_id>/replays",
        hooks.replay,
        name="webhook-replays",
    ),
]

# For other systems: each operation names the right that a key needs for it.
API = [
    path("api/v1/openapi.json", schema.openapi, name="openapi"),
    path("api/v1/problems", schema.list_problems, name="problems"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", schema.nothing_here, name="api-nothing"),
]

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
