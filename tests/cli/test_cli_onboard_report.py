"""`onboard report`: a customer's onboarding for a ticket, as the list tells it now."""

from support.headless import Headless


def test_it_is_markdown_for_people_and_a_document_for_programs(headless: Headless) -> None:
    said = headless.read("onboard", "report", "beta")
    assert said.code == 0
    assert said.out.startswith("# Onboarding of Beta Corp c/o Sandbox\n")
    assert headless.read("onboard", "report", "beta", "--markdown").code == 0
    result = headless.data("onboard", "report", "beta")["result"]
    assert (result["report"], result["customer"]["org_id"]) == ("onboarding", headless.id_of("Beta Corp"))


def test_it_tells_what_other_commands_did(headless: Headless) -> None:
    headless.run("onboard", "start", "alder yoga")
    steps = headless.data("onboard", "report", "alder yoga")["result"]["clouds"][0]["steps"]
    assert steps[0]["state"] == "done"


def test_the_list_is_read_once_and_always(headless: Headless) -> None:
    headless.read("onboard", "report", "beta")
    assert headless.weather.seen["child-orgs"] == 1
    headless.read("onboard", "report", headless.id_of("Beta Corp"))
    assert headless.weather.seen["child-orgs"] == 2


def test_during_an_outage_it_tells_what_was_known_and_that_it_is_old(headless: Headless) -> None:
    headless.read("onboard", "report", "beta")
    headless.weather.status["child-orgs"] = (401, b"{}", {})
    said = headless.read("onboard", "report", headless.id_of("Beta Corp"))
    assert said.code == 3
    assert said.out.startswith("# Onboarding of Beta Corp")
    assert "The key was refused (401)" in said.err
