"""
Every address, with every method, by everybody, with everybody's ids: who may not, is
told that there is nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.db import transaction
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from loket.offices.models import Duty
from loket.offices.rules import RULES
from loket.web import live
from tests.house.world import EVERYWHERE, HERE, IDS, OF_OFFICES, WORDS, Place, World

TABLE = tomllib.loads(Path(__file__).with_name("rights.toml").read_text("utf-8"))
# The operations of the interface have keys, not duties: tests/api tries them.
ROUTES = {
    route.name: route
    for route in get_resolver().url_patterns
    if isinstance(route, URLPattern)
}
GUARDED = sorted(name for name, rule in TABLE["routes"].items() if rule != "public")
pytestmark = pytest.mark.django_db
USED = ("get", "post")
METHODS = (*USED, "put", "patch", "delete")
HIDDEN, NOT_SO = {403, 404}, 405


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, keyring, tmp_path_factory):
    """Made once; what is done in it is taken back after each request."""
    from django.conf import settings

    before = settings.LOKET_DATA_DIR
    settings.LOKET_DATA_DIR = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), transaction.atomic():
        yield World(keyring)
        transaction.set_rollback(True)
    settings.LOKET_DATA_DIR = before


def ask(client: Client, method: str, name: str, place: Place, **others: object):
    """One request, with all its consequences taken back."""
    words = {
        word: others.get(word, WORDS.get(word) or id_of(name, word, place))
        for word in ROUTES[name].pattern.converters
    }
    send = getattr(client, method)
    with transaction.atomic():
        answer = send(reverse(name, kwargs=words), TABLE["forms"].get(name, {}))
        if answer.streaming:
            drain(answer)
        transaction.set_rollback(True)
    return answer


def drain(answer: StreamingHttpResponse) -> None:
    """Read all of a table that is made while it is read."""
    if not answer.is_async:
        answer.getvalue()
        return

    async def each() -> None:
        async for _ in answer.streaming_content:
            pass

    async_to_sync(each)()


def id_of(name: str, word: str, place: Place) -> object:
    return IDS.get(f"{name}.{word}", IDS[word])(place)


def may(rule: str, duty: str, where: str) -> bool:
    if rule == "own":
        return True
    who = TABLE["who"][rule]
    return duty in who["duties"] and (where == EVERYWHERE or who["at"] != EVERYWHERE)


def ids_of(name: str) -> set[str]:
    return set(ROUTES[name].pattern.converters) - set(WORDS)


def foreign(name: str, world: World, where: str) -> Iterator[Place]:
    """The places whose ids must not open a route to somebody."""
    if ids_of(name):
        yield world.foreign_agency
    if ids_of(name) & OF_OFFICES and where == HERE:
        yield world.foreign_office


def test_every_route_stands_in_the_table_of_rights():
    assert set(TABLE["routes"]) == set(ROUTES)


def test_every_view_obeys_the_policy_that_the_table_names():
    said = {
        name: getattr(route.callback.policy, "__name__", route.callback.policy)
        for name, route in ROUTES.items()
    }

    assert said == {
        name: "is_own" if rule == "own" else rule
        for name, rule in TABLE["routes"].items()
    }


def test_both_tables_say_the_same_of_every_policy():
    said = {
        name: {"at": rule.reach.name.lower(), "duties": set(rule.duties)}
        for name, rule in RULES.items()
    }

    assert said == {
        name: {"at": who["at"], "duties": {Duty(duty) for duty in who["duties"]}}
        for name, who in TABLE["who"].items()
    }


@pytest.mark.parametrize("name", GUARDED)
def test_whoever_is_not_signed_in_is_led_to_the_door(world, name):
    answers = {method: ask(Client(), method, name, world.own) for method in METHODS}

    led = [it["Location"] for it in answers.values() if it.status_code == 302]
    assert led
    assert all(place.startswith("/sign-in/?next=") for place in led)
    assert {it.status_code for it in answers.values()} <= {302, NOT_SO}


@pytest.mark.parametrize("name", GUARDED)
def test_no_address_knows_more_methods_than_two(world, name):
    chief = world.people["administrator", EVERYWHERE]

    for method in METHODS[len(USED) :]:
        assert ask(chief, method, name, world.own).status_code in {*HIDDEN, NOT_SO}


@pytest.mark.parametrize("name", GUARDED)
def test_each_duty_opens_what_is_its_own_and_nothing_else(world, name):
    rule = TABLE["routes"][name]
    for (duty, where), client in world.people.items():
        found = {
            method: ask(client, method, name, world.own).status_code for method in USED
        }
        opened = {code for code in found.values() if code != NOT_SO}

        assert opened, name
        assert max(opened) < 500, (name, duty, where, found)
        if rule != "own":
            is_hidden = opened <= HIDDEN
            assert is_hidden is not may(rule, duty, where), (name, duty, where, found)


@pytest.mark.parametrize("name", [it for it in GUARDED if ids_of(it)])
def test_foreign_ids_open_nothing_to_anybody(world, name):
    for (duty, where), client in world.people.items():
        for place in foreign(name, world, where):
            for method in USED:
                answer = ask(client, method, name, place)
                is_shut = answer.status_code in {*HIDDEN, NOT_SO}
                assert is_shut, (name, duty, where, method, answer.status_code)


@pytest.mark.parametrize("name", [it for it in GUARDED if len(ids_of(it)) > 1])
def test_an_own_office_opens_no_foreign_thing_within_it(world, name):
    chief = world.people["administrator", EVERYWHERE]
    for word in ids_of(name) - {"code"} - set(TABLE["loose"].get(name, ())):
        for method in USED:
            theirs = id_of(name, word, world.foreign_agency)
            answer = ask(chief, method, name, world.own, **{word: theirs})
            assert answer.status_code in {*HIDDEN, NOT_SO}, (word, method)


def test_every_kind_of_topic_stands_in_the_table_of_rights():
    assert set(live.TOPICS) == set(TABLE["topics"])


def topic(kind: str, place: Place) -> str:
    return {
        "office": f"office:{place.office.pk}:2026-11-24",
        "cases": f"cases:{place.office.pk}",
        "case": f"case:{place.case.id}",
        "import": f"import:{place.table.id}",
        "waitlist": f"waitlist:{place.office.pk}",
        "waiting": f"waiting:{place.office.agency_id}",
        "conversation": f"conversation:{place.talk.id}",
    }[kind]


@pytest.mark.parametrize("kind", sorted(TABLE["topics"]))
def test_live_screens_hear_what_their_people_may_see(world, kind):
    rule = TABLE["topics"][kind]
    places = [world.foreign_agency, world.foreign_office]
    for (duty, where), client in world.people.items():
        cookie = client.cookies["loket_session"].value
        headers = [(b"cookie", f"loket_session={cookie}".encode())]

        assert live.allow(headers, [topic(kind, world.own)]) is may(rule, duty, where)
        beside = [*places] if kind == "office" and where == HERE else places[:1]
        assert not any(live.allow(headers, [topic(kind, place)]) for place in beside)
    assert not live.allow([], [topic(kind, world.own)])
