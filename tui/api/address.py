"""The base URL: https, or plain http to this very machine, and nothing else (quality.md, "never trusted")."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

import httpx

_NAME = re.compile(r"[a-z0-9_]([a-z0-9._-]{0,250}[a-z0-9_])?\.?")
_ODD = re.compile(r"[^\x21-\x7e]|\\")


class BadBaseUrlError(ValueError):
    """The base URL may not be called; the message never repeats the URL, which may hold a password."""


@dataclass(frozen=True, slots=True)
class BaseUrl:
    """A base URL that may be called: `text` without a trailing slash, `host` as a person reads it."""

    text: str
    host: str
    hostname: str
    is_https: bool
    is_loopback: bool


def parse_base_url(text: str) -> BaseUrl:
    """Check and take apart a base URL. Raises `BadBaseUrlError`."""
    url = _parsed(text)
    hostname = url.raw_host.decode("ascii")
    if not _NAME.fullmatch(hostname) and not _is_address(hostname):
        raise BadBaseUrlError("the base URL names no host")
    if url.userinfo:
        raise BadBaseUrlError("the base URL holds a user name or password")
    if url.query or url.fragment or text.endswith(("?", "#")):
        raise BadBaseUrlError("the base URL holds a query or a fragment")
    loopback = _is_loopback(hostname)
    if url.scheme != "https" and not (url.scheme == "http" and loopback):
        raise BadBaseUrlError("the base URL must begin with https:// (plain http only to this machine)")
    return BaseUrl(
        text=str(url).rstrip("/"),
        host=url.netloc.decode("ascii").lower(),
        hostname=hostname,
        is_https=url.scheme == "https",
        is_loopback=loopback,
    )


def _parsed(text: str) -> httpx.URL:
    if _ODD.search(text):
        raise BadBaseUrlError("the base URL holds a space, a backslash or a character outside ASCII")
    try:
        # Read twice, since only the second reading drops the usual port of a scheme in capitals.
        return httpx.URL(str(httpx.URL(text)))
    except httpx.InvalidURL:
        pass
    raise BadBaseUrlError("the base URL cannot be read as a URL")


def _is_address(hostname: str) -> bool:
    try:
        ipaddress.ip_address(hostname)
    except ValueError:
        return False
    return True


def _is_loopback(hostname: str) -> bool:
    return hostname == "localhost" or (_is_address(hostname) and ipaddress.ip_address(hostname).is_loopback)
