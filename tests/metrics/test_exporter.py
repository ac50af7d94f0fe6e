"""Figures for Prometheus: all that dashboard and alerts ask for, and no more."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from django.db import connection
from django.test import Client
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from loket.lib.pulse import counts
from loket.lib.pulse.beat import Beat
from loket.metrics.serve import Figures
from loket.worker import main, reactions
from tests.desk.database import url_of
from tests.house.house import ROOT

DEPLOY = ROOT / "deploy"
METRIC = re.compile(r"\bloket_[a-z_]+")
LABELS = {
    "lanes", "state", "heard", "code", "office", "kind", "host", "pid", "which",
    "reason", "route", "status", "le",
}  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def url():
    return url_of(connection.settings_dict["NAME"])


@pytest.fixture
def figures(url):
    """All figures after a beat of a process that has counted everything once."""
    assert main, "the worker's counters are made when it is imported"
    import loket.webhooks.door

    assert loket.webhooks.door
    reactions._count_refusal(131026)
    Client().get("/health")
    Beat(url, "web").once()
    yield read(url)
    with connection.cursor() as cursor:
        cursor.execute("truncate pulse_process, pulse_count")


def read(url):
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(url))
    text = generate_latest(registry).decode()
    return {family.name: family for family in text_string_to_metric_families(text)}


def given(families):
    return {sample.name for family in families.values() for sample in family.samples}


def expressions():
    board = json.loads((DEPLOY / "grafana/loket.json").read_text(encoding="utf-8"))
    for panel in board["panels"]:
        for target in panel.get("targets", ()):
            yield target["expr"]
    rules = (DEPLOY / "prometheus/loket-rules.yml").read_text(encoding="utf-8")
    for group in yaml.safe_load(rules)["groups"]:
        for rule in group["rules"]:
            yield rule["expr"]


def test_every_figure_that_dashboard_and_alerts_ask_for_exists(figures):
    empty_here = {
        "loket_places",
        "loket_places_free",
        "loket_messages_failed_in_an_hour",
    }
    asked = {
        name for expression in expressions() for name in METRIC.findall(expression)
    }

    assert len(asked) > 20
    assert asked - given(figures) - empty_here == set()
    assert empty_here <= set(figures)


def test_labels_are_few_and_known(figures):
    found = {label for f in figures.values() for s in f.samples for label in s.labels}

    assert found <= LABELS


def test_buckets_are_cumulative_and_end_with_all(url, figures):
    family = figures["loket_http_seconds"]
    buckets = [s for s in family.samples if s.name.endswith("_bucket")]
    health = [s.value for s in buckets if s.labels["route"] == "health"]

    assert len(health) == len(counts.ANSWERS) + 1
    assert health == sorted(health)
    assert health[-1] >= 1
    assert buckets[-1].labels["le"] == "+Inf"


def test_without_a_database_only_that_is_said():
    families = read("postgresql://nobody@127.0.0.1:1/none")

    assert given(families) == {"loket_database_up"}
    assert families["loket_database_up"].samples[0].value == 0
