import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.clock import EPOCH, ManualClock

from tui.domain.changes import Change
from tui.domain.marks import Review, ReviewMark, change_key
from tui.domain.onboarding.drafts import Draft, LinksTyped
from tui.domain.onboarding.verify_options import TypedOptions
from tui.store.state import StateStore
from tui.store.state_marks import Marks
from tui.store.state_scope import Scope

LINK = "aws_marketplace_offer_link"
SCOPE = Scope("prod", "api.example", "6f1c")


@pytest.fixture
def marks(tmp_path: Path) -> Iterator[Callable[..., Marks]]:
    """The marks as one more program sees them, which opens the file anew."""
    stores: list[StateStore] = []

    def opened(scope: Scope = SCOPE) -> Marks:
        stores.append(StateStore.open(tmp_path / "state.db", scope, ManualClock())[0])
        return stores[-1].marks

    yield opened
    for store in stores:
        store.close()


def change(at: float, subject: str = "cur") -> Change:
    return Change(at, "feature", "o1", "Beta", subject, "available", "missing", "aws")


def test_acknowledged_changes_stay_acknowledged(marks: Callable[..., Marks]) -> None:
    marks().acknowledge([change(1.0), change(2.0)])
    known = marks().acknowledged()
    assert change_key(change(1.0)) in known
    assert change_key(change(2.0)) in known
    assert change_key(change(3.0)) not in known
    assert change_key(change(1.0, "assume_role")) not in known


def test_when_somebody_last_looked_is_remembered(marks: Callable[..., Marks]) -> None:
    assert marks().looked_at() is None
    marks().look(EPOCH + 0.125)
    assert marks().looked_at() == EPOCH + 0.125


def test_reviews_are_remembered_with_their_note_and_the_last_one_holds(marks: Callable[..., Marks]) -> None:
    key = ("o1", "aws")
    marks().review(key, Review(ReviewMark.LOOKED_AT, "p1", EPOCH))
    marks().review(key, Review(ReviewMark.DECLINED, "p1", EPOCH + 1, "too dear\ud800"))
    marks().review(("o1", "azure"), Review(ReviewMark.TO_BUY, "p2", EPOCH))
    assert marks().reviews() == {
        key: Review(ReviewMark.DECLINED, "p1", EPOCH + 1, "too dear\ud800"),
        ("o1", "azure"): Review(ReviewMark.TO_BUY, "p2", EPOCH),
    }


def test_pins_come_and_go(marks: Callable[..., Marks]) -> None:
    for org_id in ("o1", "o2", "o2"):
        marks().pin(org_id)
    marks().unpin("o1")
    marks().unpin("o3")
    assert marks().pinned() == {"o2"}


def test_links_are_known_only_once_they_were_answered(marks: Callable[..., Marks]) -> None:
    assert marks().links() == {}
    answered = {"aws_marketplace_offer_link": "https://a", "gcp_marketplace_offer_link": None}
    marks().save_links("o1", answered)
    assert marks().links() == {"o1": (answered, EPOCH)}


def test_one_mark_that_makes_no_sense_costs_itself_alone(marks: Callable[..., Marks], tmp_path: Path) -> None:
    for number in ("1", "2"):
        marks().review((f"o{number}", "aws"), Review(ReviewMark.TO_BUY, "p", EPOCH))
        marks().save_links(f"o{number}", {"aws_marketplace_offer_link": number})
        marks().pin(f"o{number}")
    marks().look(EPOCH)
    with sqlite3.connect(tmp_path / "state.db") as spoiler:
        spoiler.execute("UPDATE marks SET body = '[1' WHERE key LIKE '%o1%' OR kind = 'looked'")
        spoiler.execute("UPDATE marks SET key = '[' WHERE key LIKE '%o1%'")
    spoiler.close()
    assert list(marks().reviews()) == [("o2", "aws")]
    assert list(marks().links()) == ["o2"]
    assert marks().pinned() == {"o2"}
    assert marks().looked_at() is None


def test_the_welcome_is_shown_once_whatever_the_profile(marks: Callable[..., Marks]) -> None:
    assert not marks().welcomed()
    marks().welcome()
    assert marks(Scope("other", "h", "x")).welcomed()


def test_marks_of_one_profile_are_not_those_of_another(marks: Callable[..., Marks]) -> None:
    other = Scope("other", "api.example", "6f1c")
    marks().acknowledge([change(1.0)])
    marks().pin("o1")
    marks().look(EPOCH)
    assert marks(other).acknowledged() == frozenset()
    assert marks(other).pinned() == frozenset()
    assert marks(other).looked_at() is None


def test_a_draft_is_there_again_until_nothing_of_it_is_left(marks: Callable[..., Marks]) -> None:
    draft = Draft(TypedOptions("1234", bucket="acme"), ("8c1f", ""), LinksTyped({LINK: "https://a"}, frozenset({LINK})))
    marks().keep_draft("o1", draft)
    marks().keep_draft("o2", Draft(ids=("", "51d0")))
    assert marks().drafts() == {"o1": draft, "o2": Draft(ids=("", "51d0"))}
    marks().keep_draft("o1", Draft())
    assert marks().drafts() == {"o2": Draft(ids=("", "51d0"))}
    assert marks(Scope("other", "api.example", "6f1c")).drafts() == {}


def test_what_was_pasted_by_mistake_is_not_kept(marks: Callable[..., Marks]) -> None:
    marks().keep_draft("o1", Draft(TypedOptions("1234", bucket="x" * 2_001), ("y" * 2_001, "")))
    assert marks().drafts() == {"o1": Draft(TypedOptions("1234"))}


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"ids": ["one"]}', '{"ids": 7}', '{"links": {"typed": 1}}', '{"options": 3}']
)
def test_a_draft_that_makes_no_sense_is_left_out(body: str, marks: Callable[..., Marks], tmp_path: Path) -> None:
    marks().keep_draft("o1", Draft(ids=("8c1f", "")))
    marks().keep_draft("o2", Draft(ids=("", "51d0")))
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("UPDATE marks SET body = ? WHERE key = ?", (body, '"o1"'))
    assert marks().drafts() == {"o2": Draft(ids=("", "51d0"))}
