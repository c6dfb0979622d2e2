"""Invented workbooks, release files and templates, and the finished documents read again."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.document import Document as Paper

#: A name with characters that GB 2312 lacks, and one that no line holds.
RARE = "镕喆堃䶮"
LONG = "某县生态环境和自然资源综合治理工作领导小组办公室兼重大项目建设指挥部" * 3

_CASE: dict[str, Any] = {
    "单位": "某县县委",
    "单位类型": "党委",
    "单位层级": "县级",
    "事发日期": "2024-02-02",
    "过错情形": "4",
    "责任方": "主要领导",
    "情节": "一般",
    "不良影响": "否",
    "不良后果": "否",
    "重大影响": "否",
    "重大损失": "否",
    "主动发现": "否",
    "及时纠正": "否",
    "涉嫌犯罪": "否",
    "应受党纪处分": "否",
    "应受政务处分": "否",
    "情况类别": "灾情险情",
    "知悉时间": "2024-02-02 08:00",
    "报告时间": "2024-02-02 12:30",
    "基本情况": "山洪灾情，知悉后四个半小时才报告。",
    "线索来源": "督查",
}


def workbook(
    path: Path, cases: Mapping[str, Mapping[str, Any]], subjects: Iterable[tuple[str, str, str]]
) -> Path:
    """``cases``: id → what differs from the usual case; ``subjects``: (case, name, role)."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "案件"
    sheet.append(["案件编号", *_CASE])
    for case_id, changes in cases.items():
        sheet.append([case_id, *({**_CASE, **changes}).values()])
    people = book.create_sheet("责任人")
    people.append(["案件编号", "责任主体", "主体类别", "角色", "年度考核等次"])
    for case_id, name, role in subjects:
        team = role == "单位"
        people.append([case_id, name, "班子" if team else "个人", role, None])
    book.save(path)
    return path


def usual(path: Path) -> Path:
    """Two settled cases with a rare and a long name, and one that waits for a judgement."""
    return workbook(
        path,
        {"2024-001": {}, "2024-002": {"情节": "较重"}, "2024-003": {"情节": None}},
        [
            ("2024-001", f"某县县委书记{RARE}", "主要领导"),
            ("2024-001", "某县县委副书记", "分管领导"),
            ("2024-002", LONG, "单位"),
            ("2024-003", "丙县县委书记", "主要领导"),
        ],
    )


def release(path: Path, **changes: str | None) -> Path:
    """A release file for case 2024-001 that lacks nothing; None takes a key away."""
    office = {"办案机关": "某县纪律检查委员会", "成文日期": "2024-05-06", "承办人": "第一室"}
    said = {
        "任职和职责": "事发时任县委书记，主持县委全面工作。",
        "问题来源": "督查移送。",
        "调查经过": "核查组调阅记录并谈话。",
        "陈述申辩": "本人对事实无异议。\n请求从轻。",
        "采纳情况": "不具备从轻情形，未采纳。",
    }
    for key, value in changes.items():
        (office if key in {*office, "文号", "主送", "审核人", "申诉途径"} else said)[key] = (
            value or ""
        )
    lines = ["wenze-release: 1", *(f"{key}: {_quoted(value)}" for key, value in office.items())]
    lines += ["报告:", "  - 案件: 2024-001"]
    lines += [f"    {key}: {_quoted(value)}" for key, value in said.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _quoted(value: str) -> str:
    escaped = value.replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def texts(paper: Paper) -> list[str]:
    """The paragraphs of the body, links included, in order; empty ones left out."""
    return [text for p in paper.paragraphs if (text := p.text)]


def read(path: Path) -> Paper:
    """A finished document."""
    return Document(str(path))


def template(path: Path, *lines: str) -> Path:
    """An office's own document with these paragraphs."""
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(path))
    return path
