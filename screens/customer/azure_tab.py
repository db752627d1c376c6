"""The Azure tab: steps at the left (above, where it is narrow), the step in view, and its one action."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input

from screens.customer import azure_visit as visits
from screens.customer.azure_form import FormPane, GuidField
from screens.customer.azure_steps import aside_lines, offer, step_lines
from screens.customer.azure_texts import check_lines, consent_head_lines, consent_tail_lines
from screens.customer.azure_visit import CHECK, CONSENT, IDS, SUBSCRIPTION, TENANT, AzureVisit, consent_url, ids_in
from screens.customer.fields_tab import FieldsTab
from screens.customer.texts import Shown, statuses, url_shown
from screens.host import host_of
from screens.url_pane import UrlPane
from tui.domain.intents import Done, ReadConsentUrl, VerifyAzure
from tui.domain.onboarding.azure_ids import id_warnings
from tui.domain.records import AZURE
from widgets.action_line import ActionLine
from widgets.key_footer import FooterKey
from widgets.prose import Prose
from widgets.stepper import Stepper
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from screens.customer.facts import CustomerFacts
    from tui.domain.intents import Outcome

_TYPING = (FooterKey("tab", "next field"), FooterKey("ctrl+u", "clear"), FooterKey("esc", "leave the field"))


class ConsentPane(UrlPane):
    """Step 2 on the screen."""

    def __init__(self) -> None:
        super().__init__("azure-2")

    def draw(self, facts: CustomerFacts, visit: AzureVisit, *, wide: bool) -> None:
        """Draw what is known."""
        tail = consent_tail_lines(facts, visit, self.off, wide=wide)
        self.show_url(consent_head_lines(facts, visit), consent_url(facts), tail)


class AzureTab(FieldsTab):
    """Keeps the visit of the Azure steps and asks for what they need."""

    COMMANDS: ClassVar[frozenset[str]] = frozenset({"proceed", "url", "verify", "edit", "step-on", "step-back"})

    VERBS: ClassVar[Mapping[str, str]] = MappingProxyType({"edit": "change the ids"})

    def __init__(self) -> None:
        super().__init__(id="azure")
        self._stepper = Stepper(id="steps")
        self._aside = Prose(id="aside")
        self._form = FormPane()
        self._consent = ConsentPane()
        self._check = TextPane(id="azure-3")
        self._action = ActionLine(id="action")
        self._visit: AzureVisit | None = None
        self._step = 0
        self._org = ""

    def compose(self) -> ComposeResult:
        """Steps, and beside them the step in view."""
        with Vertical(id="steps-side"):
            yield self._stepper
            yield self._aside
        with Vertical(id="step-side"):
            yield from self._panes
            yield self._action

    @property
    def _panes(self) -> tuple[TextPane, ...]:
        return (self._form, self._consent, self._check)

    def visit(self, facts: CustomerFacts) -> AzureVisit:
        """The state of this visit; the first time it begins at the step in hand."""
        if self._visit is None:
            self._visit = visits.begun(facts)
            self._org = facts.customer.org_id
            if typed := host_of(self).drafts.of(self._org).ids:
                self._visit = replace(self._visit, tenant=typed[0], subscription=typed[1])
            self._form.fill(self._visit)
        return self._visit

    def draw(self, facts: CustomerFacts, no_writes: str, *, wide: bool) -> None:
        """Draw everything."""
        visit = self.visit(facts)
        self._stepper.show(step_lines(facts, visit, wide=wide), visit.step)
        self._aside.show(*aside_lines(facts, visit))
        self._action.show(offer(facts, visit, no_writes).primary)
        for number, pane in enumerate(self._panes, IDS):
            pane.set_class(number != visit.step, "hidden")
        if visit.step == IDS:
            self._form.draw(visit, self._warnings(facts, visit), wide=wide)
        elif visit.step == CONSENT:
            self._consent.draw(facts, visit, wide=wide)
        else:
            self._check.show(*check_lines(facts, visit, wide=wide))
        if visit.step != self._step:
            self._step = visit.step
            self._panes[visit.step - 1].to_top()

    def _warnings(self, facts: CustomerFacts, visit: AzureVisit) -> tuple[str, ...]:
        """What should be looked at before the two ids are sent."""
        ids, snapshot = ids_in(visit), host_of(self).snapshot
        if ids is None:
            return ()
        azure = [record for record in snapshot.progress.values() if record.cloud == AZURE]
        known = {record.org_id for record in azure}
        names = {customer.org_id: customer.label for customer in snapshot.customers if customer.org_id in known}
        return id_warnings(*ids, facts.customer.org_id, azure, names)

    def enter(self, facts: CustomerFacts) -> None:
        """Into the fields while they are to be filled in, else to what scrolls.

        A customer of AWS is most likely passed by here: there the keys stay commands until somebody wants to type.
        """
        visit = self.visit(facts)
        on_aws = bool(facts.features) or facts.aws.started_at is not None
        to_fill_in = visit.step == IDS and ids_in(visit) is None and (not on_aws or bool(visit.tenant))
        if to_fill_in and host_of(self).snapshot.identity.mode.may_write:
            self._form.type_in(visit)
        else:
            self._panes[visit.step - 1].focus(scroll_visible=False)

    def reset(self) -> None:
        """Another customer."""
        self._visit, self._step = None, 0

    # What the screen asks

    def relevant(self, name: str, facts: CustomerFacts) -> bool:
        """The keys of the step in view."""
        return visits.relevant(name, self.visit(facts).step)

    def reason_against(self, name: str, facts: CustomerFacts, no_writes: str) -> str:
        """Why a command may not be used now."""
        visit = self.visit(facts)
        if name == "proceed":
            return offer(facts, visit, no_writes).primary.reason
        return visits.reason_against(name, facts, visit, no_writes)

    def shown(self, facts: CustomerFacts) -> Shown | None:
        """The consent URL, or the statuses."""
        step, url = self.visit(facts).step, consent_url(facts)
        if step == CONSENT and url:
            return url_shown("the consent URL", url)
        return statuses(facts, facts.azure, facts.azure_features, AZURE) if step == CHECK else None

    def was_copied(self, words: str) -> None:
        """Say so under the URL."""
        if self._visit is not None:
            self._visit = replace(self._visit, copied=words)

    def field_keys(self) -> tuple[FooterKey, ...]:
        """The keys of a field."""
        return _TYPING if self._form.typing else ()

    # What is done

    def do(self, name: str, facts: CustomerFacts) -> str:
        """Carry out a command that may be used; the name of one that is the screen's to carry out, else ""."""
        visit, org_id = self.visit(facts), facts.customer.org_id
        match name:
            case "proceed":
                return self.do(offer(facts, visit, "").command, facts)
            case "url":
                if (ids := ids_in(visit)) is not None:
                    self._ask(ReadConsentUrl(org_id, *ids), visit)
            case "verify":
                self._ask(VerifyAzure(org_id), visit)
            case "edit":
                self._go(IDS, facts)
                self._form.type_in(self.visit(facts))
            case "step-on" | "step-back":
                self._go(visit.step + (1 if name == "step-on" else -1), facts)
            case _:
                return name
        return ""

    def _ask(self, intent: ReadConsentUrl | VerifyAzure, visit: AzureVisit) -> None:
        self._visit = visits.asked(visit, intent)
        host_of(self).submit(intent)
        self.post_message(self.Changed())

    def _go(self, step: int, facts: CustomerFacts) -> None:
        visit = self.visit(facts)
        if IDS <= step <= CHECK and step != visit.step:
            self._visit = replace(visit, step=step, copied="")
            self.post_message(self.Changed())
            self.call_after_refresh(self.enter, facts)

    def answered(self, outcome: Outcome, facts: CustomerFacts) -> None:
        """Take what became of an intent about this customer's Azure."""
        intent = outcome.intent
        if isinstance(outcome, Done) and isinstance(intent, ReadConsentUrl):
            self._keep(intent.org_id, None)
        if isinstance(intent, ReadConsentUrl | VerifyAzure) and intent.org_id == facts.customer.org_id:
            before = self.visit(facts)
            self._visit = visits.answered(before, outcome)
            if self._visit.step != before.step and self.display:
                self.call_after_refresh(self._panes[self._visit.step - 1].focus, scroll_visible=False)

    def _keep(self, org_id: str, ids: tuple[str, str] | None) -> None:
        """Keep what is typed until it was sent, for when somebody comes back to this customer."""
        drafts = host_of(self).drafts
        drafts.put(org_id, replace(drafts.of(org_id), ids=ids))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        fields = self._form.fields
        if self._visit is not None:
            tenant, subscription = fields[TENANT].value, fields[SUBSCRIPTION].value
            if (tenant, subscription) != (self._visit.tenant, self._visit.subscription):
                self._visit = replace(self._visit, tenant=tenant, subscription=subscription)
                self._keep(self._org, (tenant, subscription) if tenant or subscription else None)
                self.post_message(self.Changed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter asks when both ids are there, else it goes to the field that lacks one."""
        event.stop()
        if self._visit is None:
            return
        if ids_in(self._visit) is None and event.input is self._form.fields[TENANT]:
            self._form.fields[SUBSCRIPTION].focus(scroll_visible=False)
        else:
            self.post_message(self.Proceeded())

    # Where the keys go

    @property
    def fields(self) -> Sequence[GuidField]:
        """Tenant, then subscription."""
        return tuple(self._form.fields.values())

    @property
    def around(self) -> FormPane:
        """The form."""
        return self._form

    def note_typing(self, *, typing: bool) -> bool:
        """Take over whether a field has the keys."""
        if self._visit is None or self._visit.typing == typing:
            return False
        self._visit = replace(self._visit, typing=typing)
        return True
