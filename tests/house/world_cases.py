"""A kind of case of an office's agency, a case of the office, and an uploaded table."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from loket.cases import holder as holders
from loket.cases.holder import Holder
from loket.cases.imports import actions
from loket.cases.models import (
    Case,
    CaseDocument,
    CaseType,
    Import,
    Promise,
    Stage,
    StageMove,
)
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.offices.models import Office


def cased(office: Office, keyring: Keyring) -> dict[str, Any]:
    """Return one of each thing of cases."""
    now, id_, names = clock.now(), uuid4(), {"id": office.code, "en": office.code}
    kind = CaseType.objects.create(
        agency=office.agency, slug=office.code.lower(), names=names
    )
    stage, after = (
        Stage.objects.create(type=kind, slug=slug, names=names, kind="office")
        for slug in ("cetak", "periksa")
    )
    StageMove.objects.create(before=stage, after=after)
    return {
        "kind": kind,
        "stage": stage,
        "promise": Promise.objects.create(
            type=kind, from_stage=stage, working_days=4, valid_from=now.date(),
            source="-", read_on=now.date(),
        ),
        "document": CaseDocument.objects.create(type=kind, names=names),
        "case": Case.objects.create(
            id=id_, agency_id=office.agency_id, office_id=office.pk, type=kind,
            number_key=office.code.encode(),
            sealed=holders.seal(keyring, id_, Holder("9926112600000417")),
            stage=stage, stage_at=now, data_at=now, created_at=now, changed_at=now,
        ),
        "table": _table(office, keyring),
    }  # fmt: skip


def _table(office: Office, keyring: Keyring) -> Import:
    pieces = [b"Nomor;Tahap;Kantor;Jenis\n"]
    return actions.upload(office.agency_id, "cases.csv", pieces, clock.now(), keyring)
