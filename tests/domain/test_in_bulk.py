from __future__ import annotations

import pytest

from tui.domain.in_bulk import in_bulk
from tui.domain.records import Feature


def test_records_made_in_bulk_are_the_ones_their_constructor_makes() -> None:
    made = in_bulk(Feature, name=["a", "b"], status=["available", "missing"], since=[None, 2.0], was=[None, "unknown"])
    assert made == [Feature("a", "available"), Feature("b", "missing", 2.0, "unknown")]
    assert hash(made[1]) == hash(Feature("b", "missing", 2.0, "unknown"))
    with pytest.raises(AttributeError):
        made[0].name = "c"  # type: ignore[misc] # frozen


@pytest.mark.parametrize("missing", ["name", "was"])
def test_a_field_without_a_value_for_each_record_is_no_record(missing: str) -> None:
    columns = {name: ["x", "y"] for name in ("name", "status", "since", "was")}
    with pytest.raises(ValueError, match="Feature"):
        in_bulk(Feature, **(columns | {missing: ["x"]}))
    with pytest.raises(ValueError, match="Feature"):
        in_bulk(Feature, **{name: column for name, column in columns.items() if name != missing})
