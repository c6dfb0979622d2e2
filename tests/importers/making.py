"""Small real workbooks for the tests, and short ways to ask what came of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from facts import Problem, core_vocabulary
from importers import Import, read_cases

VOCABULARY = core_vocabulary()

CASE_HEADER = ["案件编号", "事发日期", "情节"]
CASE = ["001", "2024-03-01", "一般"]
SUBJECT_HEADER = ["案件编号", "责任主体", "主体类别", "角色"]
SUBJECT = ["001", "县委书记", "个人", "主要领导"]

Rows = Sequence[Any]


def workbook(path: Path, sheets: Mapping[str, Any]) -> Path:
    """Write sheets of rows; None is an empty cell."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def two_sheets(path: Path, cases: Rows, subjects: Rows = (SUBJECT_HEADER, SUBJECT)) -> Path:
    """A workbook of cases and subjects."""
    return workbook(path, {"案件": cases, "责任人": subjects})


def with_fact(path: Path, header: str, *values: Any) -> Import:
    """One case for each value of one more column, each case with its subject."""
    cases: list[list[Any]] = [["案件编号", "事发日期", header]]
    subjects: list[list[Any]] = [SUBJECT_HEADER]
    for number, value in enumerate(values, 1):
        cases.append([f"{number:03}", "2024-03-01", value])
        subjects.append([f"{number:03}", "县委书记", "个人", "主要领导"])
    return read(two_sheets(path, cases, subjects))


def read(*paths: Path) -> Import:
    """Read with the core vocabulary."""
    return read_cases(paths, VOCABULARY)


def shown(result: Import, label: str) -> list[str]:
    """A fact of every good subject, in words."""
    fact = VOCABULARY.by_label(label)
    return [result.table.show(fact, subject) for subject in range(len(result.table))]


def cells(result: Import, label: str) -> list[str]:
    """The source cell of a fact of every good subject."""
    fact = VOCABULARY.by_label(label)
    return [result.table.cell(fact, subject) for subject in range(len(result.table))]


def told(result: Import, *severities: str) -> list[tuple[str, str]]:
    """Code and place of the problems, without the notices about absent columns."""
    return [
        (p.code, f"{p.sheet}!{p.cell}")
        for p in result.problems
        if p.code != "column-missing" and p.severity in (severities or ("error",))
    ]


def first(result: Import, code: str) -> Problem:
    """The first problem with this code."""
    return next(p for p in result.problems if p.code == code)
