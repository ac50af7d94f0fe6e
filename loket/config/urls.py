"""Every address of the pages. Verbs are nouns: POST /bookings/7/arrival."""

from __future__ import annotations

from django.urls import path

from loket.api.v1 import schema
from loket.api.v1.api import api
from loket.web import plain, preferences
from loket.web.agenda import views as agenda
from loket.web.alarms import views as alarms
from loket.web.api_keys import views as api_keys
from loket.web.costs import views as costs
from loket.web.demo import views as demo
from loket.web.files import views as files
from loket.web.firstrun import views as firstrun
from loket.web.hooks import views as hooks
from loket.web.office import affected, closures, facts, schedule, services
from loket.web.office import hours as office_hours
from loket.web.office import offices as office
from loket.web.people import decisions
from loket.web.people import views as people
from loket.web.setup import views as setup
from loket.web.signin import views as signin
from loket.web.stuck import views as stuck
from loket.web.system import views as system
from loket.web.texts import views as texts
from loket.web.unknown import views as unknown
from loket.web.unreachable import views as unreachable
from loket.web.waiting import hours as answering_hours
from loket.web.waiting import invitations
from loket.web.waiting import views as waiting

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
    path("offices/", agenda.desk, name="desk"),
    path("offices/<slug:code>/agenda/", agenda.show, name="agenda"),
    path("offices/<slug:code>/quotas", agenda.quotas, name="quotas"),
    *OFFICE,
    path("bookings/<uuid:booking_id>/arrival", agenda.arrival, name="arrival"),
    path("bookings/<uuid:booking_id>/absence", agenda.absence, name="absence"),
    path(
        "bookings/<uuid:booking_id>/expectation",
        agenda.expectation,
        name="expectation",
    ),
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
