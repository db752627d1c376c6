"""Nothing of the machine's own network settings reaches these tests."""

from __future__ import annotations

import pytest

_SETTINGS = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    # A machine without a name server gives up at once instead of after half a minute.
    monkeypatch.setenv("RES_OPTIONS", "timeout:1 attempts:1")
