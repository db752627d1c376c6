"""A URL that somebody else is to open: what is shown of it, and the keys that hand it on.

The launch URL of AWS and the consent URL of Azure are drawn and handed on alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.qr import QrScreen, no_qr, qr_rows
from screens.host import host_of
from tui.domain.browser import handing_problem
from widgets.prose import Para, Prose
from widgets.text_pane import TextPane
from widgets.url_text import UrlText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from screens.host import Host
    from widgets.prose import Pair

URL_COMMANDS = frozenset({"copy", "browser", "qr", "pager", "url"})
"""What can be done with a URL in view: names of the customer screen's commands."""

NOT_THERE = "not there? v or Q shows it"
_KEYS = (
    ("y", "copy", ""),
    ("o", "open here", "browser"),
    ("Q", "QR code", "qr"),
    ("v", "pager", ""),
    ("u", "fetch again", ""),
)


def url_reason(host: Host, name: str) -> str:
    """Why a URL can't be opened (`browser`) or drawn (`qr`) on this computer, "" when it can."""
    if name == "browser":
        return host.around.opener.reason
    return no_qr(host) if name == "qr" else ""


def open_url(host: Host, url: str, what: str) -> None:
    """Open a URL in a browser of this computer, and say so."""
    problem = handing_problem(url) or host.around.start((*host.around.opener.command, url))
    host.tell(
        f"o open: {problem}" if problem else f"{what}: handed to the browser", "warning" if problem else "information"
    )


def show_qr(host: Host, url: str, what: str, who: str) -> None:
    """Show a URL as a QR code over the window."""
    rows = qr_rows(url)
    if rows is None:
        host.tell(f"Q QR: {len(url):,} characters are more than a QR code holds", "warning")
    else:
        host.push_screen(QrScreen(what, who, rows))


def not_here(host: Host) -> frozenset[str]:
    """The commands that no URL can be handed on with on this computer."""
    return frozenset(name for name in ("browser", "qr") if url_reason(host, name))


def key_lines(copied: str, off: frozenset[str]) -> Iterator[Para]:
    """The keys for the URL above, those that do nothing here faint; and what was copied."""
    pieces: list[tuple[str, str]] = []
    for key, verb, name in _KEYS:
        faint = name in off
        pieces += [(key, "faint" if faint else "key"), (f" {verb}   ", "faint" if faint else "ink")]
    yield Para(tuple(pieces))
    if copied:
        yield Para((("● ", "ok"), (copied, "muted")), hang=2)


class UrlPane(TextPane):
    """A URL between what stands above and below it; without one, only these."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(id=pane_id)
        self._head = Prose()
        self._url = UrlText()
        self._tail = Prose()

    @property
    def off(self) -> frozenset[str]:
        """The commands that do nothing here, for `key_lines`."""
        return not_here(host_of(self))

    def compose(self) -> ComposeResult:
        """Above, the URL, below."""
        yield self._head
        yield self._url
        yield self._tail

    def show_url(self, head: Iterable[Pair | Para], url: str, tail: Iterable[Pair | Para]) -> None:
        """Draw all three."""
        self._head.show(*head)
        self._url.show_url(url)
        self._tail.show(*tail)
