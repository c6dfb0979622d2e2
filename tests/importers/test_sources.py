"""Where input comes from: standard input, folders, passwords, and packages that are absent."""

import builtins
import contextlib
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from importers import Unreadable, read_cases
from tests.importers.corpus import formats
from tests.importers.corpus.register import EXPECTED, LABELS, csv_file, flat_sheet, xls, xlsx
from tests.importers.making import VOCABULARY, first, read, shown
from wenze.main import main

FLAT = flat_sheet()["台账"]


def subjects(*paths: Path) -> list[tuple[str, ...]]:
    result = read(*paths)
    return list(zip(*(shown(result, label) for label in LABELS), strict=True))


def fed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_dash_is_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fed(monkeypatch, csv_file(tmp_path / "a.csv", FLAT, "gb18030").read_bytes())
    assert subjects(Path("-")) == EXPECTED


def test_a_workbook_through_standard_input_is_known_by_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fed(monkeypatch, xlsx(tmp_path / "a.xlsx", flat_sheet()).read_bytes())
    result = read(Path("-"))
    assert list(result.digests) == ["stdin"]
    assert [p.code for p in result.problems if p.code == "extension-differs"] == []


def test_files_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    header, one, two = FLAT
    xlsx(tmp_path / "2.xlsx", {"台账": [header, two]})
    csv_file(tmp_path / "1.csv", [header, one])
    assert subjects(tmp_path) == EXPECTED
    assert list(read(tmp_path).digests) == ["1.csv", "2.xlsx"]


def test_what_a_folder_holds_besides_is_named(tmp_path: Path) -> None:
    xlsx(tmp_path / "1.xlsx", flat_sheet())
    (tmp_path / "照片.jpg").write_bytes(b"x")
    (tmp_path / "旧").mkdir()
    assert first(read(tmp_path), "folder-left").message.zh == (
        "文件夹中另有 2 项没有读取：旧、照片.jpg"
    )


def test_a_damaged_file_of_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    xlsx(tmp_path / "1.xlsx", flat_sheet())
    (tmp_path / "2.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path)
    assert (caught.value.problem.code, caught.value.problem.file) == ("file-broken", "2.xlsx")


def test_a_password_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = formats.encrypted(tmp_path / "a.xlsx", "密码 1")
    monkeypatch.setenv("WENZE_PASSWORD", "密码 1")
    for isolate in ("0", "1"):
        monkeypatch.setenv("WENZE_ISOLATE", isolate)
        assert subjects(path) == EXPECTED


def test_an_encrypted_workbook_tells_how_to_give_its_password(tmp_path: Path) -> None:
    path = formats.encrypted(tmp_path / "a.xlsx", "密码 1")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert str(caught.value) == (
        "错误 a.xlsx：工作簿加了密码；应给出密码，或取消密码；请在 Excel 或 WPS 中取消密码后另存；"
        "或加 --password 输入密码（也可设环境变量 WENZE_PASSWORD）"
    )
    with pytest.raises(Unreadable) as caught:
        read_cases([path], VOCABULARY, password="密码 2")
    assert "密码 2" not in str(caught.value)


@pytest.mark.parametrize(
    ("package", "sample", "code"),
    [
        ("pyarrow", "parquet", "parquet-support"),
        ("msoffcrypto", "encrypted_xlsx_with_its_password", "password-support"),
    ],
)
def test_a_package_that_is_absent_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, sample: str, code: str
) -> None:
    made = formats.MAKERS[sample](tmp_path)
    load = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return load(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Unreadable) as caught:
        read_cases(made.paths, VOCABULARY, password=made.password)
    assert caught.value.problem.code == code
    assert "pip install 'wenze[" in caught.value.problem.fix.zh


def test_formulas_that_an_old_workbook_leaves_open_are_listed(tmp_path: Path) -> None:
    import xlwt  # type: ignore[import-untyped]

    header, *rows = FLAT
    cells = [[*header, "备注"], *([*row, xlwt.Formula('""')] for row in rows)]
    problem = first(read(xls(tmp_path / "a.xls", {"台账": cells})), "formulas-empty")
    assert problem.message.zh == "这些公式的结果是空白，也可能从未计算：G2、G3"


def test_a_command_asks_for_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_PASSWORD", "")
    path = formats.encrypted(tmp_path / "a.xlsx", "密码 1")
    refused = CliRunner().invoke(main, ["check", str(path)])
    assert refused.exit_code == 2
    assert "--password" in refused.output
    answered = CliRunner().invoke(main, ["check", str(path), "--password"], input="密码 1\n")
    assert answered.exit_code == 0
    assert "密码 1" not in answered.output


def test_the_password_is_asked_for_at_the_terminal_and_not_shown(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    path = formats.encrypted_ods(tmp_path / "a.ods", "密码 1")
    code = "from wenze.main import main; main()"
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, "-c", code, "check", str(path), "--password"])
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while piece := os.read(terminal, 4096):
            shown += piece
            if shown == "工作簿的密码: ".encode():
                os.write(terminal, "密码 1\n".encode())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert "可以评估 2 个责任主体" in shown.decode()
    assert "密码 1" not in shown.decode()


def test_a_copy_of_an_encrypted_workbook_tells_that_it_is_open_to_all(tmp_path: Path) -> None:
    path = formats.encrypted(tmp_path / "a.xlsx", "密码 1")
    wanted = ["check", str(path), "--annotate", str(tmp_path / "b.xlsx")]
    done = CliRunner().invoke(main, wanted, env={"WENZE_PASSWORD": "密码 1"})
    assert done.exit_code == 0
    assert "副本里没有原件的各格的格式、密码（任何人都能打开）" in done.output
