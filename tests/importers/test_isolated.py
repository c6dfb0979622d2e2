"""What a hostile file may cost: one clear message, and nothing of the process itself."""

import time
import zipfile
from pathlib import Path

import pytest

from importers import Unreadable, isolated
from importers.isolated import Reader
from importers.opening import Wanted
from importers.refused import Refused
from tests.importers.corpus.register import EXPECTED, LABELS, flat_sheet, xlsx
from tests.importers.making import read, shown

#: The child starts with something else in place of a part of it.
INSTEAD = "import sys; sys.path[:0] = [sys.argv[1]]\n{}\nisolated.serve()"
WITHOUT_LIMIT = "from importers import isolated, workbook; workbook.check_extent = lambda *_: None"


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "1")


def start(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(isolated, "_START", INSTEAD.format(code))


def far_apart(folder: Path) -> Path:
    """A small legal workbook with a cell in A1 and one in XFD1048576."""
    good = xlsx(folder / "good.xlsx", flat_sheet())
    far = folder / "far.xlsx"
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(far, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", cell))
    return far


def wanted(path: Path) -> Wanted:
    return Wanted(path.read_bytes(), path.name, path.stem)


def test_a_file_is_read_in_a_child_as_in_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", flat_sheet())
    result = read(path)
    assert list(zip(*(shown(result, label) for label in LABELS), strict=True)) == EXPECTED
    monkeypatch.setenv("WENZE_ISOLATE", "0")
    with Reader() as reader:
        assert reader.open(wanted(path)).grids[0].rows[1][0] == "001"
        assert reader.child is None


def test_a_file_that_takes_the_reader_down_costs_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = far_apart(tmp_path)
    assert path.stat().st_size < 8_000
    start(monkeypatch, WITHOUT_LIMIT)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.problem.line() == (
        "错误 far.xlsx：读取这个文件要的内存太多，或使读取程序中断，已停止；应为普通的工作簿；"
        "请核对来源；确属正常的，请新建工作簿，只复制有内容的区域，再导入"
    )


def test_the_same_file_is_refused_before_the_reader_sees_it(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="一直延伸到第 1048576 行、第 16384 列"):
        read(far_apart(tmp_path))


def test_the_next_file_is_read_after_one_that_took_the_child_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = far_apart(tmp_path)
    start(monkeypatch, WITHOUT_LIMIT)
    with Reader() as reader:
        with pytest.raises(Refused, match="file-crash"):
            reader.open(wanted(far))
        assert reader.open(wanted(tmp_path / "good.xlsx")).kind == "xlsx"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("isolated.open_file = lambda w: bytearray(8 << 30)", "file-crash"),
        ("isolated.open_file = lambda w: 1 / 0", "file-odd"),
        ("isolated.open_file = lambda w: sys.exit(3)", "file-crash"),
        ("isolated._answer = lambda w: isolated.Reader", "file-crash"),
        ("import os; isolated._answer = lambda w: os.system", "file-crash"),
    ],
)
def test_whatever_happens_in_the_child_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, expected: str
) -> None:
    start(monkeypatch, f"from importers import isolated\n{code}")
    with Reader() as reader, pytest.raises(Refused, match=expected):
        reader.open(wanted(xlsx(tmp_path / "a.xlsx", flat_sheet())))


def test_a_file_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "MAX_WAIT", 0.5)
    start(monkeypatch, "import time; from importers import isolated\ntime.sleep(60)")
    begun = time.monotonic()
    with Reader() as reader, pytest.raises(Refused, match="file-slow"):
        reader.open(wanted(xlsx(tmp_path / "a.xlsx", flat_sheet())))
    assert time.monotonic() - begun < 20


def test_a_file_that_computes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from importers import isolated\nisolated.MAX_SECONDS = 1\n"
    code += "def turn(w):\n    while True: pass\nisolated.open_file = turn"
    start(monkeypatch, code)
    with Reader() as reader, pytest.raises(Refused, match="file-slow"):
        reader.open(wanted(xlsx(tmp_path / "a.xlsx", flat_sheet())))


def test_code_lying_where_one_stands_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", flat_sheet())
    for name in ("python_calamine", "zipfile"):
        (tmp_path / f"{name}.py").write_text("import os; os._exit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Reader() as reader:
        assert reader.open(wanted(path)).kind == "xlsx"
