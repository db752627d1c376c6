"""`register`: sent once, never while a customer has the name or an earlier answer is unknown."""

from collections import Counter

import pytest
from support.headless import BORN, Headless


def test_the_customer_is_named_with_its_id_and_its_next_step(headless: Headless) -> None:
    said = headless.run("register", "Nimbus Tea", "--email", "it@nimbus.example")
    assert said.code == 0
    new = next(org for org in headless.world.orgs.values() if org.name == "Nimbus Tea")
    assert said.out.splitlines()[0] == f"Nimbus Tea is registered: {new.org_id}"
    assert "legacy call" in said.out
    assert f"archera-tui onboard start {new.org_id}" in said.out


def test_the_name_can_end_as_the_others_do(headless: Headless) -> None:
    assert headless.data("register", "Nimbus Tea c/o Somebody", "--co-partner")["result"]["company"] == (
        "Nimbus Tea c/o Sandbox"
    )


def test_a_name_that_somebody_has_is_refused_unless_it_is_wanted(headless: Headless) -> None:
    said = headless.run("register", "beta CORP c/o sandbox")
    assert said.code == 2
    assert headless.id_of("Beta Corp") in said.err
    assert headless.sent == {}
    assert headless.data("register", "Beta Corp c/o Sandbox")["result"]["already_there"] == [
        headless.id_of("Beta Corp")
    ]
    assert headless.run("register", "Beta Corp c/o Sandbox", "--anyway").code == 0


def test_a_name_that_somebody_takes_meanwhile_is_not_registered_a_second_time(headless: Headless) -> None:
    class Meanwhile(Counter[str]):
        """Somebody else registers the name between the two looks at the list."""

        def __setitem__(self, name: str, times: int) -> None:
            if (name, times) == ("child-orgs", 2):
                headless.world.register("Nimbus Tea", BORN, invited=False, subscribed=False)
            super().__setitem__(name, times)

    headless.weather.seen = Meanwhile()
    said = headless.run("register", "Nimbus Tea")
    assert said.code == 2
    assert "Nothing was sent" in said.err
    assert headless.sent == {}


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (403, b'{"message":"no more customers","type":"Forbidden","timestamp":"x"}', '"no more customers"'),
        (422, b'{"code":422,"status":"x","errors":{"json":{"company":["Taken."]}}}', 'company: "Taken."'),
    ],
    ids=["ApiErrorResponse", "Error"],
)
def test_a_refusal_registers_nobody_and_may_be_mended(headless: Headless, status: int, body: bytes, words: str) -> None:
    headless.weather.status["register_child"] = (status, body, {})
    said = headless.run("register", "Nimbus Tea")
    assert said.code == 2
    assert words in said.err
    headless.weather.status.clear()
    assert headless.run("register", "Nimbus Tea").code == 0


def test_a_lost_answer_is_looked_up_in_the_list(headless: Headless) -> None:
    headless.weather.late.add("register_child")
    document = headless.data("register", "Nimbus Tea")
    assert (document["exit_code"], document["result"]["found_in_list"]) == (0, True)
    assert headless.sent == {"register_child": 1}


def test_what_became_of_a_lost_one_is_unknown_and_nothing_is_sent_again_meanwhile(headless: Headless) -> None:
    headless.weather.status["register_child"] = (504, b"", {})
    said = headless.run("register", "Nimbus Tea")
    assert said.code == 3
    assert "may have been registered" in said.err
    headless.weather.status.clear()
    again = headless.run("register", "nimbus tea", "--anyway")
    assert again.code == 3
    assert "Nothing was sent: this name was sent at" in again.err
    assert headless.sent == {"register_child": 1}


def test_a_call_that_was_withdrawn_is_explained(headless: Headless) -> None:
    headless.weather.status["register_child"] = (410, b"", {})
    said = headless.run("register", "Nimbus Tea")
    assert said.code == 2
    assert "legacy call" in said.err
    assert "web console" in said.err
