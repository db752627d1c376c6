from support.headless import Headless

OFFER = "https://aws.amazon.com/marketplace/pp/offer-1"


def test_links_nobody_changed_from_here_are_not_known_which_is_not_none(headless: Headless) -> None:
    assert "are not known" in headless.read("links", "beta").out
    assert headless.data("links", "beta")["result"]["links"]["aws"] == {"known": False, "url": None, "sent": False}
    assert headless.sent == {}


def test_only_the_links_named_are_sent_and_all_that_are_answered_are_kept(headless: Headless) -> None:
    said = headless.run("links", "beta", "--aws", OFFER, "--clear-gcp")
    assert said.code == 0
    assert said.out.splitlines()[:2] == [
        f"Sent for Beta Corp c/o Sandbox: aws_marketplace_offer_link set to {OFFER}",
        "Sent for Beta Corp c/o Sandbox: gcp_marketplace_offer_link cleared",
    ]
    later = headless.data("links", "beta")["result"]
    assert later["links"]["aws"] == {"known": True, "url": OFFER, "sent": False}
    assert later["links"]["gcp"] == {"known": True, "url": None, "sent": False}
    assert later["as_last_answered_at"].endswith("Z")
    assert headless.sent == {"partners": 1}


def test_an_address_that_is_not_https_is_refused_before_anything_is_sent(headless: Headless) -> None:
    said = headless.run("links", "beta", "--azure", "http://offers.example/1")
    assert said.code == 2
    assert "argument --azure: an offer link begins with https://" in said.err


def test_a_link_is_set_or_cleared_never_both(headless: Headless) -> None:
    assert headless.run("links", "beta", "--aws", OFFER, "--clear-aws").code == 2


def test_a_field_the_server_refuses_is_named(headless: Headless) -> None:
    body = b'{"code":422,"status":"x","errors":{"json":{"aws_marketplace_offer_link":["Not a valid URL."]}}}'
    headless.weather.status["/partners$"] = (422, body, {})
    said = headless.run("links", "beta", "--aws", OFFER)
    assert said.code == 2
    assert 'aws_marketplace_offer_link: "Not a valid URL."' in said.err
