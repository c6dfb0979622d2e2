"""What a run in Parquet says is what the determinations say, and its explanations are theirs."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest

from exporters import explanation_tree
from exporters.parquet.part import Part, Shape
from exporters.parquet.stored import stored_case
from exporters.parquet.writing import parquet_run
from facts import CaseTable, table_from_rows
from importers.columnar.reading import open_large
from rules import load_book
from sanctions import Decider, Determination, decide
from sanctions import alike as alike_module
from sanctions.alike import Alike
from tests.columnar.comparing import csv_file
from tests.columnar.messy import HEADER, register
from tests.columnar.runs import in_chunks, tables
from tests.random_cases import as_row as row_of
from tests.random_cases import entangled_facts, random_facts
from wenze.evaluation import Evaluation, evaluate
from wenze.stored_run import StoredRun

EXAMPLES = "examples/cases.xlsx"


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")


@pytest.fixture(scope="module")
def decider() -> Decider:
    return Decider(load_book("zhangye-2009"))


@pytest.fixture(scope="module")
def examples() -> Evaluation:
    return evaluate(EXAMPLES)


@pytest.fixture(scope="module")
def run(examples: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    examples.write(folder, ["parquet"])
    return folder


def table_of(decider: Decider, cases: Sequence[dict[str, Any]]) -> CaseTable:
    """Cases with one subject each, in the words of the book."""
    rows = [row_of(case, str(i)) for i, case in enumerate(cases)]
    return table_from_rows(decider.book.vocabulary, rows)


def as_row(d: Determination) -> dict[str, Any]:
    """A determination as its row should be."""
    true = [f.id for f in d.faults if f.value == "true"]
    kinds = dict.fromkeys(a.kind for a in d.adjustments)
    return {
        "case_id": d.case_id,
        "subject": d.subject,
        "subject_kind": d.subject_kind,
        "role": d.role,
        "status": d.status,
        "responsibility": d.responsibility,
        "gravity": d.gravity,
        "faults": true,
        "open_faults": [f.id for f in d.faults if f.value != "true"],
        "measures": [m.id for m in d.measures],
        "statutory_options": list(d.statutory_options),
        "lightest": list(d.interval.lightest),
        "heaviest": list(d.interval.heaviest),
        "adjustments": list(kinds),
        "applied": list(dict.fromkeys(a.kind for a in d.adjustments if a.applied)),
        "referrals": [r.id for r in d.referrals],
        "open_questions": sorted({q.fact for q in d.open_questions}),
    }


def compared(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the file, as far as a determination tells it."""
    asked = sorted(row["open_questions"] or ())
    return {k: row[k] for k in as_row(_NOTHING)} | {"open_questions": asked}


_NOTHING = Determination(None, None, None, None, None, "")  # type: ignore[arg-type]


def test_decisions_are_the_determinations_of_the_examples(examples: Evaluation, run: Path) -> None:
    rows = tables(run)["decisions"]
    assert len(rows) == len(examples)
    for row, determination, origin in zip(rows, examples, examples.origins, strict=True):
        assert (row["file"], row["sheet"], row["row"]) == (origin.file, origin.sheet, origin.row)
        if determination.status == "rejected":
            assert (row["status"], row["measures"]) == ("rejected", None)
            assert row["problems"]
        else:
            assert compared(row) == as_row(determination)


@pytest.mark.parametrize("book", ["party-accountability-2019", "party-discipline-2023"])
def test_a_fault_that_stands_and_is_not_pursued_is_told_as_the_determination_tells_it(
    book: str, tmp_path: Path
) -> None:
    evaluation = evaluate(f"examples/books/{book}.xlsx", book=book)
    evaluation.write(tmp_path, ["parquet"])
    waived = 0
    for row, determination in zip(tables(tmp_path)["decisions"], evaluation, strict=True):
        if determination.status != "rejected":
            assert compared(row) == as_row(determination)
        waived += determination.status == "no_accountability" and row["faults"] != []
    assert waived


def test_every_example_is_explained_as_the_register_is(
    examples: Evaluation, run: Path, decider: Decider
) -> None:
    told = 0
    for case_id in {d.case_id for d in examples if d.status != "rejected" and d.case_id}:
        stored = StoredRun(run, case_id, examples.book, decider)
        wanted = examples.find(case_id)
        assert len(stored.find(case_id)) == len(wanted)
        for index, position in zip(wanted, stored.find(case_id), strict=True):
            here, there = stored.explain(position), examples.explain(index)
            assert here == there
            assert explanation_tree(here, examples.book) == explanation_tree(there, examples.book)
            assert orjson.dumps(here.determination) == orjson.dumps(there.determination)
            told += 1
    assert told > 60


def test_rejected_examples_are_told_with_their_problems(examples: Evaluation, run: Path) -> None:
    for row in examples.imported.rejected:
        if row.case_id:
            (stored,) = [
                refusal
                for refusal in StoredRun(run, row.case_id, examples.book).rejected
                if refusal.subject == row.subject
            ]
            assert stored.problems == row.problems


def test_random_cases_are_written_and_explained_the_same(decider: Decider, tmp_path: Path) -> None:
    dice = random.Random(42)
    cases = [random_facts(dice, dice.choice([0.0, 0.2, 0.5])) for _ in range(150)]
    cases += [entangled_facts(dice) for _ in range(50)]
    table = table_of(decider, cases)
    decisions = decide(decider, table)
    with parquet_run(tmp_path, Shape.of(decider.book, table)) as files:
        files.add(Part(decisions, np.arange(len(table))))
    rows = tables(tmp_path)["decisions"]
    assert [compared(row) for row in rows] == [as_row(d) for d in decisions]
    (tmp_path / "run.json").write_text("{}")
    for i in dice.sample(range(len(table)), 20):
        stored = StoredRun(tmp_path, str(i), decider.book, decider)
        assert stored.explain(0) == decisions.explain(i)


def test_the_reasons_come_from_the_file(decider: Decider, tmp_path: Path) -> None:
    """Nothing is inferred when a case is read back: each of its keys is in explanations.parquet."""
    dice = random.Random(7)
    table = table_of(decider, [random_facts(dice, 0.3) for _ in range(20)])
    with parquet_run(tmp_path, Shape.of(decider.book, table)) as files:
        files.add(Part(decide(decider, table), np.arange(20)))
    stored = stored_case(tmp_path, decider.book, "11")
    assert stored is not None
    for cluster in decider.book.clusters:
        assert stored.inference.result(cluster.id, 0).values
    assert stored.inference.sessions == 0


def test_like_situations_are_decided_once_and_the_same(
    decider: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(3)
    some = [random_facts(dice, 0.3) for _ in range(60)]
    table = table_of(decider, [some[dice.randrange(60)] for _ in range(400)])
    more = table_of(decider, [random_facts(dice, 0.3) for _ in range(50)] + some)
    wanted = [decide(decider, found) for found in (table, more, table)]
    for mixing in (
        alike_module._mixed,
        lambda columns: np.zeros(len(next(iter(columns))), np.uint64),
    ):
        monkeypatch.setattr(alike_module, "_mixed", mixing)  # the second: all numbers are equal
        deciding = Alike(decider)
        for found, plain in zip((table, more, table), wanted, strict=True):
            alike = deciding.decide(found)
            assert list(alike.status) == list(plain.status)
            assert [alike.outcome(i) for i in range(len(alike))] == [
                plain.outcome(i) for i in range(len(plain))
            ]
            assert (alike.masks == plain.masks).all()


def test_in_chunks_and_in_one_piece_the_files_say_the_same(
    decider: Decider, tmp_path: Path
) -> None:
    path = csv_file(tmp_path / "登记.csv", [HEADER, *register(5, 90, 0.03)])
    evaluate(path).write(tmp_path / "whole", ["parquet"])
    in_chunks(path, decider.book, tmp_path / "chunks", 20)
    whole, chunks = tables(tmp_path / "whole"), tables(tmp_path / "chunks")
    numbers = [
        {n: str(row) for n, row in enumerate(found["problems"])} for found in (whole, chunks)
    ]
    for found, told in zip((whole, chunks), numbers, strict=True):
        for row in found["decisions"]:
            row["problems"] = sorted(told[n] for n in row["problems"] or ())
            row["open_questions"] = sorted(row["open_questions"] or ())
    assert whole["decisions"] == chunks["decisions"]
    assert whole["explanations"] == chunks["explanations"]
    assert sorted(map(str, whole["problems"])) == sorted(map(str, chunks["problems"]))
    assert [_without_gaps(r) for r in whole["facts"]] == [_without_gaps(r) for r in chunks["facts"]]
    assert {row["status"] for row in chunks["decisions"]} >= {"rejected", "needs_facts"}


def test_cases_that_span_the_file_come_out_in_its_order(decider: Decider, tmp_path: Path) -> None:
    rows = [row for row in register(12, 160, 0.02) if len(row) == len(HEADER)]
    rows.sort(key=lambda row: row[HEADER.index("角色")])
    path = csv_file(tmp_path / "登记.csv", [HEADER, *rows])
    assert open_large(path, decider.book.vocabulary, chunk=10).scattered is not None
    in_chunks(path, decider.book, tmp_path / "gathered", 10)
    in_chunks(path, decider.book, tmp_path / "whole", 1000)
    here, there = tables(tmp_path / "gathered"), tables(tmp_path / "whole")
    for found in (here, there):
        told = [str(row) for row in found["problems"]]
        for row in found["decisions"]:
            row["problems"] = sorted(told[n] for n in row["problems"] or ())
            row["open_questions"] = sorted(row["open_questions"] or ())
        found["problems"].sort(key=str)
    assert here == there
    assert {p.name for p in (tmp_path / "gathered").iterdir()} == {
        p.name for p in (tmp_path / "whole").iterdir()
    }


def _without_gaps(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def test_the_same_run_gives_the_same_bytes(decider: Decider, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "登记.csv", [HEADER, *register(6, 80, 0.05)])
    for name in ("one", "two"):
        in_chunks(path, decider.book, tmp_path / name, 20)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_a_broken_run_leaves_nothing_behind(
    decider: Decider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(tmp_path / "登记.csv", [HEADER, *register(6, 80, 0.0)])
    from exporters.parquet import writing

    def fail(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(writing, "explanation_rows", fail)
    with pytest.raises(OSError, match="no space"):
        in_chunks(path, decider.book, tmp_path / "run", 20)
    assert list((tmp_path / "run").iterdir()) == []


def test_a_case_decided_in_a_chunk_is_explained_as_the_slow_path_explains_it(
    decider: Decider, tmp_path: Path
) -> None:
    rows = [(f"{n:02}", *row[1:]) for n, row in enumerate(register(5, 16, 0.02))]
    path = csv_file(tmp_path / "登记.csv", [HEADER, *rows])
    in_chunks(path, decider.book, tmp_path / "run", 5)
    slowly = evaluate(path, book=decider.book)
    told = 0
    for case_id in sorted({d.case_id for d in slowly if d.status != "rejected" and d.case_id}):
        stored = StoredRun(tmp_path / "run", case_id, decider.book, decider)
        wanted = slowly.find(case_id)
        for index, position in zip(wanted, stored.find(case_id), strict=True):
            here, there = stored.explain(position), slowly.explain(index)
            assert here == there
            assert explanation_tree(here, slowly.book) == explanation_tree(there, slowly.book)
            told += 1
    assert told >= 5
