"""`/offices` and `/case-types`: the short names by which all other calls speak."""

from __future__ import annotations

from loket.api.doors import Noun
from loket.api.keys import ApiRequest
from loket.api.shapes import Answer
from loket.cases import kinds
from loket.cases.stages import StageKind
from loket.offices.models import Office, Service
from loket.partners.scopes import Scope

offices = Noun("offices")


class OfficeOut(Answer):
    """An office; `zone` is the IANA name of its clock."""

    code: str
    name: str
    city: str
    zone: str


class ServiceOut(Answer):
    """Something that people book; words by language."""

    service: str
    names: dict[str, str]


class OfficesOut(Answer):
    """The offices of a key, and what its agency offers."""

    offices: list[OfficeOut]
    services: list[ServiceOut]


class StageOut(Answer):
    """A stage, who has to act at it, and where cases may go from it."""

    stage: str
    names: dict[str, str]
    kind: StageKind
    moves: list[str]


class CaseTypeOut(Answer):
    """A type of case with its stages in their order."""

    type: str
    names: dict[str, str]
    stages: list[StageOut]


class CaseTypesOut(Answer):
    """All types of cases of an agency."""

    types: list[CaseTypeOut]


@offices.reads("/offices", Scope.SLOTS_READ, OfficesOut)
def list_offices(request: ApiRequest) -> OfficesOut:
    """List the offices of the key, and the services."""
    caller = request.auth
    here = Office.objects.filter(agency_id=caller.agency_id)
    services = Service.objects.filter(agency_id=caller.agency_id)
    return OfficesOut(
        offices=[
            OfficeOut(code=one.code, name=one.name, city=one.city, zone=one.zone)
            for one in here
            if caller.is_at(one.id)
        ],
        services=[ServiceOut(service=one.slug, names=one.names) for one in services],
    )


@offices.reads("/case-types", Scope.CASES_READ, CaseTypesOut)
def list_case_types(request: ApiRequest) -> CaseTypesOut:
    """List the types of cases with their stages and moves."""
    types = kinds.of_agencies([request.auth.agency_id])
    return CaseTypesOut(
        types=[
            CaseTypeOut(
                type=one.slug,
                names=dict(one.names),
                stages=[
                    StageOut(
                        stage=stage.slug,
                        names=dict(stage.names),
                        kind=stage.kind,
                        moves=[
                            one.stages[after].slug
                            for after in sorted(one.moves.get(stage.id, ()))
                        ],
                    )
                    for stage in one.stages.values()
                ],
            )
            for one in types.values()
            if one.is_active
        ]
    )
