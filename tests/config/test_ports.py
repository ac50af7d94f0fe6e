"""Which ports are taken, and what is said when they cannot be."""

import socket

import pytest

from loket.config import ports
from loket.config.env import settings
from loket.config.ports import Ports, PortTrouble


@pytest.fixture
def set_variables(monkeypatch):
    def set_(**variables):
        for name in ("PORT", "LOKET_PORT", "LOKET_INGEST_PORT"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield set_
    monkeypatch.undo()
    settings.cache_clear()


def test_the_two_ports_after_the_pages_follow(set_variables):
    set_variables(LOKET_PORT="9000")

    assert ports.chosen() == Ports(web=9000, emulator=9001, ingest=9002)


def test_the_way_in_may_have_a_port_of_its_own(set_variables):
    set_variables(LOKET_PORT="9000", LOKET_INGEST_PORT="7000")

    assert ports.chosen().ingest == 7000


def test_port_stands_for_lokets_own_variable_and_gives_way_to_it(set_variables):
    set_variables(PORT="9100")
    ports.take_port_variable()
    assert ports.chosen().web == 9100

    set_variables(PORT="9100", LOKET_PORT="9200")
    ports.take_port_variable()
    assert ports.chosen().web == 9200


@pytest.mark.parametrize("port", ["0", "65534", "99999"])
def test_what_is_no_port_is_refused(set_variables, port):
    set_variables(LOKET_PORT=port)

    with pytest.raises(PortTrouble, match="LOKET_PORT"):
        ports.chosen()


def test_a_taken_port_is_named_with_its_setting():
    with socket.socket() as other:
        other.bind((ports.LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(
            PortTrouble, match=rf"Port {port} for the pages.*LOKET_PORT"
        ):
            ports.check_free(port, "the pages")


def test_a_free_port_passes():
    with socket.socket() as other:
        other.bind((ports.LOOPBACK, 0))
        port = other.getsockname()[1]

    ports.check_free(port, "the pages")
