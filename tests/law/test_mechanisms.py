"""Each mechanism on the page: its case comes out as told, and not without the part that says it."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.examples import read_examples, run_examples
from examples.books.build import build
from examples.counting.build import BOOK, TARGET
from facts import table_from_rows
from rules import book_ids, load_book
from rules.loader import BOOKS, compile_source
from rules.source import read_source
from sanctions import Decider, Determination, decide
from tests.law.mechanisms import Mechanism, concluded, lacking, mechanisms, told, whole
from wenze.evaluation import evaluate

ALL = list(mechanisms())


def test_every_mechanism_and_every_book_is_on_the_page() -> None:
    assert len(ALL) >= 75
    assert {m.book for m in ALL} - set(book_ids()) == {"examples/counting/measures"}
    assert set(book_ids()) <= {m.book for m in ALL}


@pytest.mark.parametrize("mechanism", ALL, ids=lambda m: f"{m.what}-{m.case}")
def test_the_part_makes_the_case_come_out(mechanism: Mechanism) -> None:
    found = concluded(whole(mechanism.folder), mechanism.case)
    assert set(mechanism.told) <= found, sorted(found)
    without = concluded(lacking(mechanism.folder, mechanism.part), mechanism.case)
    assert not set(mechanism.told) <= without, sorted(without)


@pytest.mark.parametrize("book_id", sorted({m.book for m in ALL}))
def test_the_shipped_workbook_has_the_cases(book_id: str) -> None:
    wanted = [m for m in ALL if m.book == book_id]
    book = whole(wanted[0].folder)
    found: dict[str | None, Determination] = {}
    for determination in evaluate(wanted[0].workbook, book=book):
        found.setdefault(determination.case_id, determination)
    for mechanism in wanted:
        assert set(mechanism.told) <= told(book, found[mechanism.case]), mechanism.case


def test_the_invented_measures_have_their_examples_and_workbook(tmp_path: Path) -> None:
    book = load_book(BOOK)
    differing = [o for o in run_examples(book, read_examples(book)) if o.differences]
    assert differing == []
    build(book, tmp_path / "cases.xlsx")
    assert (tmp_path / "cases.xlsx").read_bytes() == TARGET.read_bytes()


@pytest.mark.parametrize("written", ['"出国（境）"', "“出国（境）”"])
def test_a_choice_with_brackets_is_written_in_quotation_marks(written: str) -> None:
    source = read_source(BOOKS / "zhangye-2009-supervision")
    data = copy.deepcopy(dict(source.data))
    (absence,) = [f for f in data["facts.yaml"]["facts"] if f["label"] == "外出类别"]
    (abroad,) = [c for c in absence["choices"] if c["id"] == "abroad"]
    abroad |= {"label": "出国（境）", "synonyms": ["出国"]}
    for rule in data["rules.yaml"]:
        rule["when"] = rule["when"].replace("出国出境", written)
    book = compile_source(replace(source, data=data))
    row = {"案件编号": "1", "责任主体": "甲", "主体类别": "个人", "角色": "班子成员"}
    unit = {"单位类型": "党委", "单位层级": "县级", "事发日期": "2010-01-01"}
    table = table_from_rows(book.vocabulary, [row | unit | {"外出类别": "出国（境）"}])
    steps = [step.id for step in decide(Decider(book), table)[0].procedure]
    assert steps == ["abroad"]
