"""The programs that wenze is timed against answer as it does, and a wrong answer is noticed."""

from pathlib import Path

import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]
import pytest

import wenze
from benchmarks.cases import TABLES, write_csv, write_parquet
from benchmarks.checking import against_answers, against_determinations
from benchmarks.measuring import Measurement
from benchmarks.peers import numpy_program
from benchmarks.peers.answers import OUTCOMES, SETTLED
from benchmarks.peers.register import read_register
from benchmarks.peers.stopwatch import Stopwatch
from benchmarks.record import Record
from benchmarks.targets import targets

ROWS = 60


@pytest.mark.parametrize("kind", TABLES)
def test_numpy_program_concludes_as_wenze_does(kind: str, tmp_path: Path) -> None:
    source, answers = tmp_path / "cases.csv", tmp_path / "answers.parquet"
    write_csv(kind, ROWS, source)
    watch = Stopwatch()
    numpy_program.run(source, answers, watch)
    assert set(watch.seconds) == {"read", "decide", "write"}
    assert against_determinations(answers, [*wenze.evaluate(source)]) == (ROWS, 0)


def test_one_wrong_answer_is_noticed(tmp_path: Path) -> None:
    source, right, wrong = (tmp_path / name for name in ("c.csv", "right.parquet", "wrong.parquet"))
    write_csv("worst", ROWS, source)
    numpy_program.run(source, right, Stopwatch())
    table = pa_parquet.read_table(right)
    place = table.column_names.index("fault-4")
    changed = pc.if_else(pc.equal(table["subject"], "主体7"), 1, table["fault-4"])
    pa_parquet.write_table(table.set_column(place, "fault-4", changed), wrong)
    before = table["fault-4"][7].as_py()
    assert before != 1
    assert against_answers(wrong, right) == (ROWS, 1)
    assert against_answers(right, right) == (ROWS, 0)


def test_the_same_rows_come_from_csv_and_parquet(tmp_path: Path) -> None:
    for kind in TABLES:
        write_csv(kind, 99, tmp_path / "a.csv")
        write_parquet(kind, 99, tmp_path / "a.parquet")
        pair = [read_register(tmp_path / f"a.{suffix}") for suffix in ("csv", "parquet")]
        assert pair[0].records() == pair[1].records()
        assert pair[0].subject.to_pylist() == pair[1].subject.to_pylist()


def test_what_is_unknown_settles_nothing_unless_it_changes_nothing() -> None:
    assert SETTLED["collective", 1, 1] == ("recommended", "collective_admonition_talk")
    assert SETTLED["undecided", 0, 0] == ("recommended", "admonition_talk")
    assert SETTLED["undecided", 0, 2] == ("exempt", "")
    assert ("primary", -1, 0) not in SETTLED
    assert ("undecided", 1, 0) not in SETTLED
    assert {*SETTLED.values()} < {*OUTCOMES}


def test_targets_are_told_apart_by_what_was_measured(tmp_path: Path) -> None:
    record = Record(tmp_path / "results.json")
    for system, seconds in (("wenze", 30.0), ("pandas", 20.0), ("NumPy", 5.0)):
        record.add(Measurement(system, "worst", 1_000_000, "csv", seconds=seconds, peak=900.0))
    record.add(Measurement("durable-rules", "worst", 1_000, "csv", seconds=2.0))
    read = Record.read(record.path)
    found = {t.about.en: (t.found and round(t.found, 2), t.reached) for t in targets(read)}
    assert found["10^6 csv to Parquet with reasons, against pandas (worst)"] == (1.5, True)
    assert found["10^6 csv to Parquet with reasons, against pandas (realistic)"] == (None, False)
    worse = "(the worse table)"
    faster = f"csv to Parquet, times faster per subject than durable-rules {worse}"
    assert found[faster] == (66.67, False)
    assert found[faster.replace("csv", "parquet")] == (None, False)
    assert found[f"csv to Parquet, times as long as the NumPy program {worse}"] == (6.0, False)
    assert found["speed on the worst case (best size)"][1] is False
    assert found["peak memory at 10^6"] == (900.0, True)


def test_the_pace_of_the_machine_is_kept_with_each_figure(tmp_path: Path) -> None:
    record = Record(tmp_path / "results.json", pace=0.4)
    record.add(Measurement("wenze", "worst", 1_000, "csv", seconds=2.0, pace=2.6))
    read = Record.read(record.path)
    found = read.get("wenze", "worst", 1_000)
    assert (read.pace, found and found.pace) == (0.4, 2.6)
