"""Workbooks for the tests: a book of known content, and edits as a drafter would make them."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from drafting.workbook import (
    Draft,
    WorkbookError,
    read_draft,
    read_workbook,
    workbook_bytes,
    yaml_files,
)
from facts import core_vocabulary
from tests.drafting_cases.books import CORE

VOCABULARY = core_vocabulary()


@cache
def shipped() -> Draft:
    """The book that ships, as a draft."""
    return read_draft(CORE)[1]


@cache
def exported() -> bytes:
    """Its workbook."""
    return workbook_bytes(shipped(), VOCABULARY)


@cache
def few() -> Draft:
    """The same book with its first examples only: quicker to edit."""
    cases = replace(shipped().cases, examples=shipped().cases.examples[:5])
    return replace(shipped(), cases=cases)


@cache
def exported_few() -> bytes:
    """Its workbook."""
    return workbook_bytes(few(), VOCABULARY)


def edited(edit: Callable[[Workbook], object]) -> bytes:
    """The workbook with few examples after an edit."""
    book = openpyxl.load_workbook(io.BytesIO(exported_few()))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cells: Mapping[str, str | float | None]) -> bytes:
    """The workbook with some cells ("规则!E7") changed."""

    def edit(book: Workbook) -> None:
        for place, value in cells.items():
            sheet, cell = place.split("!")
            book[sheet][cell] = value

    return edited(edit)


def read(data: bytes) -> Draft:
    """What a workbook holds."""
    return read_workbook(data, "书.xlsx", VOCABULARY).draft


def problems(data: bytes) -> list[str]:
    """The problems of a workbook, as they are shown."""
    try:
        read_workbook(data, "书.xlsx", VOCABULARY)
    except WorkbookError as error:
        return [problem.line() for problem in error.problems]
    return []


def write(draft: Draft, folder: Path) -> Path:
    """The folder with the files of a draft."""
    folder.mkdir()
    for name, text in yaml_files(draft).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
