"""A text becomes a file, or the reason why not is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.stage import Stage, live
from textual.screen import Screen
from textual.widgets import Input

from screens.dialogs.save import SaveDialog
from widgets.buttons import Action

if TYPE_CHECKING:
    from textual.pilot import Pilot


class SavingStage(Stage):
    """Opens the dialog over a blank screen and keeps what it answered."""

    def __init__(self, suggested: Path) -> None:
        self.dialog = SaveDialog("Save the template", '{"a": 1}', suggested)
        self.answers: list[Path | None] = []
        super().__init__(Screen(), live())

    @property
    def problem(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    def focused_id(self) -> str | None:
        return self.screen.focused.id if self.screen.focused else None


async def ready(app: SavingStage, pilot: Pilot[int]) -> None:
    await pilot.pause()
    app.push_screen(app.dialog, app.answers.append)
    await pilot.pause()
    assert isinstance(app.screen.focused, Input)


async def test_enter_saves_a_new_file_under_the_suggested_name(tmp_path: Path) -> None:
    app = SavingStage(tmp_path / "beta.json")
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [tmp_path / "beta.json"]
        assert (tmp_path / "beta.json").read_text() == '{"a": 1}\n'


async def test_escape_writes_nothing(tmp_path: Path) -> None:
    app = SavingStage(tmp_path / "beta.json")
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app.answers == [None]
        assert not (tmp_path / "beta.json").exists()


async def test_an_existing_file_is_replaced_only_by_the_button_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "beta.json").write_text("precious")
    app = SavingStage(tmp_path / "beta.json")
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "there is a file of that name already" in app.problem
        assert app.focused_id() == "cancel"
        assert (tmp_path / "beta.json").read_text() == "precious"
        await pilot.press("right")
        assert app.screen.query_one("#save", Action).label == "Replace it"
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [tmp_path / "beta.json"]
        assert (tmp_path / "beta.json").read_text() == '{"a": 1}\n'


async def test_another_name_is_asked_about_anew(tmp_path: Path) -> None:
    (tmp_path / "beta.json").write_text("precious")
    (tmp_path / "betas.json").write_text("also precious")
    app = SavingStage(tmp_path / "beta.json")
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter")
        app.screen.query_one(Input).focus()
        app.screen.query_one(Input).value = str(tmp_path / "betas.json")
        await pilot.pause()
        assert app.screen.query_one("#save", Action).label == "Save"
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []
        assert (tmp_path / "betas.json").read_text() == "also precious"


@pytest.mark.parametrize(
    ("path", "words"),
    [("nowhere/x.json", "there is no folder"), ("", "a file's name is missing"), ("folder", "that is a folder")],
)
async def test_a_path_that_can_not_be_written_is_told_and_can_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    app = SavingStage(Path(path))
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(app, pilot)
        app.screen.query_one(Input).value = path
        await pilot.press("enter")
        await pilot.pause()
        assert words in app.problem
        assert app.answers == []
        app.screen.query_one(Input).value = "good.json"
        app.screen.query_one(Input).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [tmp_path / "good.json"]


async def test_a_path_may_begin_with_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = SavingStage(Path("~/x.json"))
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "x.json").exists()
