"""Testing a book with a statutory table: what its examples expect, cover, and would miss."""

from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from drafting.accept import recorded
from drafting.coverage import cover
from drafting.examples import Expectation, differences, read_example_file, run_examples
from drafting.impact import assess
from drafting.mutation import Tried, mutants, score_mutants
from drafting.trial_values import trial_values
from facts import table_from_rows
from rules import load_book
from rules.errors import BookError
from rules.source import read_source
from tests.drafting_cases import copies
from tests.drafting_cases.books import STATUTE
from wenze.commands.book.test import command

REPORT = "  - {id: report, name: 不按规定报告, label: 不按规定请示报告, cite: 第二条}\n"
NEGLECT = "  - {id: neglect, name: 不履行职责, label: 不履行或者不正确履行职责, cite: 第三条}\n"
BOOK = load_book(STATUTE)
FILE = read_example_file(BOOK)
copy_of = partial(copies.copy_of, book=STATUTE)


# ── expectations ──────────────────────────────────────────────────────────────


def test_the_examples_come_out_as_they_expect() -> None:
    assert [(o.example.id, o.differences) for o in run_examples(BOOK, FILE.examples)] == [
        ("report.range", ()),
        ("study.eleven", ()),
    ]


@pytest.mark.parametrize(
    ("field", "wrong", "told"),
    [
        ("options", ("warning",), "options: 应为 ('warning',)，得到 ('warning', 'demerit')"),
        ("applied", "aggravate", "applied: 应为 aggravate，得到 none"),
        ("offered", ("lighten",), "offered: 应为 ('lighten',)，得到 ()"),
        ("months", {"warning": 7}, "months warning: 应为 7，得到 6"),
        ("most", {"warning": 12}, "most warning: 应为 12，得到 None"),
        (
            "until",
            {"warning": "2021-12-02"},
            "until warning: 应为 2021-12-02，得到 2021-12-01",
        ),
        ("steps", ("review", "approval"), "steps: 应为 ('review', 'approval')，得到 ('review',)"),
        ("due", {"review": "2021-07-02"}, "due review: 应为 2021-07-02，得到 2021-07-01"),
    ],
)
def test_each_thing_that_a_statute_adds_is_compared(field: str, wrong: object, told: str) -> None:
    first = run_examples(BOOK, FILE.examples[:1])[0]
    right = first.example.expect.model_dump()
    expect = Expectation.model_validate({**right, field: wrong})
    assert [str(d) for d in differences(expect, first.determination)] == [told]


def test_a_failing_example_says_what_was_expected_in_chinese(tmp_path: Path) -> None:
    folder = copy_of(
        tmp_path,
        ("cases.yaml", "until: {warning: 2021-12-01}", "until: {warning: 2022-12-01}"),
        ("cases.yaml", "steps: [review]", "steps: [approval]"),
    )
    result = CliRunner().invoke(command, [str(folder)])
    assert result.exit_code == 1
    assert "    影响期到警告：应为 2022-12-01，得到 2021-12-01" in result.output.splitlines()
    assert "    程序：应为 报批，得到 复审" in result.output.splitlines()


def test_what_came_out_is_recorded_field_by_field(tmp_path: Path) -> None:
    folder = copy_of(
        tmp_path, ("cases.yaml", "until: {warning: 2021-12-01}", "until: {warning: 2022-12-01}")
    )
    book = load_book(folder)
    file = read_example_file(book)
    text, changes = recorded(file, run_examples(book, file.examples))
    assert [(c.field, c.new) for c in changes] == [("until", {"warning": "2021-12-01"})]
    (folder / "cases.yaml").write_text(text, encoding="utf-8")
    again = read_example_file(book)
    assert not [o for o in run_examples(book, again.examples) if o.differences]


# ── values of facts that are worked out ───────────────────────────────────────


@pytest.mark.parametrize(
    ("label", "threshold", "expected"),
    [
        ("不称职票占比", 1 / 3, [99 / 300, 100 / 300, 101 / 300]),
        ("学习天数", 12.0, [0.0, 11.0, 12.0, 13.0]),
        ("原处分剩余月数", 6.0, [0.0, 5.0, 6.0, 7.0]),
    ],
)
def test_a_fact_is_brought_to_each_side_of_a_threshold(
    label: str, threshold: float, expected: list[float]
) -> None:
    """The engine works out, from what is written, the numbers that were meant."""
    fact = BOOK.vocabulary.by_label(label)
    options = trial_values(BOOK).around(fact, [threshold])
    table = table_from_rows(BOOK.vocabulary, options)
    column = table.column(fact)
    assert (column.low == column.high).all()
    assert sorted(set(column.low.tolist()))[: len(expected)] == pytest.approx(expected)


def test_a_number_from_records_may_be_left_open() -> None:
    fact = BOOK.vocabulary.by_label("学习天数")
    options = trial_values(BOOK).blank(fact)
    column = table_from_rows(BOOK.vocabulary, options).column(fact)
    assert not any(
        s == 0 and low == high
        for s, low, high in zip(
            column.state.tolist(), column.low.tolist(), column.high.tolist(), strict=True
        )
    )


# ── coverage ──────────────────────────────────────────────────────────────────


def test_duties_substitutions_and_steps_are_covered_or_suggested() -> None:
    found = cover(BOOK, FILE)
    by_rule = {rule.rule: rule for rule in found.rules}
    assert (by_rule["study.days"].holds, by_rule["study.days"].fails) == (1, 1)
    assert (by_rule["swap"].holds, by_rule["swap"].fails) == (0, 2)
    votes = [x for x in found.literals if x.rule == "neglect.votes"]
    assert all(x.suggested for x in votes)
    assert "不称职票: 101" in votes[0].suggested[0]
    days = [x for x in found.literals if x.rule == "study.days"]
    assert [(x.true, x.false) for x in days] == [("study.eleven", "report.range")]


def test_a_suggested_example_is_one_that_passes(tmp_path: Path) -> None:
    found = cover(BOOK, FILE)
    texts = [t for x in found.literals if x.rule in ("swap", "lenient", "ask") for t in x.suggested]
    folder = copy_of(tmp_path)
    copies.pasted(folder, "\n".join(dict.fromkeys(texts)))
    book = load_book(folder)
    outcomes = run_examples(book, read_example_file(book).examples)
    assert len(outcomes) > len(FILE.examples)
    assert not [o for o in outcomes if o.differences]


# ── mutation ──────────────────────────────────────────────────────────────────


def tried(*ids: str) -> dict[str, Tried]:
    source = read_source(STATUTE)
    known = {m.id for m in mutants(BOOK, source)}
    assert set(ids) <= known, set(ids) - known
    score = score_mutants(BOOK, source, FILE, wanted=lambda m: m.id in ids)
    return {t.mutant.id: t for t in score.tried}


def test_wrong_tables_periods_and_sums_are_noticed() -> None:
    found = tried(
        "report.light/row-1",
        "report.light/range-2",
        "warning/period-1",
        "review/period-1",
        "学习天数/where-1",
        "study.row/measure-1",
    )
    assert {name: t.verdict for name, t in found.items()} == {
        "report.light/row-1": "killed",
        "report.light/range-2": "killed",
        "warning/period-1": "killed",
        "review/period-1": "killed",
        "学习天数/where-1": "killed",
        "study.row/measure-1": "killed",
    }


@pytest.mark.parametrize(
    "name",
    [
        "neglect.heavy/row-1",
        "merge/merge-1",
        "swap/rule-1",
        "effects/period-2",
        "学习天数/window-1",
        "不称职票占比/formula-1",
    ],
)
def test_a_survivor_comes_with_a_test_that_would_notice(name: str, tmp_path: Path) -> None:
    (found,) = tried(name).values()
    assert found.verdict == "survived"
    assert found.missing is not None
    folder = copy_of(tmp_path)
    copies.pasted(folder, found.missing.text)
    book = load_book(folder)
    file = read_example_file(book)
    assert not [o for o in run_examples(book, file.examples) if o.differences]
    score = score_mutants(book, read_source(folder), file, wanted=lambda m: m.id == name)
    assert [t.verdict for t in score.tried] == ["killed"]


# ── impact ────────────────────────────────────────────────────────────────────


def test_a_changed_row_and_a_changed_duty_are_told_apart(tmp_path: Path) -> None:
    new = load_book(
        copy_of(
            tmp_path,
            ("tariff.yaml", "range: [warning, demerit]", "range: [demerit, demotion]"),
            ("rules.yaml", "学习天数 < 12天", "学习天数 < 10天"),
        )
    )
    rows = [{**example.facts, "案件编号": example.id} for example in FILE.examples]
    impact = assess(BOOK, new, table_from_rows(BOOK.vocabulary, rows))
    assert [str(a.key) for a in impact.amendments] == ["rule:study.days", "row:report.light"]
    causes = [impact.causes[i] for i in impact.cause_of]
    assert [(c.manner, [str(k) for k in c.keys]) for c in causes] == [
        ("sole", ["row:report.light"]),
        ("sole", ["rule:study.days"]),
    ]
    sides = (impact.before, impact.after)
    told = [(impact.results[b], impact.results[a]) for b, a in zip(*sides, strict=True)]
    assert [(b.status, b.measures, a.status, a.measures) for b, a in told] == [
        ("recommended", ("warning",), "recommended", ("demerit",)),
        ("recommended", ("no_award",), "no_accountability", ()),
    ]


def test_a_new_fact_of_the_new_book_is_blank_where_the_cases_lack_it(tmp_path: Path) -> None:
    new = load_book(
        copy_of(
            tmp_path,
            (
                "facts.yaml",
                "records:\n  - {id",
                "  - {id: fresh, label: 新情况, entity: subject, type: boolean}\nrecords:\n  - {id",
            ),
            ("rules.yaml", "when: 未请示报告, then", "when: 未请示报告 且 新情况, then"),
        )
    )
    rows = [{**FILE.examples[0].facts, "案件编号": "1"}]
    impact = assess(BOOK, new, table_from_rows(BOOK.vocabulary, rows))
    (before,), (after,) = impact.before, impact.after
    assert impact.results[before].status == "recommended"
    assert impact.results[after].status == "needs_facts"


def test_books_that_number_their_faults_otherwise_are_not_put_side_by_side(
    tmp_path: Path,
) -> None:
    new = load_book(
        copy_of(
            tmp_path,
            ("book.yaml", f"{REPORT}{NEGLECT}", f"{NEGLECT}{REPORT}"),
        )
    )
    rows = [{**FILE.examples[0].facts}]
    with pytest.raises(BookError, match="过错情形"):
        assess(BOOK, new, table_from_rows(BOOK.vocabulary, rows))
