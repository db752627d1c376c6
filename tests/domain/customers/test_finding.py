import pytest
from support.customers import customer

from tui.domain.customers.finding import find, nearest_names

BETA = customer("Beta Corp c/o Acme", org_id="6f1c0000")
BETA_TWO = customer("Beta Corporation c/o Acme", org_id="6f1c0001")
ANGSTROM = customer("Ångström  GmbH c/o Acme", org_id="6f1c0002")
LIST = (BETA, BETA_TWO, ANGSTROM)


@pytest.mark.parametrize(
    ("word", "meant", "whole"),
    [
        ("6f1c0001", [BETA_TWO], True),
        ("beta corp c/o acme", [BETA], True),
        ("Beta Corp", [BETA], True),
        ("BETA", [BETA, BETA_TWO], False),
        ("corporation", [BETA_TWO], False),
        ("angstrom", [ANGSTROM], False),
        ("ANGSTRÖM GMBH", [ANGSTROM], True),
        ("acme", [BETA, BETA_TWO, ANGSTROM], False),
        ("6f1c", [], False),
        ("", [], False),
        ("  ", [], False),
        ("nobody", [], False),
    ],
)
def test_a_word_names_whom_it_names(word: str, meant: list[object], *, whole: bool) -> None:
    found = find(LIST, word)
    assert list(found.customers) == meant
    assert found.whole is whole
    assert found.only == (meant[0] if len(meant) == 1 else None)


def test_customers_of_one_name_are_several_however_whole_the_name_is() -> None:
    twin = customer("Beta Corp c/o Acme", org_id="6f1c0009")
    assert find((*LIST, twin), "beta corp c/o acme").only is None
    assert find((*LIST, twin), "6f1c0009").only is twin


def test_an_id_wins_over_a_name() -> None:
    odd = customer("6f1c0000", org_id="other")
    assert find((odd, *LIST), "6f1c0000").only is BETA


def test_the_nearest_names_come_with_their_suffix_and_once() -> None:
    assert nearest_names(LIST, "betta corp") == (BETA.name, BETA_TWO.name)
    assert nearest_names(LIST, "zzz") == ()
