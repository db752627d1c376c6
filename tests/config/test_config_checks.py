import pytest

from tui.api.address import BadBaseUrlError, parse_base_url
from tui.config import checks

HOSTS = [
    "api.archera.ai",
    "API.Archera.ai",
    "api%2Earchera.ai",
    "a_b.c",
    "-a.b",
    "a..b",
    ".a",
    "a,b",
    "a'b",
    "a%00b",
    "*",
    "xn--bcher-kva.example",
    "localhost",
    "LOCALHOST",
    "127.0.0.1",
    "127.1",
    "127.0.0.01",
    "127.999.1.1",
    "2130706433",
    "0x7f.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::2]",
    "[::ffff:127.0.0.1]",
    "[2001:DB8:0::1]",
    "[::1",
    "[v1.x]",
    "[]",
]


def taken_by_the_client(address: str) -> str | None:
    """The host the client would call, None where it would not."""
    try:
        return parse_base_url(address).host
    except BadBaseUrlError:
        return None


@pytest.mark.parametrize("scheme", ["https", "HTTPS", "http"])
@pytest.mark.parametrize("host", HOSTS)
def test_an_address_the_configuration_takes_leads_the_client_to_the_host_it_names(scheme: str, host: str) -> None:
    for end in ("", "/", ":443", ":8443/gateway/", ":"):
        address = f"{scheme}://{host}{end}"
        if not checks.address(address):
            assert taken_by_the_client(address) == checks.host_of(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.archera.ai",
        "https://api.archera.ai/",
        "https://proxy.example/archera",
        "https://[2001:db8::1]:8443",
        "http://127.0.0.1:8765",
        "http://127.8.8.8",
        "http://localhost:8765",
        "http://[::1]:8765",
    ],
)
def test_https_and_loopback_addresses_are_right(address: str) -> None:
    assert checks.address(address) == ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://api.archera.ai", "https://"),
        ("http://127.0.0.1.evil.example", "https://"),
        ("http://localhost.evil.example", "https://"),
        ("http://[::2]", "https://"),
        ("ftp://api.archera.ai", "https://"),
        ("api.archera.ai", "names no host"),
        ("https://", "names no host"),
        ("https://api.archera.ai.", "ends its host with a dot"),
        ("https://h:0", "port"),
        ("https://h:99999", "port"),
        ("https://h:port", "port"),
        ("https://[::1", "can't be read"),
        ("https://h?x=1", "query"),
        ("https://h#x", "fragment"),
        ("https://h/v2", "version"),
        ("https://h/v2/", "version"),
        ("https://h h", "spaces"),
        ("https://h\\@evil.example", "spaces"),
        ("https://ärchera.example", "spaces"),
        ("", "spaces"),
    ],
)
def test_any_other_address_is_refused_with_its_reason(address: str, said: str) -> None:
    assert said in checks.address(address)


@pytest.mark.parametrize("address", ["https://user:hunter2@h", "https://hunter2@h", "https://:hunter2@h"])
def test_a_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    said = checks.address(address)
    assert "password" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://API.Archera.ai", "api.archera.ai"),
        ("https://api.archera.ai:443/", "api.archera.ai"),
        ("https://api.archera.ai:8443", "api.archera.ai:8443"),
        ("http://127.0.0.1:8765", "127.0.0.1:8765"),
        ("http://localhost:80", "localhost"),
        ("https://[2001:DB8::1]:8443", "[2001:db8::1]:8443"),
    ],
)
def test_the_host_is_lower_case_with_an_unusual_port(address: str, host: str) -> None:
    assert checks.host_of(address) == host


def test_what_may_be_a_key_by_mistake_is_not_repeated() -> None:
    for check in (checks.variable, checks.file_path):
        said = check("sk-live-3141592")
        assert said
        assert "3141592" not in said


@pytest.mark.parametrize("right", ["a@b.example", "first.last+x@sub.example.org"])
def test_an_email_address_is_right(right: str) -> None:
    assert checks.email(right) == ""


@pytest.mark.parametrize(
    "wrong", ["", "a", "a@b", "@b.example", "a@b@c.example", "a b@c.example", "a@b.example\n", " a@b.example"]
)
def test_no_email_address_is_refused(wrong: str) -> None:
    assert checks.email(wrong)


@pytest.mark.parametrize("wrong", ["jörg@acme.example", "a..b@acme.example", "a@-acme.example", "a@acme..example"])
def test_an_address_no_purchase_could_be_sent_with_is_refused_with_the_reason(wrong: str) -> None:
    assert checks.email(wrong).startswith(f'must be an e-mail address, found "{wrong}": what stands ')


def test_texts_stand_on_one_line() -> None:
    assert checks.one_line("Acme Partners") == ""
    for wrong in ("", " ", "a\nb", "a\x1b[2J", " a"):
        assert checks.one_line(wrong)


def test_ids_fit_into_a_path() -> None:
    assert checks.identifier("6f1c0000-0000-4000-8000-000000000000") == ""
    for wrong in ("", "a b", "ä", "x" * 201):
        assert checks.identifier(wrong)


def test_colours_are_hexadecimal() -> None:
    assert checks.colour("#4fB3a5") == ""
    for wrong in ("red", "#fff", "#4fb3a5ff", "4fb3a5"):
        assert checks.colour(wrong)
