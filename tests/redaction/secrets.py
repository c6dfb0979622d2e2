"""A run full of things that nobody outside may read, and a list of them."""

from pathlib import Path

import openpyxl

from exporters.dossier import Dossier
from wenze.dossier import dossier
from wenze.evaluation import evaluate

UNIT = "青石县县委"
CHIEF, DEPUTY, TEAM, OTHER = "欧阳镕", "司马喆", "青石县县委班子", "诸葛堃"
NARRATIVE = "欧阳镕接到电话后没有上报，司 马 喆在场，诸葛堃次日才知道；详见卷宗QS-0417。"
CASE_SHEET, SUBJECT_SHEET = "镜湖案表", "司马喆等人表"
FILE_NAME = "欧阳镕、司马喆案登记.xlsx"
CASE, OTHER_CASE, BAD_CASE = "QS-2024-0417", "QS-2024-0418", "QS-2024-0999"
AMOUNT, MOMENT, DAY = "73456", "2024-03-05 09:17", "2024-03-05"
LATER = "2024-03-05 14:48"
PHONE, IDENTITY = "13900001234", "620102196905173217"
OTHER_IDENTITY = "62010219710203411X"
POST, OTHER_POST = "青石县原任书记某职", "青石县原任副书记某职"
GIVEN = "诫勉谈话、送达回证由司马喆签收"
PROVISION = "青石县印发的督办细则第七条"

_CASE_HEADS = (
    *("案件编号", "单位", "单位类型", "单位层级", "事发日期", "过错情形", "责任方", "情节"),
    *("不良影响", "重大损失", "直接经济损失", "主动发现", "及时纠正", "情况类别", "知悉时间"),
    *("报告时间", "违反规定依据", "基本情况", "经手栏"),
)
_SUBJECT_HEADS = (
    *("案件编号", "责任主体", "主体类别", "角色", "年度考核等次"),
    *("身份证号", "联系电话", "原任职务", "实际处理"),
)


def workbook(folder: Path) -> Path:
    """The register as a clerk would keep it."""
    book = openpyxl.Workbook()
    cases = book.worksheets[0]
    cases.title = CASE_SHEET
    cases.append(_CASE_HEADS)
    late = ["突发事件", MOMENT, LATER, PROVISION, NARRATIVE, "端木琪"]
    known = ["党委", "县级", DAY, "4、11", "主要领导", "一般", "否", "否", AMOUNT, "否", "否"]
    cases.append([CASE, UNIT, *known, *late])
    cases.append([OTHER_CASE, "赤水县县委", *known, *late[:4], "诸葛堃一案。", ""])
    bad = [known[0], known[1], "二〇二四年春天", *known[3:]]
    cases.append([BAD_CASE, "玄武县县委", *bad, *late[:4], "", ""])
    people = book.create_sheet(SUBJECT_SHEET)
    people.append(_SUBJECT_HEADS)
    own = ["个人", "主要领导", "称职", IDENTITY, PHONE, POST, GIVEN]
    people.append([CASE, CHIEF, *own])
    second = ["个人", "分管领导", "称职", OTHER_IDENTITY, "", OTHER_POST, "通报批评"]
    people.append([CASE, DEPUTY, *second])
    people.append([CASE, TEAM, "班子", "单位", "", "", "", "", ""])
    third = ["个人", "主要领导", "优秀", "", "", "", "作出组织处理"]
    people.append([OTHER_CASE, OTHER, *third])
    people.append([BAD_CASE, "百里䶮", "个人", "主要领导", "优秀", "", "", "", ""])
    path = folder / FILE_NAME
    book.save(path)
    return path


def run(folder: Path) -> Dossier:
    """The dossier of the register."""
    return dossier(evaluate(workbook(folder)))


#: What must not stand in the public view, nor any part that tells something.
PUBLIC_SECRETS = (
    *(UNIT, "赤水县县委", "玄武县", "青石"),
    *(CHIEF, DEPUTY, TEAM, OTHER, "百里䶮", "欧阳", "端木琪", "经手栏"),
    *(NARRATIVE, "没有上报", "卷宗", "一案。", PROVISION, "督办细则"),
    *(FILE_NAME, "案登记", CASE, OTHER_CASE, BAD_CASE, "QS-2024"),
    *(AMOUNT, "73,456", MOMENT, DAY, LATER, "09:17", "14:48", "5小时31分"),
    *(PHONE, IDENTITY, "身份证", "联系电话", POST, "原任", "二〇二四年春天", "签收"),
    *(CASE_SHEET, SUBJECT_SHEET),
)
#: What the chief may not read: what is about the others.
OTHERS_SECRETS = (
    *(DEPUTY, "司 马 喆", TEAM, OTHER, "百里䶮"),
    *(OTHER_IDENTITY, OTHER_POST, "赤水县", "玄武县", OTHER_CASE, BAD_CASE),
    *("二〇二四年春天", "端木琪"),
)
OWN = (CHIEF, CASE)
