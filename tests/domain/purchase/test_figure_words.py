"""Compared figures in words."""

from __future__ import annotations

from support.plans import PLAN

from tui.domain.plan.figures import figures
from tui.domain.purchase.figure_words import figure_name


def test_every_compared_figure_has_a_name_and_hourly_ones_say_so() -> None:
    names = {name: figure_name(name) for name in figures(PLAN) if name not in ("line_items", "commitments")}
    assert all(name[:1].isupper() for name in names.values()), names
    assert len(set(names.values())) == len(names)
    hourly = {"savings", "fee", "before_cost", "after_cost", "total_cost", "before_ondemand_cost", "upfront_cost",
              "before_reserved_cost", "covered_ondemand_cost", "amortized_cost", "recurring_cost"}  # fmt: skip
    assert {name for name, shown in names.items() if "/h" in shown} == hourly
