"""One customer: onboarding to AWS step by step, what is known of Azure, the plans, what changed (product.md)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.customer.aws_steps import offer
from screens.customer.course import CustomerCourse
from screens.customer.facts import TEMPLATE, VERIFY, fault_of_check, options_of
from screens.customer.options_dialog import Options, OptionsDialog
from screens.customer.rest import RestOfTabs
from screens.customer.start import switch_lines
from screens.customer.tabs import AWS_TAB, AZURE_TAB, PLANS_TAB, TAB_KEYS
from screens.customer.template import TemplatePane
from screens.customer.watch import WatchDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.export import ExportDialog, report_forms
from screens.dialogs.save import SaveDialog
from screens.help import HelpScreen
from screens.pager import Pager, in_pager
from screens.url_pane import NOT_THERE, open_url, show_qr
from tui.commands import Where, bindings_of
from tui.domain.intents import (
    KeepOptions,
    ReadLaunchUrl,
    ReadTemplate,
    StartOnboarding,
    StopWaiting,
    StopWatching,
    TemplateReviewed,
    VerifyAws,
    WatchVerification,
)
from tui.domain.onboarding.report import onboarding_report
from tui.domain.onboarding.watch import USUAL
from tui.domain.records import AWS, AZURE
from tui.messages import OpenPlan
from tui.text import file_stem
from widgets.action_line import ActionLine
from widgets.nav_bar import NavBar
from widgets.stepper import Stepper
from widgets.tab_line import TabLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tui.domain.onboarding.verify_options import TypedOptions

_INTRO = (
    "One customer. AWS is onboarded in four steps, Azure in three, each with one action, on enter. You can leave at "
    "any step: what was done is kept, and the server's answer always wins."
)


class CustomerScreen(CustomerCourse):
    """What a person can do here; every `do_` method is a command of the registry."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.CUSTOMER)]

    def __init__(
        self, org_id: str, among: tuple[str, ...] = (), words: str = "", tab: str = AWS_TAB, pager: Pager = in_pager
    ) -> None:
        super().__init__(org_id, among, words, tab)
        self._pager = pager

    # The steps

    def do_proceed(self) -> None:
        """Do the one action of the view in front."""
        if self._tab == PLANS_TAB:
            self.do_plan()
            return
        command = offer(self.facts, self.visit, self._no_writes).command
        if command == "reviewed":
            self._ask(TemplateReviewed(self.org_id))
        else:
            self.action_do(f"customer.{command}")

    def do_start(self) -> None:
        """Start onboarding to AWS; while Azure is under way only after asking."""
        org_id = self.org_id

        def go_on(answer: bool | None) -> None:  # noqa: FBT001 - the dialog's answer
            if answer and org_id == self.org_id:
                self._ask(StartOnboarding(org_id))

        if self.facts.azure_under_way:
            title = f"Switch {self.who} to AWS?"
            self.app.push_screen(ConfirmDialog(title, switch_lines(self.who), "Start AWS"), go_on)
        else:
            go_on(True)

    def do_template(self) -> None:
        """Fetch the template."""
        self._ask(ReadTemplate(self.org_id))

    def do_url(self) -> None:
        """Fetch the launch URL."""
        self._ask(ReadLaunchUrl(self.org_id))

    def do_verify(self) -> None:
        """Verify with what was typed or stored."""
        options = options_of(self.facts, self.visit)
        self._go(VERIFY)
        self._ask(VerifyAws(self.org_id, options.account_id, options.existing_cur))

    def do_watch(self) -> None:
        """Verify the cloud in view again every so many minutes; or end that."""
        org_id, cloud = self.org_id, self._cloud
        watch = self.facts.watch(cloud)
        if watch is not None and watch.goes_on:
            self.host.submit(StopWatching(org_id, cloud))
            return

        def begin(minutes: int | None) -> None:
            if minutes is not None:
                self.host.submit(WatchVerification(org_id, cloud, minutes))

        self.app.push_screen(WatchDialog(self.who, cloud, watch.minutes if watch else USUAL), begin)

    def do_stop_waiting(self) -> None:
        """Wait no longer for the verification of the cloud in view."""
        self.host.submit(StopWaiting(self.org_id, self._cloud))

    @property
    def _cloud(self) -> str:
        return AZURE if self._tab == AZURE_TAB else AWS

    def do_edit(self) -> None:
        """Type what the next verification is asked with."""
        org_id = self.org_id

        def keep(form: TypedOptions | None) -> None:
            drafts = self.host.drafts
            drafts.put(org_id, replace(drafts.of(org_id), options=form))

        def take(answer: Options | None) -> None:
            if answer is None or org_id != self.org_id:
                return
            self._visit = replace(self.visit, draft=answer.draft, options=answer.used or self.visit.options)
            keep(answer.draft)
            if answer.used is not None:
                self.host.submit(KeepOptions(org_id, answer.used.account_id, answer.used.existing_cur))
            self.redraw()

        facts, visit = self.facts, self.visit
        form = OptionsDialog(visit.draft, options_of(facts, visit), self.who, keep, fault_of_check(facts, visit))
        self.app.push_screen(form, take)

    def do_step_back(self) -> None:
        """Look at the step before."""
        self._go(self.visit.step - 1)

    def do_step_on(self) -> None:
        """Look at the step after."""
        self._go(self.visit.step + 1)

    # Texts

    def do_save(self) -> None:
        """Save the template to a file."""
        suggested = Path(f"{file_stem(self.who)}-archera-template{self.visit.template_suffix}")
        title = (("Save the template", "strong"), (f"  {self.who}", "faint"))

        def told(path: Path | None) -> None:
            if path is not None:
                self.host.tell(f"saved to {path}")

        self.app.push_screen(SaveDialog(title, self.visit.text, suggested), told)

    def do_copy(self) -> None:
        """Send what is in view to the terminal's clipboard."""
        shown = self._shown
        if shown is None:
            return
        copied = self.host.copy(shown.text)
        if not copied.sent:
            self.host.tell(f"y copy: {copied.words}; v shows it, w saves a template", "warning")
            return
        words = f"{copied.words}; {NOT_THERE if shown.url else 'not there? v shows it'}"
        if (own := self._own) is not None:
            own.was_copied(words)
        else:
            self._visit = replace(self.visit, copied=words)
        self.host.tell(f"{shown.what}: {words}")
        self.redraw()

    def do_search(self) -> None:
        """Type what to look for in the template."""
        self._aws.template.search()
        self.redraw()

    def do_match_next(self) -> None:
        """The next place of the text found."""
        self._aws.template.code.step_match(1)

    def do_match_before(self) -> None:
        """The place before."""
        self._aws.template.code.step_match(-1)

    @on(TemplatePane.Searched)
    def _search_left(self) -> None:
        self.redraw()

    def do_browser(self) -> None:
        """Open the URL in view in a browser of this computer."""
        if (shown := self._shown) is not None:
            open_url(self.host, shown.url, shown.what)

    def do_qr(self) -> None:
        """Show the URL in view as a QR code."""
        if (shown := self._shown) is not None:
            show_qr(self.host, shown.url, shown.what, self.who)

    def do_pager(self) -> None:
        """Show what is in view in the person's pager."""
        shown = self._shown
        if shown is not None and (problem := self._pager(self.app, shown.paged, shown.suffix)):
            self.host.tell(f"v pager: {problem}", "warning")

    def do_export(self) -> None:
        """Tell the onboarding as a report, for a ticket or a program."""
        report = onboarding_report(self.snapshot, self.org_id, self.now, self.facts.customer)
        if report is not None:
            stem = f"{file_stem(self.who)}-onboarding"
            self.app.push_screen(ExportDialog("Onboarding report", self.who, report_forms(report), stem))

    # Where to

    def do_plan(self) -> None:
        """Open the plan in hand, that of Azure from its tab, else the one worth most."""
        if self._tab == PLANS_TAB:
            provider = self.query_one(RestOfTabs).plans.provider
        else:
            provider = AZURE if self._tab == AZURE_TAB else ""
        self.post_message(OpenPlan(self.org_id, provider, self._among, self._words))

    def do_tab_on(self) -> None:
        """The next tab; after the last the first."""
        self._turn_to(TAB_KEYS[(TAB_KEYS.index(self._tab) + 1) % len(TAB_KEYS)])

    def do_tab_back(self) -> None:
        """The tab before; before the first the last."""
        self._turn_to(TAB_KEYS[TAB_KEYS.index(self._tab) - 1])

    def do_previous(self) -> None:
        """The customer before."""
        self._walk_to(self._beside(-1))

    def do_next(self) -> None:
        """The customer after."""
        self._walk_to(self._beside(1))

    def do_back(self) -> None:
        """Leave a search, else the screen; nothing is looked at any more until another screen says so."""
        if self._tab == AWS_TAB and self.visit.step == TEMPLATE and self._aws.template.close_search():
            return
        self.host.look_at()
        super().do_back()

    def do_refresh(self) -> None:
        """Ask for the customers and the plans on view, and again for what could not be read in this step."""
        super().do_refresh()
        self._read_again()

    def do_help(self) -> None:
        """Tell about this screen."""
        self.app.push_screen(HelpScreen(Where.CUSTOMER, "a customer", _INTRO, self.why_not))

    # Mouse, and keys that a table has first

    @on(TabLine.Chosen)
    def _tab_clicked(self, event: TabLine.Chosen) -> None:
        self._turn_to(event.key)

    @on(Stepper.Chosen)
    def _step_clicked(self, event: Stepper.Chosen) -> None:
        self._go(event.number)

    @on(ActionLine.Pressed)
    def _action_clicked(self) -> None:
        self.action_do("customer.proceed")

    @on(NavBar.Stepped)
    def _walk_clicked(self, event: NavBar.Stepped) -> None:
        self.action_do("customer.next" if event.step > 0 else "customer.previous")

    @on(VirtualTable.Opened)
    def _plan_opened(self) -> None:
        if self._tab == PLANS_TAB:
            self.action_do("customer.plan")
