"""Lint on a book with a statutory table: nothing is said of what is as it should be."""

from pathlib import Path

from drafting.lint import lint
from tests.drafting_cases.books import STATUTE
from tests.lint.planting import Edit, planted
from tests.lint.shown import assert_shown


def test_only_the_threshold_of_the_clause_is_noted() -> None:
    found = lint(STATUTE, examples=False)
    assert [(f.id, f.place.rule) for f in found.findings] == [("gravity-without-row", "report")]
    (note,) = found.findings
    assert note.message.zh == "“不按规定报告”（个人）在情节轻微、一般没有档次，就是没有处理"
    assert_shown(note, STATUTE)


def test_an_unread_fact_of_the_book_is_found_where_it_stands(tmp_path: Path) -> None:
    edit = Edit(
        "facts.yaml",
        "  - {id: votes, label",
        "  - {id: idle, label: 闲置, entity: subject, type: boolean}\n  - {id: votes, label",
    )
    found = lint(planted(tmp_path, [edit]), examples=False)
    assert [(f.id, f.place.rule, f.place.file) for f in found.findings] == [
        ("gravity-without-row", "report", "draft/book.yaml"),
        ("unused-fact", "闲置", "draft/facts.yaml"),
    ]


def test_citations_of_effects_steps_and_rows_are_looked_at(tmp_path: Path) -> None:
    """A clause marked unseen, cited by a period of effect; one that is not there at all."""
    edits = [
        Edit("book.yaml", "cap: 48个月, cite: 第六条", "cap: 48个月, cite: 第十条"),
        Edit("catalogue.yaml", "effects_cite: 第六条", "effects_cite: 第六十条"),
    ]
    found = lint(planted(tmp_path, edits), examples=False)
    assert {(f.id, f.place.rule) for f in found.findings} == {
        ("gravity-without-row", "report"),
        ("clause-not-codified", "effects"),
        ("unknown-clause", "demerit"),
    }


def test_measures_that_no_row_names_are_found(tmp_path: Path) -> None:
    """Merging one grade up still comes to demotion; nothing comes to removal."""
    edits = [
        Edit("tariff.yaml", "range: [demotion, removal]", "range: [demerit, demerit]"),
        Edit("tariff.yaml", "measures: [removal]", "measures: [no_award]"),
        Edit("tariff.yaml", "how: plus_one", "how: heaviest"),
        Edit("tariff.yaml", "range: [warning, demotion]", "range: [warning, demerit]"),
    ]
    found = lint(planted(tmp_path, edits), examples=False)
    unused = [f.place.rule for f in found.findings if f.id == "measure-unused"]
    assert unused == ["demotion", "removal"]
