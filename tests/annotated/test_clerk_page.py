"""The page for clerks: its commands run as written, its pictures are there and small."""

import re
import shlex
from pathlib import Path

import pytest

from tests.annotated.running import wenze
from tests.test_cli import CASES, ROOT

PAGE = (ROOT / "docs" / "for-clerks.md").read_text(encoding="utf-8")


def test_commands_of_the_page_run_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "cases.xlsx").write_bytes(CASES.read_bytes())
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) == 10
    for line in lines:
        assert line.startswith("$ wenze "), line
        done = wenze(*shlex.split(line)[2:])
        assert done.returncode in (0, 1), (line, done.stderr)
    assert {p.name for p in tmp_path.iterdir()} == {
        "examples", "案件登记.xlsx", "标注.xlsx", "results", "本局.yaml"
    }  # fmt: skip
    assert (tmp_path / "results" / "cases.annotated.xlsx").exists()


def test_pictures_of_the_page_are_there_and_small() -> None:
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert len(names) == 3
    for name in names:
        picture = (ROOT / "docs" / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 150_000, name
