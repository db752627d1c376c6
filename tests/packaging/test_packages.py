"""What is published: the wheel's contents, a source package that makes the same wheel, and an installed program."""

from __future__ import annotations

import configparser
import email
import json
import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal, homes

import tui
from styles import SHEETS
from tui.sandbox.scenario_file import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("tui", "screens", "widgets", "styles")
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv*", "build", "dist", "*.egg-info", ".*_cache", ".hypothesis", ".schemathesis", "__pycache__"
)
# Left lying about by those who work in a clone; none of it is to be published.
LITTER = (
    "tui/__pycache__/app.cpython-311.pyc", "dist/archera_tui-0.0.1-py3-none-any.whl", ".mypy_cache/missing_stubs",
    ".venv/pyvenv.cfg", "archera_tui.egg-info/PKG-INFO", "tests/__pycache__/conftest.cpython-311.pyc",
)  # fmt: skip


def files_below(folder: Path) -> set[str]:
    """Every file, by its path below the folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def build(source: Path, to: Path, *kinds: str) -> None:
    """Build as a packager does, without the network; the time is fixed, so the same files give the same bytes."""
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--directory",
        str(to),
        *(f"--target={kind}" for kind in kinds),
    ]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795000000"}
    subprocess.run(command, cwd=source, env=env, check=True, capture_output=True, timeout=100)


@dataclass(frozen=True)
class Built:
    """A copy of the project and what was built from it."""

    source: Path
    wheel: Path
    sdist: Path

    def wheel_files(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as wheel:
            return set(wheel.namelist())

    def about(self, name: str) -> str:
        """A file of the wheel's own about itself."""
        with zipfile.ZipFile(self.wheel) as wheel:
            return wheel.read(f"archera_tui-{tui.__version__}.dist-info/{name}").decode()

    def sdist_files(self) -> set[str]:
        with tarfile.open(self.sdist) as sdist:
            return {name.partition("/")[2] for name in sdist.getnames()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=LEFT_BEHIND)
    for litter in LITTER:
        (source / litter).parent.mkdir(parents=True, exist_ok=True)
        (source / litter).write_text("litter")
    build(source, folder / "out", "wheel", "sdist")
    (wheel,), (sdist,) = folder.glob("out/*.whl"), folder.glob("out/*.tar.gz")
    return Built(source, wheel, sdist)


def test_the_wheel_holds_the_four_packages_and_nothing_else(built: Built) -> None:
    packages = {f"{name}/{file}" for name in PACKAGES for file in files_below(built.source / name)} - set(LITTER)
    about = {
        f"archera_tui-{tui.__version__}.dist-info/{file}"
        for file in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert built.wheel_files() == packages | about
    assert {Path(file).suffix for file in packages} == {".py", ".typed", ".tcss", ".toml"}


def test_the_wheel_holds_every_style_sheet_every_scenario_and_the_marks_that_it_is_typed(built: Built) -> None:
    files = built.wheel_files()
    sheets = {f"styles/{sheet.name}" for sheet in SHEETS}
    assert len(sheets) > 10
    assert {file for file in files if file.endswith(".tcss")} == sheets
    assert {file for file in files if file.endswith(".toml")} == {
        f"tui/sandbox/scenarios/{name}.toml" for name in shipped()
    }
    assert {file for file in files if file.endswith("py.typed")} == {f"{name}/py.typed" for name in PACKAGES}


def test_the_wheel_says_what_it_is_and_what_it_needs(built: Built) -> None:
    about = email.message_from_string(built.about("METADATA"))
    assert (about["Name"], about["Version"], about["License-Expression"]) == ("archera-tui", tui.__version__, "MIT")
    assert about["Requires-Python"] == ">=3.11"
    assert str(about.get_payload()).startswith("# archera-tui\n")
    needed = {line for line in about.get_all("Requires-Dist", []) if "extra ==" not in line}
    assert {"textual==8.2.8", "rich==15.0.0"} <= needed
    assert {line.partition("=")[0].partition("<")[0].partition(">")[0] for line in needed} == {
        "textual", "rich", "httpx", "pydantic", "tomli-w", "platformdirs", "starlette", "uvicorn",
    }  # fmt: skip
    scripts = configparser.ConfigParser()
    scripts.read_string(built.about("entry_points.txt"))
    assert dict(scripts["console_scripts"]) == {"archera-tui": "tui.__main__:main"}


def test_the_source_package_holds_what_testing_and_packaging_take(built: Built) -> None:
    files = built.sdist_files()
    folders = (*PACKAGES, "tests", "docs")
    kept = {f"{folder}/{file}" for folder in folders for file in files_below(built.source / folder)} - set(LITTER)
    single = {"pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"}
    assert {"tests/packaging/test_packages.py", "tests/contract/partner-api.openapi.json"} <= kept
    assert files == kept | single | {".gitignore", "PKG-INFO"}


def test_the_source_package_makes_the_same_wheel(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    build(source, tmp_path / "out", "wheel")
    (wheel,) = tmp_path.glob("out/*.whl")
    assert wheel.name == built.wheel.name
    assert contents(wheel) == contents(built.wheel)


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a home; both far from the repository."""

    bin: Path
    home: Path

    def run(self, program: str, *args: str) -> str:
        """What a program of this environment prints, run from the home's folder. Its failure fails the test."""
        done = subprocess.run(
            [str(self.bin / program), *args],
            cwd=self.home, env=homes(self.home), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder, home = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("home")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check")
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(built.wheel)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    lend(site.getsitepackages(), folder)
    return Installed(folder / "bin", home)


def lend(libraries: Iterable[str], environment: Path) -> None:
    """Let an environment use the libraries of this one; not what is installed here as editable, the project itself.

    A path added by a .pth file is searched, and the .pth files in it are not read.
    """
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (site_packages / "libraries.pth").write_text("\n".join(libraries) + "\n")


def test_the_installed_program_is_the_wheels_and_not_the_repositorys(installed: Installed) -> None:
    asked = "import tui, screens, widgets, styles; print(*(m.__file__ for m in (tui, screens, widgets, styles)))"
    places = [Path(place) for place in installed.run("python", "-c", asked).split()]
    assert all(place.is_relative_to(installed.bin.parent) for place in places)
    sheets = "import styles; print(*(sheet.name for sheet in styles.SHEETS))"
    assert installed.run("python", "-c", sheets).split() == [sheet.name for sheet in SHEETS]


def test_the_installed_program_answers_from_any_folder(installed: Installed) -> None:
    assert installed.run("archera-tui", "--version") == f"archera-tui {tui.__version__}\n"
    status = json.loads(installed.run("archera-tui", "status", "--sandbox", "--json"))
    assert len(status["customers"]) == 142
    assert "archera-tui journal" in installed.run("archera-tui", "journal", "--help")


def test_the_installed_sandbox_knows_every_scenario(installed: Installed) -> None:
    asked = "from tui.sandbox.scenario_file import *; print(*(name for name in shipped() if load_scenario(name)))"
    found = installed.run("python", "-c", asked).split()
    assert found == list(shipped())
    assert {"busy", "calm", "demo", "flaky", "outage"} <= set(found)


def test_the_installed_dashboard_is_drawn_by_its_own_sheets(installed: Installed) -> None:
    program = (str(installed.bin / "archera-tui"),)
    with Terminal(env=homes(installed.home), cwd=installed.home, command=program) as terminal:
        terminal.open_customers()
        shown = terminal.wait_for(lambda text: "palette" in text).splitlines()
        # Without its sheets the bars would be as high as they like.
        assert "SANDBOX" in shown[0]
        assert "1 Customers" in shown[1]
        assert "palette" in shown[-1]
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []
