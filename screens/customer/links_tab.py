"""The Marketplace tab: three links, what is known of them, what will be sent."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from screens.customer.field import WalkField
from screens.customer.fields_tab import FieldsTab
from screens.customer.links_visit import (
    LABELS,
    NAMES,
    LinksVisit,
    answered,
    changes,
    head_lines,
    known_line,
    offer,
    problem,
    tail_lines,
)
from screens.host import host_of
from tui.domain.intents import Done, UpdateLinks
from tui.domain.onboarding.drafts import LinksTyped
from widgets.action_line import ActionLine
from widgets.key_footer import FooterKey
from widgets.plain_line import PlainLine
from widgets.prose import Prose
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from screens.customer.facts import CustomerFacts
    from tui.domain.intents import Outcome

_TYPING = (
    FooterKey("tab", "next field"),
    FooterKey("ctrl+n", "clear the link"),
    FooterKey("ctrl+u", "undo"),
    FooterKey("esc", "leave the field"),
)


class LinkField(WalkField):
    """A field for a link, with a key that clears the link at the server."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "no_link", "clear the link", show=False, id="links.clear"),
    ]

    class Cleared(Message):
        """The link is to be cleared, or is to stay after all."""

        def __init__(self, field: LinkField) -> None:
            super().__init__()
            self.field = field

    class Undone(Message):
        """The link is to stay as it is."""

        def __init__(self, field: LinkField) -> None:
            super().__init__()
            self.field = field

    def action_no_link(self) -> None:
        """Say so."""
        self.post_message(self.Cleared(self))

    def action_empty(self) -> None:
        """Take back what was typed or cleared: an empty field is left alone."""
        super().action_empty()
        self.post_message(self.Undone(self))


class LinksPane(TextPane):
    """Three fields and the words around them."""

    def __init__(self) -> None:
        super().__init__(id="links-pane")
        self.fields = {name: LinkField("", "https://", id=f"link-{name.partition('_')[0]}") for name in NAMES}
        self._labels = {name: PlainLine() for name in NAMES}
        self._known = {name: Prose(classes="link-known") for name in NAMES}
        self._head = Prose(id="links-head")
        self._tail = Prose(id="links-tail")

    def compose(self) -> ComposeResult:
        """Label, field, what is known; then what will be sent."""
        yield self._head
        for name in NAMES:
            yield self._labels[name]
            yield self.fields[name]
            yield self._known[name]
        yield self._tail

    def draw(self, facts: CustomerFacts, visit: LinksVisit, *, wide: bool) -> None:
        """Draw the words; what stands in the fields is the person's."""
        self._head.show(*head_lines(visit))
        for name in NAMES:
            self._labels[name].show(((LABELS[name], "strong" if self.fields[name].has_focus else "muted"),))
            self._known[name].show(known_line(facts, visit, name))
        self._tail.show(*tail_lines(facts, visit, wide=wide))


class LinksTab(FieldsTab):
    """Keeps what was typed, and sends what was touched."""

    COMMANDS: ClassVar[frozenset[str]] = frozenset({"proceed", "edit"})
    VERBS: ClassVar[Mapping[str, str]] = MappingProxyType({"edit": "type"})

    def __init__(self) -> None:
        super().__init__(id="marketplace")
        self._pane = LinksPane()
        self._action = ActionLine(id="links-action")
        self._visit = LinksVisit()
        self._org = ""

    def compose(self) -> ComposeResult:
        """The fields, the action."""
        with Vertical():
            yield self._pane
            yield self._action

    def draw(self, facts: CustomerFacts, no_writes: str, *, wide: bool) -> None:
        """Draw everything."""
        if self._org != facts.customer.org_id:
            self._take_up(facts.customer.org_id)
        self._pane.draw(facts, self._visit, wide=wide)
        self._action.show(offer(facts, self._visit, no_writes)[0])

    def relevant(self, name: str, facts: CustomerFacts) -> bool:
        """The keys of the tab."""
        del facts
        return name in ("edit", "tab-on")

    def reason_against(self, name: str, facts: CustomerFacts, no_writes: str) -> str:
        """Why a command may not be used now."""
        return offer(facts, self._visit, no_writes)[0].reason if name == "proceed" else no_writes

    def do(self, name: str, facts: CustomerFacts) -> str:
        """Type, or send."""
        command = offer(facts, self._visit, "")[1] if name == "proceed" else name
        if command == "edit":
            wrong = next((name for name in NAMES if problem(self._visit, name)), NAMES[0])
            self._pane.fields[wrong].focus(scroll_visible=False)
            return ""
        self._visit = replace(self._visit, waiting=True, fault=None, saved=False)
        host_of(self).submit(UpdateLinks(facts.customer.org_id, changes(self._visit)))
        self.post_message(self.Changed())
        return ""

    def answered(self, outcome: Outcome, facts: CustomerFacts) -> None:
        """Take what became of a change of this customer's links; of another's, what was typed is done with."""
        if isinstance(outcome, Done) and isinstance(outcome.intent, UpdateLinks):
            self._put(outcome.intent.org_id, None)
        if isinstance(outcome.intent, UpdateLinks) and outcome.intent.org_id == facts.customer.org_id:
            self._visit = answered(self._visit, outcome)
            self._fill()
            self._keep()

    def reset(self) -> None:
        """Another customer."""
        self._visit = LinksVisit(typing=self._visit.typing)
        self._org = ""
        self._fill()

    def _take_up(self, org_id: str) -> None:
        """Go on with what was typed about this customer before."""
        self._org = org_id
        if draft := host_of(self).drafts.of(org_id).links:
            self._visit = replace(self._visit, typed=draft.typed, cleared=draft.cleared)
            self._fill()

    def _keep(self) -> None:
        """Keep what is typed, for when somebody comes back to this customer."""
        visit = self._visit
        self._put(self._org, LinksTyped(visit.typed, visit.cleared) if visit.typed or visit.cleared else None)

    def _put(self, org_id: str, links: LinksTyped | None) -> None:
        drafts = host_of(self).drafts
        drafts.put(org_id, replace(drafts.of(org_id), links=links))

    def enter(self, facts: CustomerFacts) -> None:
        """The keys scroll until somebody types."""
        del facts
        self._pane.focus(scroll_visible=False)

    def field_keys(self) -> tuple[FooterKey, ...]:
        """The keys of a field."""
        return _TYPING if self._visit.typing else ()

    def _fill(self) -> None:
        for name, field in self._pane.fields.items():
            field.value = self._visit.typed.get(name, "")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        typed = {name: field.value for name, field in self._pane.fields.items() if field.value}
        if typed != self._visit.typed:
            written = {name for name in typed if typed[name] != self._visit.typed.get(name)}
            self._visit = replace(self._visit, typed=typed, cleared=self._visit.cleared - written, saved=False)
            self._keep()
            self.post_message(self.Changed())

    @on(LinkField.Cleared)
    def _cleared(self, event: LinkField.Cleared) -> None:
        event.stop()
        name = next(name for name, field in self._pane.fields.items() if field is event.field)
        self._visit = replace(self._visit, cleared=self._visit.cleared ^ {name}, saved=False)
        self._keep()
        event.field.value = ""
        self.post_message(self.Changed())

    @on(LinkField.Undone)
    def _undone(self, event: LinkField.Undone) -> None:
        event.stop()
        name = next(name for name, field in self._pane.fields.items() if field is event.field)
        self._visit = replace(self._visit, cleared=self._visit.cleared - {name}, saved=False)
        self._keep()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Proceeded())

    # Where the keys go

    @property
    def fields(self) -> Sequence[LinkField]:
        """A field for each cloud."""
        return tuple(self._pane.fields.values())

    @property
    def around(self) -> LinksPane:
        """The pane."""
        return self._pane

    def note_typing(self, *, typing: bool) -> bool:
        """Take over whether a field has the keys."""
        if self._visit.typing == typing:
            return False
        self._visit = replace(self._visit, typing=typing)
        return True
