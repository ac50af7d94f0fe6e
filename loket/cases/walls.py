"""Whose rows the tables of this room hold."""

from loket.lib.walls import by_agency, by_office, hidden, locked, through

_TYPE = through("cases_casetype", "type_id", is_small=True)

WALLS = {
    "cases_casetype": by_agency(),
    "cases_stage": _TYPE,
    "cases_stagemove": through("cases_stage", "before_id", is_small=True),
    "cases_promise": _TYPE,
    "cases_casedocument": _TYPE,
    "cases_casefee": _TYPE,
    "cases_case": by_office(),
    "cases_caseevent": through("cases_case", "case_id"),
    "cases_documenttick": through("cases_case", "case_id"),
    "cases_follower": through("cases_case", "case_id"),
    "cases_feed": by_agency(),
    "cases_import": by_agency(),
    "cases_importfault": through("cases_import", "table_id"),
    "cases_snapshot": by_agency(),
    "cases_snapshotrow": through("cases_snapshot", "snapshot_id"),
    "cases_caseindexkey": locked("the number of a key of the whole desk"),
    "cases_asking": hidden("only the talk counts who asks for whose case"),
}
