import inspect
import re
import subprocess
import sys
import urllib.request

from support.homes import Home

from tui.sandbox import serve


def test_the_help_names_the_defaults_of_the_sandbox(home: Home) -> None:
    words = " ".join(home.run("sandbox", "--help").out.split())
    defaults = {name: parameter.default for name, parameter in inspect.signature(serve.main_serve).parameters.items()}
    for name, default in defaults.items():
        told = "" if default is None else re.escape(str(default))
        assert re.search(rf"--{name.replace('_', '-')} [A-Z|]+ [^-]*else {told}", words), name


def test_a_scenario_that_is_not_there_is_refused(home: Home) -> None:
    said = home.run("sandbox", "--scenario", "nonsense")
    assert said.code == 2
    assert "nonsense" in said.err


def test_a_scenario_may_stand_before_the_sandbox_and_before_nothing_else(home: Home) -> None:
    said = home.run("--scenario", "flacky", "sandbox")
    assert (said.code, "Did you mean flaky?" in said.err) == (2, True)
    for command in ("status", "info", "journal"):
        said = home.run("--scenario", "flaky", command)
        assert said.code == 2
        assert "--scenario means nothing to this command" in said.err


def test_a_host_that_others_can_reach_is_refused(home: Home) -> None:
    said = home.run("sandbox", "--host", "0.0.0.0")  # noqa: S104 - that is what must be refused
    assert said.code == 2
    assert "loopback" in said.err


def test_the_sandbox_says_where_it_is_and_answers_there() -> None:
    command = [sys.executable, "-m", "tui", "sandbox", "--port", "0", "--orgs", "3", "--seed", "7", "--api-key", "k1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if line.startswith("Ctrl-C"):
                    break
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            partner = re.search(r"partner +(\S+)", said)
            assert address
            assert partner
            assert re.search(r"key +k1\b", said)
            url = f"{address[0]}/v2/org/{partner[1]}/partners/onboarding/child-orgs"
            request = urllib.request.Request(url, headers={"x-api-key": "k1"})  # noqa: S310 - loopback
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
                assert answer.status == 200
        finally:
            process.terminate()
    assert process.returncode == 0
