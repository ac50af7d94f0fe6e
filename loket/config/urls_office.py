"""Addresses of what an office is, offers, and when; `setup` is for all of an agency."""

from __future__ import annotations

from django.urls import path

from loket.web.office import affected, closures, facts, schedule, services
from loket.web.office import hours as office_hours
from loket.web.office import offices as office
from loket.web.retention import views as retention

OFFICE = [
    path("setup/offices/", office.show_all, name="offices"),
    path("setup/offices/additions", office.add, name="office-additions"),
    path("setup/agency", office.rename, name="agency-details"),
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
    path("setup/retention/", retention.show, name="retention"),
    path("setup/retention/trials/", retention.trials, name="retention-trials"),
    path("setup/retention/days", retention.days, name="retention-days"),
    path(
        "setup/retention/certificate",
        retention.certificate,
        name="retention-certificate",
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
