"""Names as they are told apart, compared and shown: those of customers with their shared suffix, those of features."""

from __future__ import annotations

import unicodedata

from tui.text import clean

_CARE_OF = " c/o "
_LONGEST = 300


def split_name(name: str) -> tuple[str, str]:
    """`Beta Corp c/o Acme` -> (`Beta Corp`, `c/o Acme`); a name without a suffix comes back whole."""
    at = name.lower().rfind(_CARE_OF)
    if at <= 0 or not name[:at].strip():
        return name, ""
    return name[:at].rstrip(), name[at + 1 :]


def folded(text: str) -> str:
    """Text for comparing: without case and accents, spaces as one (`Ångström  GmbH` -> `angstrom gmbh`)."""
    if not text.isascii():
        plain = (ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))
        text = unicodedata.normalize("NFKD", "".join(plain).casefold())
    return " ".join(text.lower().split())


def feature_word(name: str) -> str:
    """A feature's name for comparing: `Cost-Export` and `cost_export` are one."""
    return name.lower().replace("-", "_")


def safe_name(label: str) -> str:
    """A customer's name as one safe line; what is left empty by that says so."""
    if len(label) < _LONGEST and label.isascii() and label.isprintable():
        return label.strip() or "(unprintable name)"
    return clean(label, _LONGEST).strip() or "(unprintable name)"
