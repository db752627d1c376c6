"""Whom ORG means, in every command about a customer."""

from support.headless import Headless


def test_an_id_a_name_and_a_part_of_a_name_mean_the_same_customer(headless: Headless) -> None:
    beta = headless.id_of("Beta Corp")
    for word in (beta, "Beta Corp c/o Sandbox", "BETA corp", "beta c"):
        assert headless.data("links", word)["customer"] == {"org_id": beta, "name": "Beta Corp c/o Sandbox"}


def test_a_word_for_several_lists_them_with_their_ids_and_does_nothing(headless: Headless) -> None:
    said = headless.run("onboard", "start", "sandbox")
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    assert lines[0] == '✕ "sandbox" names 24 customers. Nothing was done.'
    assert f"  Beta Corp c/o Sandbox  {headless.id_of('Beta Corp')}" in lines
    assert lines[-1] == "  and 14 more"
    assert headless.sent == {}


def test_programs_get_the_candidates_too(headless: Headless) -> None:
    document = headless.data("onboard", "start", "sandbox")
    assert (document["outcome"], document["exit_code"], document["customer"]) == ("refused", 2, None)
    assert len(document["result"]["candidates"]) == 24


def test_a_word_for_nobody_names_the_nearest(headless: Headless) -> None:
    said = headless.run("links", "betta corp")
    assert said.code == 2
    assert said.err.splitlines()[1].strip() == "Did you mean Beta Corp c/o Sandbox?"


def test_a_known_customer_is_not_looked_up_again(headless: Headless) -> None:
    assert headless.run("links", "Beta Corp").code == 0
    read = headless.weather.seen["child-orgs"]
    assert read == 1
    assert headless.run("links", headless.id_of("Delta GmbH")).code == 0
    assert headless.weather.seen["child-orgs"] == read


def test_when_the_list_can_t_be_read_nobody_is_guessed(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = (401, b'{"message":"no such key","type":"Unauthorized"}', {})
    said = headless.run("onboard", "start", "beta")
    assert said.code == 2
    assert said.err.startswith('✕ The key was refused (401). "no such key"')
    assert headless.sent == {}


def test_control_characters_of_a_word_do_not_reach_the_terminal(headless: Headless) -> None:
    said = headless.run("links", "\x1b[2Jnobody")
    assert said.code == 2
    assert "\x1b" not in said.everything
