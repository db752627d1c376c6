"""Whether a URL can be opened in a browser of the computer a person sits at, and by which command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY")
_CARRIED_OUT = frozenset("$`\"'()")
_WSL = ("WSL_DISTRO_NAME", "WSL_INTEROP")


@dataclass(frozen=True, slots=True)
class Opener:
    """The command that a URL is added to; empty where there is none, and then why."""

    command: tuple[str, ...] = ()
    reason: str = ""


def handing_problem(url: str) -> str:
    """Why a URL is not handed to an opener, "" when it may be.

    Openers are scripts that hand it on to others, some to a shell within double quotes (wslview to PowerShell).
    """
    return "the URL holds characters that a shell on the way could carry out" if _CARRIED_OUT & set(url) else ""


def opener(environ: Mapping[str, str], platform: str, there_is: Callable[[str], bool]) -> Opener:
    """The opener of this computer; `platform` as `sys.platform` has it, `there_is` whether a program is found."""
    if any(environ.get(name) for name in _REMOTE):
        return Opener(reason="over SSH a browser would open on the other computer")
    if platform == "darwin":
        return Opener(("open",))
    if any(environ.get(name) for name in _WSL):
        # Windows' own programs are on the path there; the first takes a URL as it is, the other may ask a shell.
        for command in (("rundll32.exe", "url.dll,FileProtocolHandler"), ("wslview",)):
            if there_is(command[0]):
                return Opener(command)
    if not any(environ.get(name) for name in _DISPLAYS):
        return Opener(reason="there is no desktop here to open a browser on")
    if there_is("xdg-open"):
        return Opener(("xdg-open",))
    return Opener(reason="there is no xdg-open here to open a browser with")
