"""The standalone sandbox over real HTTP: address, key, partner id, and a clean end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from support.clock import EPOCH
from support.play import served
from support.sandbox_caller import no_wait

from tui.sandbox.app import create_app
from tui.sandbox.scenario import Scenario
from tui.sandbox.serve import banner, is_loopback, main_serve
from tui.sandbox.server import SandboxServer
from tui.sandbox.world import World

SERVE = "import sys; from tui.sandbox.serve import main_serve; sys.exit(main_serve(port=0, orgs=12, api_key='k'))"


def get(address: str, method: str, path: str, key: str, body: str | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    headers = {"x-api-key": key, "content-type": "application/json"}
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_program_prints_where_it_is_answers_and_ends_cleanly_on_a_signal(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline().decode() for _ in range(5)]
        address, key, partner = (re.split(r"\s+", line.strip())[1] for line in lines[1:4])
        status, body = get(address, "GET", f"/v2/org/{partner}/partners/onboarding/child-orgs", key)
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == b""
        assert process.stdout.read() == b""
    assert key == "k"
    assert (status, body.count(b'"org_id"')) == (200, 12)


def test_a_signal_right_after_the_banner_ends_the_program_cleanly_too() -> None:
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_a_server_in_a_thread_takes_a_body_with_get_and_stops_when_told() -> None:
    world = World(orgs=142, born=EPOCH)
    server = SandboxServer(create_app(world, clock=lambda: EPOCH, delay=no_wait))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        org_id = next(org.org_id for org in world.orgs.values() if not org.checklists())
        ids = f'{{"azure_tenant_id": "{org_id}", "azure_subscription_id": "{org_id}"}}'
        path = f"/v2/org/{org_id}/partners/onboarding/azure/auth-url"
        assert get(server.address, "GET", path, "sandbox-key", ids)[0] == 200
        assert get(server.address, "GET", path, "sandbox-key")[0] == 422
        assert get(server.address, "HEAD", path, "sandbox-key") == (405, b"")
    finally:
        server.stop()
        thread.join(timeout=20)
    assert not thread.is_alive()


def test_no_answer_on_a_kept_connection_waits_for_its_first_part_to_be_confirmed() -> None:
    world = World(orgs=1, born=EPOCH)
    path = f"/v2/org/{world.partner_id}/partners/onboarding/child-orgs"
    took = []
    with served(create_app(world, clock=lambda: EPOCH, delay=no_wait)) as address:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
        for _ in range(10):
            began = time.perf_counter()
            connection.request("GET", path, headers={"x-api-key": "sandbox-key"})
            connection.getresponse().read()
            took.append(time.perf_counter() - began)
        connection.close()
    # The system confirms after 40 ms what has no answer of its own to travel with.
    assert min(took[1:]) < 0.03


def test_an_address_that_is_taken_is_said_and_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main_serve(port=port, orgs=1) == 1
    assert f"port {port}" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["10.1.2.3", "192.0.2.7", "example.com", "::", ""])
def test_a_host_that_others_can_reach_is_refused(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main_serve(host, 0, orgs=1) == 2
    assert "loopback" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["", " ", "two\nlines", "schlüssel"])
def test_a_key_that_no_header_can_carry_is_refused(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main_serve(port=0, orgs=1, api_key=key, scenario="nonsense") == 2
    assert "key" in capsys.readouterr().err


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_number_that_is_no_port_is_refused(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main_serve(port=port, orgs=1) == 2
    assert str(port) in capsys.readouterr().err


def test_loopback_has_several_spellings() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.3.2.1", "::1", "localhost"))


def test_the_banner_names_address_key_and_partner_id() -> None:
    world = World(orgs=3, born=EPOCH)
    text = banner("http://127.0.0.1:8765", "my-key", world, Scenario())
    assert "Sandbox Partners: 3 invented customers" in text
    assert all(part in text for part in ("http://127.0.0.1:8765", "my-key", world.partner_id))
    assert "scenario" not in text


def test_the_banner_tells_a_scenario_that_is_not_the_usual_one() -> None:
    text = banner("http://127.0.0.1:8765", "my-key", World(orgs=3, born=EPOCH), Scenario("busy", "Much happens."))
    assert "scenario busy: Much happens." in text


def test_the_banner_keeps_what_a_scenario_says_of_itself_on_one_safe_line() -> None:
    told = Scenario("mine", "Red \x1b[31m,\u202e then\nkey nobody-knows")
    text = banner("http://127.0.0.1:8765", "my-key", World(orgs=3, born=EPOCH), told)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert [line.split()[0] for line in text.splitlines()[1:]] == ["address", "key", "partner", "scenario", "Ctrl-C"]


def test_a_scenario_that_is_not_known_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main_serve(port=0, orgs=1, scenario="bussy") == 2
    assert "Did you mean busy?" in capsys.readouterr().err
