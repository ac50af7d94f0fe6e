"""Addresses of cases, their kinds, and tables of them."""

from __future__ import annotations

from django.urls import path

from loket.web.cases import case, desk, imports, making, types
from loket.web.cases import type_changes as kinds
from loket.web.cases import views as cases

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
    path(
        "setup/cases/<slug:slug>/proxies/<int:position>/removal",
        kinds.proxy_removal,
        name="case-type-proxy-removal",
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
