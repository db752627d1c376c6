"""Which base URLs may be called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import CALM

from tui.api.address import BadBaseUrlError, parse_base_url


@pytest.mark.parametrize(
    ("text", "kept", "host"),
    [
        ("https://api.archera.ai", "https://api.archera.ai", "api.archera.ai"),
        ("https://api.archera.ai/", "https://api.archera.ai", "api.archera.ai"),
        ("HTTPS://API.archera.ai:443", "https://api.archera.ai", "api.archera.ai"),
        ("https://proxy.example:8443/archera/", "https://proxy.example:8443/archera", "proxy.example:8443"),
        ("http://localhost:8765", "http://localhost:8765", "localhost:8765"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765", "127.0.0.1:8765"),
        ("http://127.9.8.7", "http://127.9.8.7", "127.9.8.7"),
        ("http://[::1]:8765", "http://[::1]:8765", "[::1]:8765"),
    ],
)
def test_https_and_loopback_may_be_called(text: str, kept: str, host: str) -> None:
    base = parse_base_url(text)
    assert (base.text, base.host) == (kept, host)
    assert base.is_https == text.lower().startswith("https")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "api.archera.ai",
        "http://api.archera.ai",
        "http://192.168.0.1",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.1",
        "http://0.0.0.0",
        "http://[::2]",
        "http://ⓛocalhost",
        "ftp://localhost",
        "file:///etc/passwd",
        "https://",
        "https:///v2",
        "https://user:secret@api.archera.ai",
        "https://user@api.archera.ai",
        "http://localhost@evil.example",
        "https://api.archera.ai?x=1",
        "https://api.archera.ai#x",
        "https://api.archera.ai?",
        "https://api.archera.ai/ x",
        "https://api.archera.ai\n",
        "https://api\\.archera.ai",
        "https://[",
        "https://[api.archera.ai]",
        "https://-",
        "https://a,b",
        "https://api.archera.ai:port",
    ],
)
def test_nothing_else_may_be_called(text: str) -> None:
    with pytest.raises(BadBaseUrlError) as caught:
        parse_base_url(text)
    assert "secret" not in str(caught.value)
    assert caught.value.__context__ is None


@CALM
@given(st.text(max_size=40) | st.text(max_size=20).map(lambda text: f"https://{text}"))
def test_no_text_raises_anything_but_the_one_error(text: str) -> None:
    try:
        base = parse_base_url(text)
    except BadBaseUrlError:
        return
    assert base.is_https or base.is_loopback


def test_loopback_is_known_as_such() -> None:
    assert parse_base_url("https://localhost").is_loopback
    assert not parse_base_url("https://api.archera.ai").is_loopback
