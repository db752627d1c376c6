import pytest

from tui.cli.endings import EXIT_CODES, Ending, ending_of_fault, ending_of_features
from tui.domain.faults import Fault, Sent
from tui.domain.records import Feature


@pytest.mark.parametrize(
    ("statuses", "ending"),
    [
        (("available", "available"), Ending.DONE),
        (("available", "warning"), Ending.WARNINGS),
        (("available", "unknown"), Ending.UNKNOWN),
        (("unknown", "warning"), Ending.WARNINGS),
        (("unknown", "missing"), Ending.REFUSED),
        (("available", "paused"), Ending.WARNINGS),
        (("available", "warning", "missing"), Ending.REFUSED),
        ((), Ending.UNKNOWN),
    ],
)
def test_a_verification_is_done_only_when_every_feature_is_available(statuses: tuple[str, ...], ending: Ending) -> None:
    assert ending_of_features(Feature(f"f{n}", status) for n, status in enumerate(statuses)) is ending


@pytest.mark.parametrize(
    ("fault", "ending"),
    [
        (Fault("x", status=404, kind="not found"), Ending.REFUSED),
        (Fault("x", status=409, kind="conflict"), Ending.REFUSED),
        (Fault("x", status=422, kind="invalid"), Ending.REFUSED),
        (Fault("x", status=429, kind="throttled"), Ending.UNKNOWN),
        (Fault("x", status=503, kind="server fault"), Ending.UNKNOWN),
        (Fault("x", status=200, kind="unreadable"), Ending.UNKNOWN),
        (Fault("x", sent=Sent.MAYBE, kind="timed out"), Ending.UNKNOWN),
        (Fault("x", sent=Sent.NOT_SENT, kind="unreachable"), Ending.UNKNOWN),
        (Fault("x", sent=Sent.NOT_SENT, kind="claimed"), Ending.UNKNOWN),
        (Fault("x", sent=Sent.NOT_SENT, kind="read-only"), Ending.REFUSED),
        (Fault("x", sent=Sent.NOT_SENT, kind="unsendable"), Ending.REFUSED),
        (Fault("x", sent=Sent.NOT_SENT, kind="usage"), Ending.REFUSED),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else value.word,
)
def test_no_answer_and_an_outage_are_not_a_refusal(fault: Fault, ending: Ending) -> None:
    assert ending_of_fault(fault) is ending


def test_the_help_tells_every_exit_code() -> None:
    for ending in Ending:
        assert f"\n  {int(ending)}  " in EXIT_CODES
