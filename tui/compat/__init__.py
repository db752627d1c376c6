"""What the program as a whole needs of Textual's private parts; a test holds each of them.

A widget or a screen that has to reach into its own base class does so in its own file, and says there why.
"""

from tui.compat.fatal import fatal_error
from tui.compat.sheet import SteadyStylesheet
from tui.compat.standing import Standing
from tui.compat.terminal import TerminalDriver

__all__ = ["Standing", "SteadyStylesheet", "TerminalDriver", "fatal_error"]
