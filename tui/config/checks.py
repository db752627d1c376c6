"""What a text setting must look like. Each check answers what is wrong, empty when nothing is.

A text that may hold a key or a password by mistake is never repeated in the answer.
"""

from __future__ import annotations

import re
import shlex
from urllib.parse import SplitResult, urlsplit

from tui.domain.hints import printable

_LONGEST_ID = 200
_VISIBLE_ASCII = re.compile(r"[\x21-\x7e]+")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NAME = re.compile(r"[a-z0-9_]([a-z0-9._-]{0,250}[a-z0-9_])?\.?")


def one_line(text: str) -> str:
    """A text on one line, without blanks at its ends."""
    if text and text.isprintable() and text.strip() == text:
        return ""
    return "must be a text on one line, not empty and without blanks at its ends."


def command_line(text: str) -> str:
    """A program with its arguments, quoted as in a shell."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    return "" if words and text.isprintable() else "can't be read as a command: a program, then its arguments."


def identifier(text: str) -> str:
    """An organization id: opaque, but it stands in a path."""
    if _VISIBLE_ASCII.fullmatch(text) and len(text) <= _LONGEST_ID:
        return ""
    return "must be the partner's organization id, without spaces."


def variable(text: str) -> str:
    """The name of an environment variable, in capitals: a key that was put here by mistake rarely is."""
    if _VARIABLE.fullmatch(text):
        return ""
    return f"must name an environment variable, in capitals; what was found ({len(text)} characters) is not repeated."


def file_path(text: str) -> str:
    """A path that can't be mistaken for a key: it starts at the root or at home."""
    if text.isprintable() and text.startswith(("/", "~/")):
        return ""
    return "must be a path that begins with / or ~/; what was found is not repeated, it may be a key."


def email(text: str) -> str:
    """An e-mail address, by the rule of the forms that ask for one."""
    from tui.domain.onboarding.entries import email as read_email  # noqa: PLC0415 - most files name none

    entry = read_email(text)
    if entry.ok and not entry.mended:
        return ""
    return f"must be an e-mail address, found {printable(text)}: {entry.error or 'there are blanks at its ends'}."


def colour(text: str) -> str:
    """A colour in hexadecimal."""
    return "" if _COLOUR.fullmatch(text) else f'must be a colour like "#4fb3a5", found {printable(text)}.'


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _names_a_host(url: SplitResult) -> bool:
    host = url.hostname or ""
    if not _is_address(host):
        return _NAME.fullmatch(host) is not None and "[" not in url.netloc
    from ipaddress import ip_address  # noqa: PLC0415 - most hosts have a name

    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    if not _is_address(host):
        return host == "localhost"
    from ipaddress import ip_address  # noqa: PLC0415 - as above

    return ip_address(host).is_loopback


def _port_is_wrong(url: SplitResult) -> bool:
    try:
        return url.port == 0
    except ValueError:
        return True


def address(text: str) -> str:
    """The API's base URL: https, or plain http to this very machine; no password, query or path of the API."""
    if not _VISIBLE_ASCII.fullmatch(text) or "\\" in text:
        return "must be a URL without spaces, like https://api.archera.ai."
    try:
        url = urlsplit(text)
        host = url.hostname or ""
    except ValueError:
        return "can't be read as a URL. It looks like https://api.archera.ai."
    if url.username is not None or url.password is not None:
        return "holds a user name or a password; it is not repeated here. Take it out, the key is given separately."
    if not _names_a_host(url) or _port_is_wrong(url):
        return "names no host, or no possible port. It looks like https://api.archera.ai."
    if host.endswith("."):
        # The network takes it for the same host, the journal for another: what was bought would not count.
        return "ends its host with a dot. Leave that out."
    if url.query or url.fragment or text.endswith(("?", "#")):
        return "holds a query or a fragment. It ends behind the host."
    if re.search(r"/v\d+/?$", url.path):
        return "ends in a version. Leave that out: the paths of the API carry it themselves."
    if url.scheme == "https" or (url.scheme == "http" and _is_loopback(host)):
        return ""
    return "must begin with https://; plain http is for this machine alone (127.0.0.1, localhost)."


def host_of(base_url: str) -> str:
    """The host a person reads and a store is keyed by: lower case, with the port unless it is the usual one."""
    url = urlsplit(base_url)
    host = url.hostname or ""
    name = f"[{host}]" if ":" in host else host
    usual = {"https": 443, "http": 80}.get(url.scheme)
    return name if url.port in (None, usual) else f"{name}:{url.port}"
