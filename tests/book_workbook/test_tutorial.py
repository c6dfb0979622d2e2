"""The tutorial, carried out: the edits made, the commands run, the outputs compared."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"

#: The command line, as a script that a shell finds.
START = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(ROOT)!r})
from wenze.main import main
main()
"""
OMITTED = "……"


@dataclass(frozen=True)
class Step:
    """A fenced block, and the line before it that tells the file of an edit."""

    line: int
    kind: str
    text: str
    edit: str


def steps() -> list[Step]:
    found: list[Step] = []
    lines = TUTORIAL.read_text(encoding="utf-8").splitlines()
    start, before = None, ""
    for number, line in enumerate(lines):
        if line.startswith("```") and start is None:
            start = number
        elif line.startswith("```"):
            assert start is not None
            text = "".join(f"{part}\n" for part in lines[start + 1 : number])
            edit = before if before.startswith("文件：") else ""
            found.append(Step(start + 1, lines[start][3:], text, edit))
            start, before = None, ""
        elif start is None and line.strip():
            before = line
    return found


def make_edit(step: Step, folder: Path) -> None:
    matched = re.fullmatch(r"文件：(\S+?)（(新文件|(加在|换掉)“(.*)”(之前)?)）", step.edit)
    assert matched, step.edit
    name, whole, how, anchor, _ = matched.groups()
    path = folder / name
    if whole == "新文件":
        assert not path.exists()
        path.write_text(step.text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [n for n, line in enumerate(lines) if line.startswith(anchor)]
    assert places, f"{TUTORIAL.name}:{step.line}: {name} has no line “{anchor}”"
    at = places[0]
    lines[at : at + (how == "换掉")] = [step.text]
    path.write_text("".join(lines), encoding="utf-8")


def sessions(text: str) -> list[tuple[str, str]]:
    """Commands, each with the output shown for it."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            command, shown = found[-1]
            found[-1] = (command, f"{shown}{line}\n")
    return found


def pattern(shown: str) -> str:
    """The output shown, with …… for what is left out: part of a line, or any lines."""
    lines = []
    for line in shown.splitlines():
        if line == OMITTED:
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(map(re.escape, line.split(OMITTED))) + r"\n")
    return "".join(lines)


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    binaries = tmp_path / "bin"
    binaries.mkdir()
    script = binaries / "wenze"
    script.write_text(START, encoding="utf-8")
    script.chmod(0o755)
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "WENZE_LANG": "zh", "PYTHONIOENCODING": "utf-8"}


def test_tutorial_works_as_written(tmp_path: Path, shell: dict[str, str]) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    ran = edited = 0
    for step in steps():
        if step.edit:
            make_edit(step, folder)
            edited += 1
            continue
        assert step.kind == "console", f"{TUTORIAL.name}:{step.line}: what is this block for?"
        for command, shown in sessions(step.text):
            done = subprocess.run(
                ["bash", "-c", f"{{ {command}; }} 2>&1"],
                cwd=folder,
                env=shell,
                capture_output=True,
                timeout=120,
                check=False,
            )
            output = done.stdout.decode("utf-8")
            place = f"{TUTORIAL.name}:{step.line}: $ {command}"
            assert re.fullmatch(pattern(shown), output), f"{place}\n{output}\n--- shown:\n{shown}"
            ran += 1
    assert ran >= 12
    assert edited >= 7
