"""Documents name only what exists, and nothing of one machine."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from loket.config.env import Settings
from loket.config.reference import commands
from tests.house.house import EXCEPTIONS, ROOT, name, pages

CODE = re.compile(r"```(?:sh[^\n]*)?\n.*?```|(?<!`)`[^`\n]+`(?!`)", re.DOTALL)
COMMAND = re.compile(r"(?:^|[`\s|/])(loket(?: [a-z][a-z-]*)+)", re.MULTILINE)
SETTING = re.compile(r"\bLOKET_[A-Z_]+[A-Z]\b")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|Users)/")
# Read by the programs themselves, not by the settings.
OTHER_SETTINGS = {"LOKET_FAILPOINT"}
GLOSSARY = ROOT / "docs" / "glossary.md"


def code(page):
    return "\n".join(CODE.findall(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_command_that_is_named_exists(page):
    known = [*commands.names(), *EXCEPTIONS["later"]["commands"]]
    groups = {one.rpartition(" ")[0] for one in known}

    unknown = [
        said
        for said in COMMAND.findall(code(page))
        if said not in groups and not any(f"{said} ".startswith(f"{k} ") for k in known)
    ]

    assert not unknown


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_setting_that_is_named_exists(page):
    known = {f"LOKET_{field.upper()}" for field in Settings.model_fields}

    named = set(SETTING.findall(page.read_text(encoding="utf-8")))

    assert named <= known | OTHER_SETTINGS


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_target_of_make_that_is_named_exists(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert set(TARGET.findall(code(page))) <= targets


@pytest.mark.parametrize("page", pages(), ids=name)
def test_nothing_of_one_machine_is_named(page):
    assert not OF_ONE_MACHINE.findall(page.read_text(encoding="utf-8"))


def test_every_thing_that_we_store_has_its_word_in_the_glossary():
    page = GLOSSARY.read_text(encoding="utf-8").lower()
    labels = ("offices", "contacts", "messaging", "bookings", "web")
    kinds = [it for label in labels for it in apps.get_app_config(label).get_models()]

    missing = [it.__name__ for it in kinds if _spaced(it.__name__) not in page]

    assert not missing


def _spaced(words: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words).lower()
