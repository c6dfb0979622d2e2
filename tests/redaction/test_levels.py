"""Choosing a view, and what cannot be chosen."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from exporters import write_workbook
from exporters.dossier import Dossier
from exporters.redaction import RedactionError, redact, results_of
from tests.redaction import secrets
from wenze.dossier import dossier
from wenze.evaluation import evaluate


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return secrets.run(tmp_path_factory.mktemp("register"))


def refused(whole: Dossier, *chosen: str | None) -> str:
    with pytest.raises(RedactionError) as caught:
        redact(whole, *chosen)  # type: ignore[arg-type]
    return caught.value.text.zh


def test_the_file_level_is_the_dossier_itself(whole: Dossier) -> None:
    assert redact(whole, "file") is whole
    (case,) = redact(whole, "file", secrets.OTHER_CASE).cases
    assert case.case_id == secrets.OTHER_CASE
    assert case.subjects[0].determination.subject == secrets.OTHER


def test_what_cannot_be_made_is_refused(whole: Dossier) -> None:
    assert refused(whole, "secret") == "没有“secret”这一级；应为 file、respondent 或 public"
    assert refused(whole, "respondent") == "给当事人的一份要写明案件编号和责任主体"
    assert refused(whole, "respondent", secrets.CASE) == refused(whole, "respondent")
    unknown = "没有这个案件编号和责任主体，或者这一行未能读取"
    assert refused(whole, "public", "无此案") == unknown
    assert refused(whole, "respondent", secrets.CASE, secrets.OTHER) == unknown
    assert refused(whole, "respondent", secrets.BAD_CASE, "百里䶮") == unknown


def test_a_message_names_nobody(whole: Dossier) -> None:
    assert secrets.OTHER not in refused(whole, "respondent", secrets.CASE, secrets.OTHER)


def test_names_within_names_and_spaced_names_are_told_apart() -> None:
    """乙县县委 is the own name and begins another's; 王 小 明 is 王小明."""
    base = {"案件编号": "1", "事发日期": "2024-03-05", "单位类型": "党委", "单位层级": "县级"}
    base |= {"过错情形": "6", "情节": "一般", "角色": "单位", "主体类别": "班子"}
    story = "乙县县委开会，乙县县委班子缺席，王 小 明和乙县县委书记在场。"
    rows = [{**base, "责任主体": name, "基本情况": story} for name in ("乙县县委", "乙县县委班子")]
    rows.append({**rows[0], "责任主体": "王小明", "主体类别": "个人", "角色": "主要领导"})
    run = dossier(evaluate(pd.DataFrame(rows)))
    (case,) = redact(run, "respondent", "1", "乙县县委").cases
    assert case.value("基本情况") == (
        "乙县县委开会，（其他人员）缺席，（其他人员）和乙县县委书记在场。"
    )


def test_the_result_workbook_of_a_view_opens(whole: Dossier, tmp_path: Path) -> None:
    write_workbook(results_of(redact(whole, "public")), tmp_path / "public.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "public.xlsx")["认定结果"]
    rows = [row[:6] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows[0] == ("案件1", None, "责任主体1", "个人", "主要领导", "建议处理")
    assert rows[-1][0] == "未读取1"


def test_cases_are_read_when_they_are_asked_for() -> None:
    class Counting(list):  # type: ignore[type-arg]
        asked = 0

        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            Counting.asked += 1
            return super().__getitem__(index)

    run = dossier(evaluate(Path(__file__).parents[2] / "examples" / "cases.xlsx"))
    cases = Counting(run.cases)
    public = redact(replace(run, cases=cases), "public")
    assert Counting.asked == 0
    assert public.cases[1].case_id == "案件2"
    assert Counting.asked == 1
