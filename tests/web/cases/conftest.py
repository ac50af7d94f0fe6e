"""An office with kinds of cases, one case in work, and officers with their browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from loket.cases import actions, loading
from loket.cases.models import Case, CaseType, Stage
from loket.cases.records import CaseRecord, Source, Taken
from loket.config import demo
from loket.lib.crypto import Keyring
from loket.offices.models import Duty, Office, Service, Staff
from tests.web.conftest import NOW

NUMBER, PHONE = "9926112600000417", "6281299990001"
NIK = "9971015203900042"
NAME = "Siti Aminah"


@pytest.fixture(autouse=True)
def kinds(office: Office) -> None:
    Service.objects.create(
        agency=office.agency, slug="pengambilan", names={"id": "Ambil", "en": "Collect"}
    )
    loading.load(office.agency, loading.read(demo.case_types()))


@pytest.fixture
def make_case(office: Office, keyring: Keyring) -> Callable[..., Case]:
    def make(stage: str = "cetak", number: str = NUMBER, **more: Any) -> Case:
        facts: dict[str, Any] = {
            "office": "TS",
            "type": "paspor-baru",
            "at": NOW - timedelta(days=1),
            "name": NAME,
            "birth_date": date(1990, 3, 12),
            "phone": PHONE,
            **more,
        }
        source = Source(office.agency_id, facts.pop("source", ""))
        record = CaseRecord(number=number, stage=stage, **facts)
        (taken,) = actions.take([record], source, facts["at"], keyring)
        assert isinstance(taken, Taken)
        return Case.objects.get(id=taken.case_id)

    return make


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case()


@pytest.fixture
def at() -> Callable[[str], int]:
    """The id of a stage of a new passport."""
    kind = CaseType.objects.get(slug="paspor-baru")
    return lambda slug: Stage.objects.get(type=kind, slug=slug).id


@pytest.fixture
def tamu(make_staff: Callable[..., Staff], office: Office) -> Client:
    """The browser of Tamu, officer at one office."""
    client = Client()
    client.force_login(make_staff("Tamu", Duty.OFFICER, office))
    return client


def page(case_: Case | UUID) -> str:
    """The address of the page of a case."""
    return f"/cases/{case_.id if isinstance(case_, Case) else case_}/"


def text(answer: Any) -> str:
    return answer.content.decode()
