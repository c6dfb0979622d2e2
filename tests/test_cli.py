"""The commands, as a user types them: output, files and exit statuses."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[1]
CASES = ROOT / "examples" / "cases.xlsx"


def wenze(*arguments: str, lang: str = "zh") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "WENZE_LANG": lang, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", "from wenze.main import main; main()", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, int]:
    out = tmp_path_factory.mktemp("results")
    done = wenze("evaluate", str(CASES), "--out", str(out))
    return out, done.stdout, done.stderr, done.returncode


def test_evaluate_writes_all_three_files_and_says_so(
    evaluated: tuple[Path, str, str, int],
) -> None:
    out, stdout, _, status = evaluated
    assert status == 1  # some rows of the example are spoiled on purpose
    assert sorted(p.name for p in out.iterdir()) == ["decisions.jsonl", "results.xlsx", "run.json"]
    assert stdout.splitlines()[:8] == [
        "共 72 个责任主体：",
        "  建议处理  35",
        "  免予追究  2",
        "  不予追究  5",
        "  待补事实  7",
        "  待人判断  17",
        "  不适用  3",
        "  未能读取  3",
    ]


def test_evaluate_lists_every_problem_of_the_input(evaluated: tuple[Path, str, str, int]) -> None:
    errors = [line for line in evaluated[2].splitlines() if line.startswith("错误")]
    assert [line.split("：")[0] for line in errors] == [
        "错误 案件!E48（发生日期）",
        "错误 案件!H49（情节轻重）",
        "错误 案件!AG49（不作为）",
        "错误 责任人!A73（案件编号）",
    ]


def test_decisions_follow_the_contract(evaluated: tuple[Path, str, str, int]) -> None:
    lines = (evaluated[0] / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 72
    first = json.loads(lines[0])
    assert list(first) == [
        "case_id", "subject", "subject_kind", "role", "book", "status", "faults",
        "responsibility", "gravity", "measures", "statutory_options", "interval",
        "adjustments", "referrals", "open_questions", "reasons", "signature",
    ]  # fmt: skip
    assert first["case_id"] == "2024-001"
    assert first["faults"] == [
        {
            "id": "fault-4",
            "value": "true",
            "basis": "both",
            "citations": ["责任追究制度(二)4", "定期报告制度(二)"],
        }
    ]
    assert [m["id"] for m in first["measures"]] == ["admonition_talk", "written_self_criticism"]
    late = first["reasons"][1]
    assert late["rule"] == "fault-4.late-report"
    assert late["because"][1] == {
        "fact": "报告用时",
        "value": "4小时30分钟",
        "source": "案件!AC2、案件!AB2",
    }
    rejected = [json.loads(line) for line in lines if '"rejected"' in line]
    assert [d["case_id"] for d in rejected] == ["2024-047", "2024-048", "2024-099"]


def test_same_input_gives_the_same_bytes(
    evaluated: tuple[Path, str, str, int], tmp_path: Path
) -> None:
    wenze("evaluate", str(CASES), "--out", str(tmp_path))
    for path in evaluated[0].iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_run_record_names_book_input_and_counts(evaluated: tuple[Path, str, str, int]) -> None:
    run = json.loads((evaluated[0] / "run.json").read_text(encoding="utf-8"))
    assert run["book"]["id"] == "zhangye-2009"
    digest = hashlib.sha256(CASES.read_bytes()).hexdigest()
    assert run["inputs"] == [{"name": "cases.xlsx", "sha256": digest}]
    assert run["counts"]["rows"] == 72
    assert run["counts"]["status"]["recommended"] == 35
    assert run["counts"]["problems"] == {"error": 4, "warning": 0, "notice": 6}


def test_rows_that_are_all_good_give_status_zero(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "案件编号,事发日期,单位类型,单位层级,过错情形,责任方,情节,重大损失,不良影响,主动发现,主要领导\n"
        "00123,2010-03-01,党委,县级,4,主要领导,一般,否,否,否,某书记\n",
        encoding="gb18030",
    )
    done = wenze("evaluate", str(path), "--out", str(tmp_path / "out"), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["decisions.jsonl", "run.json"]
    line = (tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8")
    decision = json.loads(line)
    assert decision["case_id"] == "00123"
    assert decision["status"] == "recommended"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("evaluate", "none.xlsx", "--out", "x"), "none.xlsx"),
        (("evaluate", str(CASES), "--out", "x", "--book", "nobook"), "没有规则书“nobook”"),
        (("evaluate", str(CASES)), "--out"),
        (("explain", str(CASES), "--case", "9999"), "没有案件“9999”"),
        (("explain", str(CASES), "--case", "2024-047"), "案件!E48（发生日期）"),
        (("book", "show", "zhangye-2010"), "是不是“zhangye-2009”"),
    ],
)
def test_what_cannot_be_done_gives_status_two_and_one_clear_message(
    arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    changed = tuple(str(tmp_path / "x") if a == "x" else a for a in arguments)
    done = wenze(*changed)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("folder", "books"),
    [
        ("", ()),
        ("", ("zhangye-2009", "yushui")),
        ("yushui", ("zhangye-2009", "yushui")),
    ],
)
def test_input_is_never_overwritten(tmp_path: Path, folder: str, books: tuple[str, ...]) -> None:
    path = tmp_path / folder / "results.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(CASES.read_bytes())
    under = [word for book in books for word in ("--book", book)]
    done = wenze("evaluate", str(path), "--out", str(tmp_path), *under)
    assert done.returncode == 2
    assert "会被结果覆盖" in done.stderr
    assert path.read_bytes() == CASES.read_bytes()


def test_explain_goes_from_the_outcome_down_to_clause_and_cell() -> None:
    done = wenze("explain", str(CASES), "--case", "2024-003", "--subject", "乙县县委常委")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "2024-003 乙县县委常委（个人、分管领导）"
    assert any("报告用时 = 2小时1分钟（案件!AC4、案件!AB4）" in line for line in lines)
    assert any(
        "对突发公共事件,要按照有关规定,在2小时内向上级党委进行报告" in line for line in lines
    )
    assert any("其他过错情形为什么不适用" in line for line in lines)


def test_explain_speaks_english_and_quotes_the_law_in_chinese() -> None:
    done = wenze("explain", str(CASES), "--case", "2024-003", "--lang", "en")
    assert "Responsibility: Primary" in done.stdout
    assert "“责令作出书面检查”" in done.stdout


def test_check_shows_what_each_column_was_taken_for() -> None:
    done = wenze("check", str(CASES))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "案件!B  单位名称 → 单位  [同义列名]" in lines
    assert "案件!E  发生日期 → 事发日期  [同义列名]" in lines
    assert "案件!AS  线索来源 → —  [不认识，原样保留]" in lines
    assert lines[-1] == "可以评估 69 个责任主体，未能读取 3 个。"


def test_template_can_be_filled_in_and_evaluated(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    assert wenze("template", "-o", str(path)).returncode == 0
    book = openpyxl.load_workbook(path)
    for sheet, values in (
        ("案件", {"案件编号": "A1", "事发日期": "2010-03-01", "过错情形": "6"}),
        (
            "责任人",
            {"案件编号": "A1", "责任主体": "某书记", "主体类别": "个人", "角色": "主要领导"},
        ),
    ):
        headers = {str(c.value).rstrip("*"): c.column for c in book[sheet][1] if c.value}
        for header, value in values.items():
            book[sheet].cell(2, headers[header], value)
    book.save(path)
    done = wenze("evaluate", str(path), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    decision = json.loads((tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8"))
    assert decision["faults"][0]["id"] == "fault-6"


def test_book_show_lists_every_clause_with_its_status() -> None:
    done = wenze("book", "show", "zhangye-2009")
    assert done.returncode == 0
    assert "  责任追究制度(二)4  [已编并有例案] 重要情况不及时处理和报告。" in done.stdout
    assert "  责任追究制度(四)末款  [留给人裁量]" in done.stdout
    listed = wenze("book", "list").stdout.splitlines()
    assert any(line.startswith("zhangye-2009  市、县区党委责任追究制度（试行）") for line in listed)


def test_help_is_in_both_languages() -> None:
    assert "评估案件，写出处理建议和理由" in wenze("--help").stdout
    assert "Evaluate cases; write recommendations." in wenze("--help", lang="en").stdout
    assert "Evaluate cases; write recommendations." in wenze("--lang", "en", "--help").stdout


def test_help_does_not_import_anything_heavy() -> None:
    code = (
        "import sys; sys.argv = ['wenze', '--help']\n"
        "from wenze.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'pandas', 'pydantic', 'durable', 'openpyxl', 'lark', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
