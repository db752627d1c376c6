"""Certificates for TLS on loopback: worthless outside these tests, and each its own only authority."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOST = "api.example.test"
"""A name in both certificates, next to 127.0.0.1 and localhost."""

_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghdVLW+kJJ+h4cEOF
XqSS8vx4WRtUB8vL7aMZLbSzf16hRANCAASfOP53prT60MjRfwbILE6nT8xOeBBo
3wiidKJRO7P/3JnaoaaZRSend+/azkqCRuuLcjqeABpU0UUF9AX9+tbY
-----END PRIVATE KEY-----
"""

VALID = """\
-----BEGIN CERTIFICATE-----
MIIBrzCCAVagAwIBAgIBATAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFhcmNoZXJh
LXR1aSB0ZXN0czAgFw0yMDAxMDEwMDAwMDBaGA8yMTE5MTIzMTAwMDAwMFowHDEa
MBgGA1UEAwwRYXJjaGVyYS10dWkgdGVzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAASfOP53prT60MjRfwbILE6nT8xOeBBo3wiidKJRO7P/3JnaoaaZRSend+/a
zkqCRuuLcjqeABpU0UUF9AX9+tbYo4GGMIGDMA8GA1UdEwEB/wQFMAMBAf8wDgYD
VR0PAQH/BAQDAgKEMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBQJUMUk
8jvgAC8yP79AnM5fZK995zAsBgNVHREEJTAjhwR/AAABgglsb2NhbGhvc3SCEGFw
aS5leGFtcGxlLnRlc3QwCgYIKoZIzj0EAwIDRwAwRAIgE3/Dssm2y4VOQLNptBoV
7FSNYD+5erHxqMwfPOLUr04CIDElWbu+dO3bnxTJ0TJZ/a98CmFtXA2lZZ3j2BGh
E8AX
-----END CERTIFICATE-----
"""
"""Valid from 2020 to 2119."""

EXPIRED = """\
-----BEGIN CERTIFICATE-----
MIIBrjCCAVSgAwIBAgIBAjAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFhcmNoZXJh
LXR1aSB0ZXN0czAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBwxGjAY
BgNVBAMMEWFyY2hlcmEtdHVpIHRlc3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEnzj+d6a0+tDI0X8GyCxOp0/MTngQaN8IonSiUTuz/9yZ2qGmmUUnp3fv2s5K
gkbri3I6ngAaVNFFBfQF/frW2KOBhjCBgzAPBgNVHRMBAf8EBTADAQH/MA4GA1Ud
DwEB/wQEAwIChDATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUCVDFJPI7
4AAvMj+/QJzOX2SvfecwLAYDVR0RBCUwI4cEfwAAAYIJbG9jYWxob3N0ghBhcGku
ZXhhbXBsZS50ZXN0MAoGCCqGSM49BAMCA0gAMEUCIDegSBFAUeyj6a38xvTbHBTS
Q0I+B34xNWRrrPYX1c+3AiEAj/650zZ4WUrVoiohQZsA0FK2XLSc+WiQJSwyVm6l
gYE=
-----END CERTIFICATE-----
"""
"""Expired in February 2020."""


def write(folder: Path, certificate: str) -> Path:
    """Put a certificate into a file, for `SSL_CERT_FILE`."""
    path = folder / "certificate.pem"
    path.write_text(certificate)
    return path


def server_context(folder: Path, certificate: str) -> ssl.SSLContext:
    """What a TLS server with this certificate needs."""
    chain = folder / "chain.pem"
    chain.write_text(_KEY + certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context
