"""What a launch URL and a consent URL say, and whether a URL may be opened or offered (domain.md, "Checklists").

Nothing here raises: a URL that says something else gives empty parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from tui.text import clean

_LONGEST = 8_192
# What RFC 3986 lets stand in a URL: no quotes, brackets or bars that a program on the way may take for its own.
_LEGAL = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
# Browsers decode and normalize anything else in a host, and then call another one than was read.
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.?|[0-9a-f:.]*:[0-9a-f:.]*")
_CONSOLES = ("console.aws.amazon.com", "console.amazonaws-us-gov.com", "console.amazonaws.cn")
_SIGN_INS = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")
_PARAMETER = "param_"
_MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class LaunchUrl:
    """A CloudFormation quick-create URL. `parameters` are the stack's, without their `param_`."""

    host: str = ""
    region: str = ""
    stack_name: str = ""
    template_url: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    is_console: bool = False

    @property
    def external_id(self) -> str:
        """The external id the URL fills in, empty when it names none."""
        return next((value for name, value in self.parameters if name.lower().replace("_", "") == "externalid"), "")


@dataclass(frozen=True, slots=True)
class ConsentUrl:
    """An Azure admin consent URL. `is_sign_in` says whether its host is one of Microsoft's sign-in hosts."""

    host: str = ""
    tenant: str = ""
    client_id: str = ""
    redirect: str = ""
    redirect_host: str = ""
    state: str = ""
    scope: str = ""
    is_sign_in: bool = False


def _split(url: str) -> tuple[str, str, str, str]:
    """Host, path, query and fragment; empty where the text is no URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ("", "", "", "")
    return (parts.hostname or "", parts.path, parts.query, parts.fragment)


def _fields(query: str) -> dict[str, str]:
    """The first value of every field of a query; what makes no sense is left out."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields.setdefault(name, clean(value))
    return fields


def _is_within(host: str, known: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in known)


def host_of(url: str) -> str:
    """The host of a URL, as the thing to read before opening it; empty when there is none."""
    return clean(_split(url)[0], 253)


def split_host(url: str) -> tuple[str, str]:
    """The host of a URL, and what comes after it; both empty when there is no host."""
    whole = clean(url, _LONGEST)
    _, end = host_span(whole)
    return host_of(whole) if end else "", whole[end:] if end else ""


def host_span(url: str) -> tuple[int, int]:
    """From where to where the host stands in a URL, the scheme and a name before it left out; (0, 0) without one."""
    host = host_of(url)
    start = url.find("//") + 2
    end = min((at for at in (url.find(mark, start) for mark in "/?#") if at >= 0), default=len(url))
    start = max(start, url.rfind("@", start, end) + 1)
    at = url[start:end].lower().find(host) if host and url[start:end].isascii() else -1
    return (start + at, start + at + len(host)) if at >= 0 else (0, 0)


def openable(url: str) -> bool:
    """Whether a URL may be opened, copied or offered: https, a plain host, nobody's name in front of it."""
    if len(url) > _LONGEST or not _LEGAL.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return (
        url.lower().startswith("https://")
        and bool(_HOST.fullmatch(parts.hostname or ""))
        and parts.username is None
        and parts.password is None
        and port != 0
    )


def parse_launch_url(url: str) -> LaunchUrl:
    """Read a quick-create URL; its fields stand after `#/stacks/quickcreate?` or in the query."""
    host, _, query, fragment = _split(url[:_LONGEST])
    outer = _fields(query)
    inner = _fields(fragment.partition("?")[2])
    fields = outer | inner
    region = outer.get("region") or inner.get("region") or ""
    if not region and _is_within(host, _CONSOLES):
        region = next((part for part in host.split(".")[:1] if part != "console"), "")
    return LaunchUrl(
        host=clean(host, 253),
        region=region,
        stack_name=fields.get("stackName", ""),
        template_url=fields.get("templateURL", fields.get("templateUrl", "")),
        parameters=tuple(
            (clean(name.removeprefix(_PARAMETER), 255), value)
            for name, value in fields.items()
            if name.startswith(_PARAMETER)
        ),
        is_console=_is_within(host, _CONSOLES),
    )


def parse_consent_url(url: str) -> ConsentUrl:
    """Read an admin consent URL; the tenant is the first part of its path."""
    host, path, query, _ = _split(url[:_LONGEST])
    fields = _fields(query)
    redirect = fields.get("redirect_uri", "")
    return ConsentUrl(
        host=clean(host, 253),
        tenant=clean(unquote(path.strip("/").split("/")[0]), 255),
        client_id=fields.get("client_id", ""),
        redirect=redirect,
        redirect_host=host_of(redirect),
        state=fields.get("state", ""),
        scope=fields.get("scope", ""),
        is_sign_in=host in _SIGN_INS,
    )
