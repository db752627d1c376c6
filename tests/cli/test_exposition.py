"""The Prometheus text format."""

from decimal import Decimal

from tui.cli.exposition import Family, Sample, exposition


def test_a_family_says_what_it_means_of_which_type_it_is_and_its_samples() -> None:
    family = Family(
        "archera_customers", "Customers.", (Sample(3, {"stage": "never"}), Sample(96, {"stage": "connected"}))
    )
    assert exposition([family], {"profile": "prod"}).splitlines() == [
        "# HELP archera_customers Customers.",
        "# TYPE archera_customers gauge",
        'archera_customers{profile="prod",stage="never"} 3',
        'archera_customers{profile="prod",stage="connected"} 96',
    ]


def test_a_label_is_escaped_and_holds_no_line_break_and_no_control_character() -> None:
    family = Family("f", "One\nline \\ here.", (Sample(1, {"name": 'a"b\\c\nd\x1b[2J\u202e'}),))
    assert exposition([family], {}).splitlines() == [
        "# HELP f One\\nline \\\\ here.",
        "# TYPE f gauge",
        'f{name="a\\"b\\\\c d[2J"} 1',
    ]


def test_values_keep_every_digit() -> None:
    values = (Decimal("103400.10"), Decimal("1E+3"), 1_795_000_000.125, 0.5, 7, -3)
    text = exposition([Family("f", "F.", tuple(Sample(value, {}) for value in values))], {})
    assert [line.split()[1] for line in text.splitlines()[2:]] == [
        *("103400.10", "1000", "1795000000.125", "0.5", "7", "-3"),
    ]


def test_a_family_without_samples_is_left_out() -> None:
    assert exposition([Family("f", "F.", ()), Family("g", "G.", (Sample(1, {}),))], {}).count("TYPE") == 1
