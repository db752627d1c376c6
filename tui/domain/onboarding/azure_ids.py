"""Tenant and subscription of an Azure onboarding: what is taken from a paste, what was mended, what looks swapped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.domain.names import safe_name
from tui.domain.onboarding.entries import QUOTES, guid
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.domain.onboarding.steps import Progress

_WITHIN = re.compile(r"(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])", re.IGNORECASE)


def taken_from(pasted: str) -> tuple[str, str]:
    """The GUID a pasted text stands for, and in words how it was made of it; empty where it is no one GUID.

    A GUID in braces, in capitals or without hyphens is mended; one alone among other words is taken out of them.
    """
    lines = clean(pasted.strip().replace("\n", " "), 4_000)
    entry = guid(lines)
    if entry.ok:
        return entry.value, mended_words(lines)
    found = dict.fromkeys(match.lower() for match in _WITHIN.findall(lines))
    if len(found) != 1:
        return "", ""
    return next(iter(found)), "taken out of what was pasted"


def mended_words(typed: str) -> str:
    """What `entries.guid` does to a typed text, `braces off, capitals to small`; "" where it does nothing."""
    entry = guid(typed)
    if not entry.ok or typed == entry.value:
        return ""
    text = typed.strip()
    said: list[str] = []
    if text != text.strip(QUOTES):
        said.append("braces off")
        text = text.strip(QUOTES).strip()
    if text.lower().startswith("urn:uuid:"):
        said.append("urn:uuid: off")
        text = text[len("urn:uuid:") :]
    if len(typed.split()) != 1 or typed != typed.strip():
        said.append("spaces out")
    if re.search("[A-F]", text):
        said.append("capitals to small")
    if text.count("-") != entry.value.count("-"):
        said.append("hyphens set")
    return ", ".join(said) or "brought into its usual form"


def id_warnings(
    tenant: str, subscription: str, org_id: str, progress: Iterable[Progress], names: Mapping[str, str]
) -> tuple[str, ...]:
    """What should be looked at before two ids are sent, in sentences.

    Nothing in a GUID tells a tenant from a subscription; what was sent before, for any customer, does. `names` are
    the customers' by id.
    """
    said: list[str] = []
    for record in progress:
        before = (record.tenant_id or "", record.subscription_id or "")
        who = "" if record.org_id == org_id else f" for {safe_name(names.get(record.org_id, record.org_id))}"
        if tenant and tenant == before[1] and subscription and subscription == before[0]:
            said.append(f"The two were sent the other way round before{who}: they may be swapped.")
        elif tenant and tenant == before[1]:
            said.append(f"The tenant id was sent as a subscription before{who}: the two may be swapped.")
        elif subscription and subscription == before[0]:
            said.append(f"The subscription id was sent as a tenant before{who}: the two may be swapped.")
        elif who and subscription and subscription == before[1]:
            said.append(f"This subscription was sent{who} too: a subscription belongs to one customer.")
    return tuple(dict.fromkeys(said))
