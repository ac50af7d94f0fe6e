"""A desk without the second wall says what to do, and a real one stays shut."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from loket.config import cli_serve
from loket.config.doctor import walls
from loket.config.doctor.findings import Health
from loket.config.guard import Refused
from loket.lib.walls import build, by_office
from loket.web.walls import WALLS

pytestmark = pytest.mark.django_db
NOBODY = "loket_missing"


@pytest.fixture
def without_role(monkeypatch):
    """A database whose user may not make the role of the pages."""
    monkeypatch.setattr(build, "ROLE", NOBODY)
    made = (f"create role {NOBODY}", f"grant {NOBODY} to current_user")
    monkeypatch.setattr(build, "ROLE_STATEMENTS", made)


def test_all_is_well_where_the_walls_stand():
    assert walls.look().health is Health.GOOD


def test_whoever_may_not_make_the_role_is_told_the_statements(without_role):
    with pytest.raises(build.NoRole):
        build.build(WALLS)

    found = walls.look()
    assert found.health is Health.BAD
    assert f"create role {NOBODY}; grant {NOBODY} to loket" in found.remedy


def test_walls_of_another_version_are_built_anew(monkeypatch):
    changed = {**WALLS, "offices_fee": by_office("agency_id")}
    monkeypatch.setattr(walls, "WALLS", changed)

    assert walls.look().remedy == "Run `loket migrate`."
    assert build.build(changed)
    assert walls.look().health is Health.GOOD
    assert not build.build(changed)


def test_the_pages_of_a_real_desk_do_not_open_without_it(without_role, monkeypatch):
    monkeypatch.setattr(cli_serve, "settings", lambda: SimpleNamespace(demo=False))

    with pytest.raises(Refused, match=NOBODY):
        cli_serve._check_walls()


def test_a_training_desk_opens_and_says_so(without_role, capsys):
    cli_serve._check_walls()

    assert NOBODY in capsys.readouterr().err
