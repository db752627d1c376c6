"""Whether a URL can be opened in a browser of the computer a person sits at, and by which command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY")
_WSL = ("WSL_DISTRO_NAME", "WSL_INTEROP")


@dataclass(frozen=True, slots=True)
class Opener:
    """The command that a URL is added to; empty where there is none, and then why."""

    command: tuple[str, ...] = ()
    reason: str = ""


def opener(environ: Mapping[str, str], platform: str, there_is: Callable[[str], bool]) -> Opener:
    """The opener of this computer; `platform` as `sys.platform` has it, `there_is` whether a program is found."""
    if any(environ.get(name) for name in _REMOTE):
        return Opener(reason="over SSH a browser would open on the other computer")
    if platform == "darwin":
        return Opener(("open",))
    if any(environ.get(name) for name in _WSL):
        # Windows' own programs are on the path there; the second takes a URL as it is, without a shell.
        for command in (("wslview",), ("rundll32.exe", "url.dll,FileProtocolHandler")):
            if there_is(command[0]):
                return Opener(command)
    if not any(environ.get(name) for name in _DISPLAYS):
        return Opener(reason="there is no desktop here to open a browser on")
    if there_is("xdg-open"):
        return Opener(("xdg-open",))
    return Opener(reason="there is no xdg-open here to open a browser with")
