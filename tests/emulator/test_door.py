import http.client
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from emulator.__main__ import main
from emulator.app import is_loopback
from emulator.client import Emulator
from emulator.process import DidNotStart, running


def ask(emulator: Emulator, method: str, path: str, **headers: str) -> int:
    place = urlsplit(emulator.base_url)
    connection = http.client.HTTPConnection(place.netloc, timeout=5)
    try:
        body = b"{}" if method != "GET" else None
        connection.request(method, path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"]
)
def test_loopback_names_are_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "example.test", "10.0.0.1", ""])
def test_other_names_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_it_refuses_to_listen_where_others_reach_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--host", "0.0.0.0"]) == 2
    assert "--allow-remote" in capsys.readouterr().err


def test_a_name_that_points_here_from_elsewhere_is_refused(emulator: Emulator) -> None:
    assert ask(emulator, "GET", "/control/health", Host="evil.test") == 403


def test_another_sites_page_cannot_steer_the_room(emulator: Emulator) -> None:
    json_type = {"Content-Type": "application/json"}
    path = "/control/reset"
    assert ask(emulator, "POST", path, Origin="http://evil.test", **json_type) == 403
    assert ask(emulator, "POST", "/control/retries", **json_type) == 200
    words = {"Content-Type": "text/plain"}
    address = "/control/citizens/6281200000001/messages"
    assert ask(emulator, "POST", address, **words) == 415


def test_a_taken_port_is_told_in_one_sentence(emulator: Emulator) -> None:
    port = str(urlsplit(emulator.base_url).port)
    command = [sys.executable, "-m", "emulator", "--port", port]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert port in ended.stderr


def test_wrong_first_switches_are_told(emulator: Emulator) -> None:
    command = [sys.executable, "-m", "emulator", "--port", "0", "--switches", '{"x":1}']
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert ended.returncode == 2
    assert "--switches" in ended.stderr


def test_a_start_that_fails_says_why(emulator: Emulator) -> None:
    port = urlsplit(emulator.base_url).port
    with pytest.raises(DidNotStart, match=str(port)), running(port=port):
        pass
