"""Words at the right end of a line of tabs."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines

from widgets.badges import Badges
from widgets.text_line import Part


async def test_badges_stand_at_the_right_and_the_least_goes_first() -> None:
    badges = Badges()
    app = KitApp(badges)
    async with app.run_test(size=(30, 3)) as pilot:
        badges.styles.width = 30
        badges.show([Part("recommended", drop=1), Part("1 flagged", drop=2), Part("6m old")])
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[0] == "          1 flagged   6m old ".rjust(30)
        assert lines[1] == "─" * 30
