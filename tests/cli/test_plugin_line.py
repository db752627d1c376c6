"""The monitoring-plugin convention: one line, one `|`, figures that a graph can read."""

import re

import pytest

from tui.cli.plugin_line import Figure, Level, not_understood, plugin_line


def test_the_line_says_the_service_the_level_the_text_and_the_figures() -> None:
    figures = (Figure("customers", 142), Figure("matching", 2, critical=0), Figure("time", 0.31249, "s"))
    line = plugin_line(Level.CRITICAL, "2 critical", figures)
    assert line == "ARCHERA CRITICAL - 2 critical | customers=142;;;0 matching=2;;0;0 time=0.312s;;;0"


def test_nothing_that_a_server_says_ends_the_text_or_the_line() -> None:
    line = plugin_line(Level.OK, "Evil | rm\r\n\x1b[2J\u2028 Co|x=1", (Figure("customers", 1),))
    assert line == "ARCHERA OK - Evil / rm [2J Co/x=1 | customers=1;;;0"


def test_figures_follow_however_long_the_text_is() -> None:
    line = plugin_line(Level.WARNING, "x" * 5_000, (Figure("customers", 1),))
    assert len(line) < 1_000
    assert re.search(r"… \| customers=1;;;0$", line)


def test_words_that_make_no_sense_are_told_on_stdout_as_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        not_understood("--warnin is not an option here.")
    assert end.value.code == Level.UNKNOWN
    assert capsys.readouterr() == ("ARCHERA UNKNOWN - --warnin is not an option here.\n", "")
