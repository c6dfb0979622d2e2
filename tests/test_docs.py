"""The documents stay true: commands run, options are documented, examples are current."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.test_cli import ROOT, wenze
from wenze.main import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
README_ZH = (ROOT / "README.zh.md").read_text(encoding="utf-8")
CONTRACTS = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")


def commands(group: click.Group, prefix: str = "wenze") -> dict[str, click.Command]:
    """Every command by its full name."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        full = f"{prefix} {name}"
        if isinstance(command, click.Group):
            found.update(commands(command, full))
        else:
            found[full] = command
    return found


@pytest.mark.parametrize("name", commands(main))
def test_every_command_and_option_is_documented(name: str) -> None:
    command = commands(main)[name]
    assert name in CONTRACTS
    assert command.help
    assert f"  {name}" in command.help, "the help shows an example"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert parameter.opts[0] in CONTRACTS, parameter.opts


def shown_commands(text: str) -> list[str]:
    """The commands of a text, without the remarks behind them."""
    return re.findall(r"^\$ (wenze .*?)(?:\s+#.*)?$", text, re.M)


#: Run once where both texts show them.
SHOWN = list(dict.fromkeys([*shown_commands(README), *shown_commands(README_ZH)]))


def test_commands_of_the_readmes_run(tmp_path: Path) -> None:
    assert len(shown_commands(README)) >= 4
    assert len(shown_commands(README_ZH)) >= 4
    for line in SHOWN:
        words = shlex.split(line)[1:]
        changed = [
            str(tmp_path / w) if w.startswith("results") or w.endswith("登记.xlsx") else w
            for w in words
        ]
        changed = [str(ROOT / w) if w.startswith("examples/") else w for w in changed]
        assert wenze(*changed).returncode in (0, 1), line


def test_readme_shows_what_the_commands_print() -> None:
    shown = re.search(r"^\$ wenze explain (.*)\n((?:.+\n)+?)```", README_ZH, re.M)
    assert shown
    arguments = [str(ROOT / w) if w.startswith("examples/") else w for w in shown[1].split()]
    printed = wenze("explain", *arguments).stdout.splitlines()
    for line in shown[2].splitlines():
        assert line in [*printed, "…"], line


def test_python_examples_of_the_documents_run(tmp_path: Path) -> None:
    for text in (README, README_ZH, CONTRACTS):
        for code in re.findall(r"```python\n(.*?)```", text, re.S):
            runnable = code.replace('"cases.xlsx"', repr(str(ROOT / "examples" / "cases.xlsx")))
            runnable = runnable.replace('"results/"', repr(str(tmp_path / "results")))
            done = subprocess.run(
                [sys.executable, "-c", runnable],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr


def test_example_workbook_is_up_to_date(tmp_path: Path) -> None:
    target = str(tmp_path / "x.xlsx")
    code = f"import sys; sys.path[:0] = ['examples']; import build; build.build({target!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    from facts import core_vocabulary
    from importers import read_cases

    made = read_cases([tmp_path / "x.xlsx"], core_vocabulary())
    shipped = read_cases([ROOT / "examples" / "cases.xlsx"], core_vocabulary())
    for one, other in (
        (made.table.cases, shipped.table.cases),
        (made.table.subjects, shipped.table.subjects),
    ):
        assert one.columns.keys() == other.columns.keys()
        for label, column in one.columns.items():
            shown = [column.show(i) for i in range(len(column))]
            assert shown == [other.columns[label].show(i) for i in range(len(column))], label


def test_version_is_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = wenze("--version").stdout.split()[-1]
    assert f"## [{version}]" in changelog


def test_import_arrows_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
