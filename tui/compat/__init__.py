"""The one place that reaches into Textual's private parts; a test holds each of them."""

from tui.compat.fatal import fatal_error
from tui.compat.sheet import SteadyStylesheet
from tui.compat.standing import Standing
from tui.compat.terminal import TerminalDriver

__all__ = ["Standing", "SteadyStylesheet", "TerminalDriver", "fatal_error"]
