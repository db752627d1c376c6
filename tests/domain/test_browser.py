"""Whether there is a browser on this computer to open, and the reason where there is none."""

from __future__ import annotations

import pytest

from tui.domain.browser import Opener, handing_problem, opener

DESKTOP = {"DISPLAY": ":0"}
NO_DESKTOP = "there is no desktop here to open a browser on"
SSH = "over SSH a browser would open on the other computer"


@pytest.mark.parametrize(
    ("environ", "platform", "programs", "found"),
    [
        (DESKTOP, "linux", {"xdg-open"}, Opener(("xdg-open",))),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", {"xdg-open"}, Opener(("xdg-open",))),
        (DESKTOP, "linux", set(), Opener(reason="there is no xdg-open here to open a browser with")),
        ({}, "linux", {"xdg-open"}, Opener(reason=NO_DESKTOP)),
        ({"DISPLAY": ""}, "linux", {"xdg-open"}, Opener(reason=NO_DESKTOP)),
        ({}, "darwin", set(), Opener(("open",))),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", {"wslview"}, Opener(("wslview",))),
        (
            {"WSL_INTEROP": "/run/x"},
            "linux",
            {"rundll32.exe"},
            Opener(("rundll32.exe", "url.dll,FileProtocolHandler")),
        ),
        (
            {"WSL_INTEROP": "/run/x"},
            "linux",
            {"wslview", "rundll32.exe"},
            Opener(("rundll32.exe", "url.dll,FileProtocolHandler")),
        ),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", set(), Opener(reason=NO_DESKTOP)),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", set(), Opener(reason=SSH)),
        # X11 that is forwarded: the browser would run over there.
        ({"SSH_TTY": "/dev/pts/1", "DISPLAY": "localhost:10.0"}, "linux", {"xdg-open"}, Opener(reason=SSH)),
    ],
)
def test_the_computer_says_how_a_url_is_opened(
    environ: dict[str, str], platform: str, programs: set[str], found: Opener
) -> None:
    assert opener(environ, platform, programs.__contains__) == found


@pytest.mark.parametrize("tail", ["$(calc)", "`calc`", '";calc;"', "$env:x", "';calc;'"])
def test_what_a_shell_on_the_way_could_carry_out_is_handed_to_no_opener(tail: str) -> None:
    assert handing_problem(f"https://console.aws.amazon.com/{tail}") != ""


def test_the_urls_of_consoles_and_sign_ins_are_handed_on() -> None:
    for url in (
        "https://eu-west-1.console.aws.amazon.com/x?a=b&c=d#/e?f=%2F%2B;g",
        "https://login.microsoftonline.com/x",
    ):
        assert handing_problem(url) == ""
