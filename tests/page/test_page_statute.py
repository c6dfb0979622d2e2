"""A book with a statutory table, effects and steps of procedure, on the page."""

import shutil

import pytest
import yaml

from exporters.page.data import content
from exporters.page.law import base_rule
from exporters.wording import Wording
from rules import load_book
from rules.loader import BOOKS
from tests.page.made import EXAMPLES, Shown
from wenze.dossier import dossier
from wenze.evaluation import Evaluation, evaluate

TARIFF = """
merge: {how: heaviest, cite: 责任追究制度(五)}
rows:
  - {id: row.person, cite: 责任追究制度(五), kind: individual, gravity: [slight, ordinary],
     choose: [admonition_talk, written_self_criticism]}
  - {id: row.heavy, cite: 责任追究制度(五), kind: individual,
     gravity: [serious, grave, very_grave], measures: [circulated_criticism]}
  - {id: row.team, cite: 责任追究制度(四), kind: team, measures: [collective_admonition_talk]}
"""
PROCEDURE = {
    "id": "notice",
    "name": "告知",
    "label": "决定作出后告知本人",
    "kind": "notice",
    "cite": "责任追究制度(一)",
    "after": "事发日期",
    "within": "30天",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("book") / "statute"
    shutil.copytree(BOOKS / "zhangye-2009", folder)
    (folder / "tariff.yaml").write_text(TARIFF, encoding="utf-8")
    baseline = yaml.safe_load((folder / "baseline.yaml").read_text(encoding="utf-8"))
    kept = {k: baseline[k] for k in ("title", "source", "suggest")}
    written = yaml.safe_dump({**kept, "within": "lightest"}, allow_unicode=True)
    (folder / "baseline.yaml").write_text(written, encoding="utf-8")
    book = yaml.safe_load((folder / "book.yaml").read_text(encoding="utf-8"))
    book["procedures"] = [PROCEDURE]
    written = yaml.safe_dump(book, allow_unicode=True)
    (folder / "book.yaml").write_text(written, encoding="utf-8")
    return evaluate(EXAMPLES, book=load_book(folder))


def test_rows_of_the_statute_are_rules_that_lead_to_their_clause_and_cases(
    run: Evaluation,
) -> None:
    told = dossier(run)
    shown = Shown(content(told))
    subjects = [s.determination for case in told.cases for s in case.subjects]
    words = Wording(told.book)
    for number, d in enumerate(subjects):
        said = shown.ask(
            "model.subjects[n].conclusion.reasons.map((r) => model.data.reasons[r])"
            ".map(([rule, , words, , cites]) =>"
            " [rule, spoken(model, model.subjects[n], words), cites])",
            n=number,
        )
        assert [sentence for _, sentence, _ in said] == words.reasons(d)
        assert [rule for rule, _, _ in said] == [base_rule(reason.rule) for reason in d.reasons]
        assert all(bool(cites) == (rule != "baseline") for rule, _, cites in said)
    expected = [i for i, d in enumerate(subjects) if any(r.rule == "row.heavy" for r in d.reasons)]
    assert len(expected) > 5
    assert expected == shown.ask("model.decided('rules', 'row.heavy').map((s) => s.number)")
    clause = "责任追究制度(四)"
    cited = [i for i, d in enumerate(subjects) if clause in words.clauses(d)]
    assert cited == shown.ask("model.decided('clauses', c).map((s) => s.number)", c=clause)
    rule = shown.go("#rule=row.heavy")
    assert "通报批评" in rule
    assert "责任追究制度(五)" in rule


def test_what_is_prescribed_and_what_follows_are_shown_with_their_clauses(run: Evaluation) -> None:
    shown = Shown(content(dossier(run)))
    case = shown.go("#case=2024-001")
    assert "集体诫勉谈话 条文规定 责任追究制度(四)" in case
    assert "程序条文 决定作出后告知本人（2024-03-03前） 责任追究制度(一)" in case
