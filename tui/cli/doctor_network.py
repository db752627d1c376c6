"""`archera-tui doctor` on the way to the server: its name, the connection, the clock, the key, the partner's id.

One read (listChildOrgs) is sent, once.
"""

from __future__ import annotations

import asyncio
import random
import socket
from typing import TYPE_CHECKING

from tui.api import errors
from tui.api.address import parse_base_url
from tui.api.client import Client
from tui.api.listening import Heard, listening
from tui.api.operations import LIST_CHILD_ORGS
from tui.api.retry import Retry
from tui.api.transport import goes_through_proxy, over_network
from tui.cli.examined import Examined, Verdict, broken, doubtful, fine, skipped
from tui.domain.formats import count, date, duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.api.reading import ChildOrgs
    from tui.config.profiles import Profile
    from tui.config.secrets import Secret
    from tui.domain.clock import Clock

    _Answer = ChildOrgs[str] | errors.ApiError

_NAME, _WAY, _CLOCK, _KEY, _PARTNER = "host name", "connection", "clock", "key at the server", "partner at the server"
_NAME_SECONDS = 5.0
_ANSWER_SECONDS = 30.0
_CONNECT_SECONDS = 10.0
_SLOW_SECONDS = 6.0
_CLOCK_OFF = 60.0
_DAY = 86_400.0
_SOON_DAYS = 14
_REMEDIES = {
    "unreachable": "Check base_url, the network, a VPN or a proxy (HTTPS_PROXY) on the way",
    "untrusted": "Behind a company's proxy: SSL_CERT_FILE=/path/to/its-ca.pem. Else don't go on, and check base_url",
    "timed out": "Check the network, a VPN or a firewall on the way; else the server is slow, try later",
    "interrupted": "Try again; if it stays, something on the way breaks the connection",
}
_LATER = "Try later; if it stays, ask Archera"


async def examine_network(profile: Profile, key: Secret | None, clock: Clock) -> list[Examined]:
    """Everything about the server, in the order in which one thing depends on the other.

    Raises `ValueError` for an address, key or proxy that can't be used.
    """
    base = parse_base_url(profile.base_url)
    proxied = fine(_NAME, f"{base.hostname}: a proxy that the environment names looks it up")
    name = proxied if goes_through_proxy(base) else await _name(base.hostname, clock)
    if name.verdict is Verdict.FAIL or key is None:
        why = "not asked, since there is no key" if key is None else "not asked, since its name is not found"
        return [name, *(skipped(what, why) for what in (_WAY, _CLOCK, _KEY, _PARTNER))]
    return [name, *await _asked(profile, key, clock)]


async def _name(host: str, clock: Clock) -> Examined:
    began = clock.monotonic()
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_NAME_SECONDS):
            found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except TimeoutError:
        return broken(_NAME, f"{host}: no answer within {_NAME_SECONDS:g} s", "Check the network and its name servers")
    except OSError as error:
        return broken(_NAME, f"{host} is not found ({error.strerror})", "Check base_url and the network")
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    more = f" and {len(addresses) - 2} more" if len(addresses) > 2 else ""  # noqa: PLR2004 - two are enough to tell
    return fine(_NAME, f"{host} is {', '.join(addresses[:2])}{more}, in {_milliseconds(clock.monotonic() - began)}")


async def _asked(profile: Profile, key: Secret, clock: Clock) -> list[Examined]:
    """Ask for the list once."""
    heard: list[tuple[Heard, float]] = []
    began = clock.monotonic()
    answer: _Answer
    async with Client(
        profile.base_url,
        key.reveal(),
        wire=listening(over_network(), lambda told: heard.append((told, clock.now()))),
        clock=clock,
        retry=Retry(random.random, tries=1),
        deadlines={LIST_CHILD_ORGS.id: _ANSWER_SECONDS},
        connect_seconds=_CONNECT_SECONDS,
    ) as client:
        try:
            answer = await client.list_child_orgs(profile.partner_org_id, lambda org: str(org.value.org_id))
        except errors.ApiError as error:
            answer = error
    took = clock.monotonic() - began
    return list(_judged(profile, answer, heard[-1] if heard else None, took))


def _judged(profile: Profile, answer: _Answer, heard: tuple[Heard, float] | None, took: float) -> Iterator[Examined]:
    if heard is None:
        yield _no_way(answer)
        yield from (skipped(what, "no answer came") for what in (_CLOCK, _KEY, _PARTNER))
        return
    told, at = heard
    yield _way(told, at, took)
    yield _clock(told, at)
    yield _key(answer)
    yield _partner(profile, answer)


def _no_way(answer: _Answer) -> Examined:
    if not isinstance(answer, errors.ApiError):
        return broken(_WAY, "no answer came", _LATER)
    remedy = _REMEDIES.get(answer.kind, _LATER)
    return broken(_WAY, f"{answer.summary[:1].upper()}{answer.summary[1:]}", remedy)


def _way(told: Heard, at: float, took: float) -> Examined:
    how = told.tls or "without TLS, on this computer"
    found = f"{how}, answered in {_milliseconds(took)}"
    if told.trusted_until is not None and told.trusted_until - at < _SOON_DAYS * _DAY:
        found = f"{found}; its certificate ends {date(told.trusted_until, at)}"
        return doubtful(_WAY, found, "Tell whoever runs the server, or your company's proxy")
    if took > _SLOW_SECONDS:
        return doubtful(_WAY, found, "Refreshing less often is what the program does then; give check more --timeout")
    return fine(_WAY, found)


def _clock(told: Heard, at: float) -> Examined:
    if told.served_at is None:
        return skipped(_CLOCK, "the server doesn't say what time it is")
    # The header has whole seconds, and the answer travelled.
    off = at - told.served_at
    if abs(off) <= _CLOCK_OFF:
        return fine(_CLOCK, "agrees with the server's to the minute")
    ahead = "ahead of" if off > 0 else "behind"
    found = f"this computer's clock is {duration(abs(off))} {ahead} the server's"
    return doubtful(_CLOCK, found, "Set it (timedatectl set-ntp true): ages and days would be wrong")


def _key(answer: _Answer) -> Examined:
    match answer:
        case errors.Unauthorized():
            return broken(
                _KEY, f"refused ({answer.status}){_quoted(answer)}", "Ask Archera for a key, or check its source"
            )
        case errors.Throttled():
            return skipped(_KEY, "not told: the server asks to slow down")
        case errors.ServerFault() | errors.Unreadable() | errors.UnexpectedStatus() | errors.Interrupted():
            return skipped(_KEY, "not told by this answer")
        case _:
            return fine(_KEY, "accepted")


def _partner(profile: Profile, answer: _Answer) -> Examined:
    asked = profile.partner_org_id
    match answer:
        case errors.Unauthorized():
            return skipped(_PARTNER, "not told, since the key was refused")
        case errors.Throttled():
            return doubtful(_PARTNER, f"asked to slow down ({answer.status})", "Try later, and let fewer programs ask")
        case errors.Forbidden() | errors.NotFound() | errors.Invalid():
            found = f"{asked} is not one the key may ask about ({answer.status}){_quoted(answer)}"
            return broken(_PARTNER, found, "Check partner_org_id: it is the id of your own organization at Archera")
        case errors.ApiError():
            return broken(_PARTNER, f"{answer.summary}{_quoted(answer)}", _LATER)
        case _:
            return _listed(asked, len(answer.rows), answer.flawed)


def _listed(asked: str, customers: int, flawed: int) -> Examined:
    if not customers:
        found = f"{asked} has no customer"
        return doubtful(_PARTNER, found, "If it should have some: check partner_org_id, it may be a customer's id")
    if flawed:
        found = f"{count(customers, 'customer')}, {flawed} of them not readable in full"
        return doubtful(_PARTNER, found, "A newer archera-tui may read them")
    return fine(_PARTNER, f"{asked} has {count(customers, 'customer')}")


def _quoted(error: errors.ApiError) -> str:
    return f': "{error.words}"' if error.words else ""


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
