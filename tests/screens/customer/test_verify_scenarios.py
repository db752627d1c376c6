"""What happens in the field at the Verify step, up to the words a person reads (domain.md, "Checklists")."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from support.program import Program, running
from support.weather import Weather

from screens.customer.screen import CustomerScreen
from tui.domain.faults import Sent
from tui.domain.intents import ReadLaunchUrl, StartOnboarding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tui.domain.onboarding.steps import Progress

NAMES = (
    "assume_role", "organizations", "cost_explorer", "cur", "reservations", "savings_plans", "compute_optimizer",
    "purchase_permissions",
)  # fmt: skip


class Story:
    """A program at the Verify step of a customer, under a weather of the test's making."""

    def __init__(self, program: Program, weather: Weather, org_id: str) -> None:
        self.program = program
        self.weather = weather
        self.org_id = org_id

    def answers(self, status: int, body: bytes, **headers: str) -> None:
        """What the next verification is answered with."""
        self.weather.status["aws/verify"] = (status, body, {k.replace("_", "-"): v for k, v in headers.items()})

    def finds(self, **statuses: str) -> None:
        """Everything is available but for these."""
        found = [{"feature": name, "status": statuses.get(name, "available")} for name in NAMES]
        self.answers(200, json.dumps(found).encode())

    async def verified(self) -> str:
        """Verify; the screen afterwards."""
        await self.program.press("V")
        return self.program.text

    @property
    def progress(self) -> Progress:
        return self.program.rig.snapshot.progress[self.org_id, "aws"]


@asynccontextmanager
async def at_the_check(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Story]:
    weather = Weather()
    async with running(folder, size, around=weather.around) as program:
        org_id = next(c.org_id for c in program.rig.snapshot.customers if not c.integrations)
        await program.rig.ask(StartOnboarding(org_id))
        await program.rig.ask(ReadLaunchUrl(org_id))
        screen = CustomerScreen(org_id)
        program.app.push_screen(screen)
        await program.settled()
        screen._go(4)
        await program.settled()
        # The list keeps its own opinion; here it is the verification that counts.
        weather.status["child-orgs"] = (503, b"", {})
        yield Story(program, weather, org_id)


async def test_from_not_deployed_to_pending_to_connected_to_regressed(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        rest = dict.fromkeys(NAMES[1:], "unknown")
        story.finds(assume_role="missing", **rest)
        text = await story.verified()
        assert "✕ 1 missing   ○ 7 unknown" in text
        assert "assume_role" in text
        assert "waits for assume_role" in text
        assert "→" in text

        story.finds(cur="warning")
        text = await story.verified()
        assert "◐ 1 warning   ● 7 available" in text
        assert "Changed since the check before" in text
        assert "missing → available" in text
        assert "report" in text

        clock = story.program.rig.clock
        clock.set(clock.now() + 20 * 3600)
        text = await story.verified()
        assert "Nothing changed since the check before, 20h ago." in text

        story.finds()
        text = await story.verified()
        assert "● Connected  8 features, all available" in text
        assert "warning → available" in text

        story.finds(assume_role="missing")
        text = await story.verified()
        assert "Connected" not in text
        assert "available → missing" in text


async def test_a_role_in_a_member_account_is_a_warning_with_its_remedy(tmp_path: Path) -> None:
    async with at_the_check(tmp_path, (80, 24)) as story:
        story.finds(purchase_permissions="warning", reservations="warning")
        text = await story.verified()
        assert "◐ 2 warning" in text
        assert "management account" in text


async def test_features_nobody_knows_are_told_as_they_came_and_worst_first(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        found = [
            {"feature": "cur", "status": "available"},
            {"feature": "quantum_ledger", "status": "missing"},
            {"feature": "[red]bold[/red]\u202e", "status": "degraded"},
            {"status": "warning"},
            {"feature": "no_status"},
            {},
        ]
        story.answers(200, json.dumps(found).encode())
        text = await story.verified()
        assert "quantum_ledger" in text
        assert "[red]bold[/red]" in text
        assert "\u202e" not in text
        assert 'Reported as "degraded"' in text
        order = [text.index(name) for name in ("quantum_ledger", "[red]bold", "no_status", "cur ")]
        assert order == sorted(order)


async def test_an_answer_that_says_nothing_is_no_success(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        for body in (b"[]", b"[{}]"):
            story.answers(200, body)
            text = await story.verified()
            assert "Connected" not in text
            assert story.progress.verified is not None
            assert story.progress.fault is None


async def test_an_answer_of_another_form_says_so_and_is_no_result(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        for body in (b"{}", b"not json", b"<html>hello</html>"):
            story.answers(200, body)
            text = await story.verified()
            assert "The answer can't be read" in text
            assert "Connected" not in text
            assert story.progress.fault is not None
            assert story.progress.verified is None


async def test_an_onboarding_id_of_odd_form_is_not_sent_and_stops_nothing(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        story.weather.status["onboarding/start"] = (200, b'{"onboarding_id": "ONB-7/../x"}', {})
        await story.program.rig.ask(StartOnboarding(story.org_id))
        assert story.progress.onboarding_id == "ONB-7/../x"
        await story.verified()
        assert story.progress.verified is not None


API = (
    b'{"message": "org is suspended", "timestamp": "2026-11-18T11:06:40Z", "type": "OrgError", "detail": "ask billing"}'
)
ERROR = (
    b'{"code": 422, "status": "Unprocessable Entity", "errors": {"json": {"existing_cur": {"bucket": ["No bucket."]}}}}'
)


REFUSALS: tuple[tuple[int, bytes, tuple[str, ...]], ...] = (
    (400, API, ("“org is suspended: ask billing”",)),
    (401, API, ("The key was refused (401)",)),
    (403, API, ("The key may not do this (403)", "“org is suspended")),
    (404, API, ("Not found (404)",)),
    (409, API, ("Not possible now (409)",)),
    (422, ERROR, ("Refused as wrong (422)", "bucket: No bucket.")),
    (429, b"{}", ("Asked to slow down (429)",)),
    (429, ERROR, ("Asked to slow down (429)",)),
)


async def test_a_refusal_is_told_in_the_servers_words_and_nothing_is_open(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        for status, body, words in REFUSALS:
            story.answers(status, body, retry_after="30")
            text = await story.verified()
            for word in words:
                assert word in text, word
            assert "was not seen" not in text
            assert (story.progress.asked_at, story.progress.verified) == (None, None)
        story.finds()
        assert "● Connected" in await story.verified()


FAILURES = ((500, API), (502, b"<html>bad gateway</html>"), (503, b""), (504, b"<html>late</html>"))


async def test_a_failing_server_leaves_it_open_and_verifying_again_ends_that(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        for status, body in FAILURES:
            story.answers(status, body)
            text = await story.verified()
            assert str(status) in text
            fault = story.progress.fault
            assert fault is not None
            assert ("its answer was not seen" in text) is (fault.sent is Sent.MAYBE)
            assert "failed" not in text.replace("The server failed", "")
        story.finds()
        text = await story.verified()
        assert "● Connected" in text
        assert "was not seen" not in text


async def test_work_done_behind_a_late_gateway_shows_in_the_list(tmp_path: Path) -> None:
    async with at_the_check(tmp_path) as story:
        story.weather.status.clear()
        story.weather.late.add("aws/verify")
        text = await story.verified()
        assert "504" in text
        assert "✕ The" not in text
        await story.program.advance(60)
        await story.program.press("r")
        assert "The list was read since" in story.program.text
