"""Release: what lacks is listed in one pass, and a released report is no draft."""

from dataclasses import replace
from pathlib import Path

import pytest

from exporters.case_report import CaseReports, ReleaseError, load_release
from exporters.dossier import Dossier
from tests.case_report.made import RARE, read, release, texts


def first_case(made: Dossier) -> Dossier:
    return replace(made, cases=[made.cases[0]])


def test_released_report_is_no_draft_and_says_what_the_office_wrote(
    made: Dossier, tmp_path: Path
) -> None:
    said = load_release([release(tmp_path / "r.yaml", 文号="某纪〔2024〕1号", 主送="某县县委")])
    written = CaseReports(released=said).write(first_case(made), tmp_path / "out", ["docx"])
    assert len(written) == 2
    paper = read(tmp_path / "out" / f"2024-001_某县县委书记{RARE}.docx")
    for section in paper.sections:
        assert section.header.paragraphs[0].text == ""
        assert "草稿" not in section.header._element.xml + section.even_page_header._element.xml
    lines = texts(paper)
    assert lines[0] == "某纪〔2024〕1号"
    assert lines[2] == "某县县委："
    at = lines.index("五、陈述申辩及采纳情况")
    assert lines[at + 1 : at + 4] == [
        "本人对事实无异议。",
        "请求从轻。",
        "不具备从轻情形，未采纳。",
    ]
    assert not any("待填" in line for line in lines)
    assert lines[-2:] == ["某县纪律检查委员会", "2024年5月6日"]


def test_office_may_state_the_appeal_that_the_book_does_not(made: Dossier, tmp_path: Path) -> None:
    said = load_release([release(tmp_path / "r.yaml", 申诉途径="收到之日起三十日内向本委提出")])
    CaseReports(released=said).write(first_case(made), tmp_path, ["docx"])
    paper = read(tmp_path / f"2024-001_某县县委书记{RARE}.docx")
    assert (
        "3.申诉的权利、期限和受理机关：本规则书未载明；办案机关载明：收到之日起三十日内向本委提出。"
    ) in texts(paper)


def test_everything_that_keeps_reports_back_is_listed_and_nothing_written(
    made: Dossier, tmp_path: Path
) -> None:
    said = load_release([release(tmp_path / "r.yaml", 成文日期=None, 陈述申辩=None)])
    with pytest.raises(ReleaseError) as refused:
        CaseReports(released=said).write(made, tmp_path / "out", ["docx"])
    everything = "成文日期、任职和职责、问题来源、调查经过、陈述申辩、采纳情况"
    assert [problem.zh for problem in refused.value.problems] == [
        "案件 2024-001（责任人!2）：签发文件没有写 成文日期、陈述申辩",
        "案件 2024-001（责任人!3）：签发文件没有写 成文日期、陈述申辩",
        f"案件 2024-002（责任人!4）：签发文件没有写 {everything}",
        f"案件 2024-003（责任人!5）：签发文件没有写 {everything}；待定事项未决：情节（待人判断）",
    ]
    assert not (tmp_path / "out").exists()


def test_what_is_said_of_the_subject_prevails_over_the_case(tmp_path: Path) -> None:
    path = release(tmp_path / "r.yaml")
    more = "  - 案件: 2024-001\n    责任主体: 甲\n    陈述申辩: 甲不认可。\n"
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    said = load_release([path])
    assert said.said("2024-001", "甲")["陈述申辩"] == "甲不认可。"
    assert said.said("2024-001", "乙")["陈述申辩"].startswith("本人对事实无异议")
    assert said.said("2024-001", "甲")["问题来源"] == "督查移送。"


def test_later_file_prevails_and_case_ids_stay_texts(tmp_path: Path) -> None:
    office = release(tmp_path / "office.yaml")
    other = tmp_path / "case.yaml"
    other.write_text(
        "wenze-release: 1\n成文日期: 2024年12月31日\n报告:\n  - 案件: 0012\n    陈述申辩: 无\n",
        encoding="utf-8",
    )
    said = load_release([office, other])
    assert str(said.day) == "2024-12-31"
    assert said.said("0012", "") == {"陈述申辩": "无"}


def test_every_mistake_of_a_release_file_is_told_with_its_mend(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "wenze-release: 1\n成文日起: 2024-05-06\n成文日期: 2024-02-30\n办案机关: [某县纪委]\n"
        "报告:\n  - 责任主体: 甲\n  - 案件: a\n    陈述申辨: 无\n",
        encoding="utf-8",
    )
    with pytest.raises(ReleaseError) as refused:
        load_release([path])
    assert [problem.zh for problem in refused.value.problems] == [
        "r.yaml：文件不认识“成文日起”；是否应为：成文日期",
        "r.yaml：文件的“办案机关”应为一段文字",
        "r.yaml：报告第 1 项没有写“案件”",
        "r.yaml：报告第 2 项不认识“陈述申辨”；是否应为：陈述申辩",
        "成文日期不是日历上有的日子；请写成 2024-05-20",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [", "不是能读的 YAML（第 2 行）"),
        ("办案机关: 甲\n", "不是签发文件；首行应为 wenze-release: 1"),
        ("- 甲\n", "不是签发文件；首行应为 wenze-release: 1"),
        ("wenze-release: 1\n报告: 无\n", "“报告”应为列表（每项以 - 开头）"),
    ],
)
def test_what_is_no_release_file_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(content + ("\n" if content == "a: [" else ""), encoding="utf-8")
    with pytest.raises(ReleaseError) as refused:
        load_release([path])
    assert [problem.zh for problem in refused.value.problems] == [f"r.yaml：{said}"]
