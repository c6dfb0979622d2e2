"""``wenze report`` as a user types it: what is written, what is refused, exit statuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.case_report.made import RARE, read, release, usual
from tests.test_cli import CASES, wenze
from wenze import language
from wenze.commands import common
from wenze.commands.report import source, writing
from wenze.main import main


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of the machine."""
    for module in (language, common, source, writing):
        monkeypatch.setattr(module, "LANG", "zh")


def reported(*arguments: str) -> Result:
    """Run ``wenze report`` here."""
    return CliRunner().invoke(main, ["report", *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def run(register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder with its input beside it."""
    folder = tmp_path_factory.mktemp("run")
    shutil.copy(register, folder / register.name)
    done = wenze("evaluate", str(folder / register.name), "--out", str(folder), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return folder


def copied(run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run, tmp_path / "run"))


def test_reports_of_a_results_folder_are_those_of_its_input(
    run: Path, drafts: Path, tmp_path: Path
) -> None:
    done = wenze("report", str(run), "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == f"已写出 4 份，在 {tmp_path}"
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted(path.name for path in drafts.iterdir())
    for name in written:
        assert (tmp_path / name).read_bytes() == (drafts / name).read_bytes()
    assert RARE not in done.stdout + done.stderr


def test_rejected_rows_are_told_and_give_status_1(tmp_path: Path) -> None:
    done = reported(str(CASES), "--kind", "page", "--out", str(tmp_path))
    assert done.exit_code == 1
    assert "错误 案件!H49（情节轻重）" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_one_case_does_not_answer_for_rejected_rows_of_others(tmp_path: Path) -> None:
    done = reported(str(CASES), "--case", "2024-017", "--out", str(tmp_path))
    assert (done.exit_code, len(list(tmp_path.iterdir()))) == (0, 2)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("committee", ["committee.xlsx"]),
        ("statistics", ["statistics.html", "statistics.xlsx"]),
    ],
)
def test_other_kinds_are_written_under_their_names(
    register: Path, tmp_path: Path, kind: str, names: list[str]
) -> None:
    formats = [word for name in names for word in ("--format", Path(name).suffix[1:])]
    done = reported(str(register), "--kind", kind, *formats, "--out", str(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_levels_reach_the_reports(register: Path, tmp_path: Path) -> None:
    given = ["--case", "2024-001", "--subject", "某县县委副书记"]
    level = ["--level", "respondent"]
    done = reported(str(register), *level, *given, "--out", str(tmp_path / "own"))
    assert done.exit_code == 0, done.stderr
    (own,) = (tmp_path / "own").iterdir()
    assert RARE not in read(own).element.xml
    done = reported(str(register), "--level", "public", "--out", str(tmp_path / "all"))
    assert done.exit_code == 0, done.stderr
    for path in (tmp_path / "all").iterdir():
        assert "某县" not in path.name + read(path).element.xml


# ── a results folder that is not what it was ──────────────────────────────────


def refused(*arguments: str) -> str:
    done = reported(*arguments)
    assert done.exit_code == 2, done.stdout
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_changed_input_is_refused_and_the_old_one_may_be_given(
    run: Path, register: Path, tmp_path: Path
) -> None:
    changed = copied(run, tmp_path)
    (changed / register.name).write_bytes(CASES.read_bytes())
    said = refused(str(changed), "--out", str(tmp_path / "out"))
    assert "输入改过：登记.xlsx（SHA-256 当时 " in said
    assert not (tmp_path / "out").exists()
    kept = shutil.copy(register, tmp_path / "旧.xlsx")
    done = reported(
        str(changed), "--input", str(kept), "--out", str(tmp_path), "--case", "2024-003"
    )
    assert done.exit_code == 0, done.stderr


def test_everything_that_differs_is_told_at_once(run: Path, tmp_path: Path) -> None:
    other = copied(run, tmp_path)
    record = json.loads((other / "run.json").read_text("utf-8"))
    record["book"]["sha256"] = "0" * 64
    record["inputs"][0]["name"] = "不在.xlsx"
    (other / "run.json").write_text(json.dumps(record), encoding="utf-8")
    said = refused(str(other), "--out", str(tmp_path / "out"))
    assert "找不到输入：不在.xlsx" in said
    assert "规则书改过：zhangye-2009 当时是版本" in said


def test_decisions_must_come_out_byte_for_byte(run: Path, tmp_path: Path) -> None:
    other = copied(run, tmp_path)
    path = other / "decisions.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"ordinary"', b'"serious"', 1))
    record = json.loads((other / "run.json").read_text("utf-8"))
    record["wenze"] = "0.0.1"
    (other / "run.json").write_text(json.dumps(record), encoding="utf-8")
    said = refused(str(other), "--out", str(tmp_path / "out"))
    assert "decisions.jsonl 与重新评估的结果不同：共 1 行，首先是第 1 行" in said
    assert "程序版本不同：当时 0.0.1，现在 " in said


def test_folder_without_decisions_is_refused(run: Path, tmp_path: Path) -> None:
    other = copied(run, tmp_path)
    (other / "decisions.jsonl").unlink()
    assert "没有 decisions.jsonl" in refused(str(other), "--out", str(tmp_path / "out"))
    (other / "run.json").write_text("[]", encoding="utf-8")
    assert "run.json 不是 wenze evaluate 写出的" in refused(str(other), "--out", str(tmp_path))


# ── what makes no sense together ──────────────────────────────────────────────


def test_contradictions_are_told_at_once(register: Path, tmp_path: Path) -> None:
    said = refused(
        str(register), "--kind", "page", "--subject", "甲", "--level", "respondent",
        "--red-head", "甲", "--whole-case", "--out", str(tmp_path / "out"),
    )  # fmt: skip
    assert said.splitlines() == [
        "写了 --subject，还要写 --case",
        "--level respondent 要写 --case 和 --subject",
        "--whole-case 只用于 --kind case",
        "--red-head 只用于 --kind case",
    ]


def test_format_that_a_kind_does_not_have_is_refused(register: Path, tmp_path: Path) -> None:
    said = refused(str(register), "--kind", "page", "--format", "pdf", "--out", str(tmp_path))
    assert said == "page 没有 pdf 格式；可以写成：html\n"


def test_unknown_case_is_refused(register: Path, tmp_path: Path) -> None:
    said = refused(str(register), "--case", "没有", "--out", str(tmp_path / "out"))
    assert "没有这个案件编号" in said


def test_input_is_never_written_over(tmp_path: Path) -> None:
    path = usual(tmp_path / "committee.xlsx")
    before = path.read_bytes()
    said = refused(str(path), "--kind", "committee", "--out", str(tmp_path))
    assert "会被报告覆盖" in said
    assert path.read_bytes() == before


def test_release_is_blocked_with_a_list_and_then_goes_through(
    register: Path, tmp_path: Path
) -> None:
    said = release(tmp_path / "r.yaml", 采纳情况=None)
    given = [str(register), "--case", "2024-001", "--out", str(tmp_path / "out")]
    lines = refused(*given, "--release", str(said)).splitlines()
    assert lines == [
        "还不能签发：",
        "  案件 2024-001（责任人!2）：签发文件没有写 采纳情况",
        "  案件 2024-001（责任人!3）：签发文件没有写 采纳情况",
    ]
    done = reported(*given, "--release", str(release(tmp_path / "r.yaml")))
    assert (done.exit_code, done.stdout) == (0, f"已写出 2 份，在 {tmp_path / 'out'}\n")
