"""The usual example of every kind of finding is written, and true of the shipped book."""

from datetime import date

import yaml

from drafting.lint import KINDS
from drafting.lint.usual import usual
from drafting.lint.worked import Worked, outcome_words
from rules.loader import load_book
from tests.drafting_cases.books import CORE, STATUTE
from tests.lint.planting import SHIPPED
from tests.lint.shown import determined


def every() -> dict[str, Worked]:
    """The example of each kind."""
    found = {kind: usual(kind) for kind in KINDS}
    return {kind: worked for kind, worked in found.items() if worked is not None}


def test_every_kind_has_an_example_in_both_languages() -> None:
    found = every()
    assert set(found) == set(KINDS)
    for kind, worked in found.items():
        assert all((worked.wrong, worked.right, *worked.shows)), kind
        assert worked.shows.zh != worked.shows.en, kind
        assert bool(worked.outcome.zh) != KINDS[kind].stops or kind == "double-evaluation"


def test_what_the_mended_form_decides_is_so() -> None:
    """All cases at once, under the book of each, where every mistake is mended."""
    found = every()
    for folder in (CORE, STATUTE):
        book = load_book(folder)
        own = {kind: w for kind, w in found.items() if ("单位层级" in w.facts) == (folder == CORE)}
        assert own
        decided = determined(book, [worked.facts for worked in own.values()])
        told = {kind: outcome_words(d, book) for kind, d in zip(own, decided, strict=True)}
        assert told == {kind: worked.mended for kind, worked in own.items()}


def test_the_plain_case_is_the_one_of_the_books_own_examples() -> None:
    data = yaml.safe_load((SHIPPED / "cases.yaml").read_text(encoding="utf-8"))
    plain = {**data["common"], **data["anchors"]["clean"]}
    known = {k: v.isoformat() if isinstance(v, date) else v for k, v in plain.items()}
    worked = usual("rule-always-fires")
    assert worked is not None
    assert dict(worked.facts) == known


def test_an_example_that_is_not_so_is_withdrawn() -> None:
    """A claim that a rule holds, where it does not, is not printed."""
    from drafting.lint.decided import with_outcomes
    from drafting.lint.draft import Draft
    from facts import Text
    from rules.source import read_source

    draft = Draft(load_book(CORE), read_source(SHIPPED))
    rule = draft.compiled.rules["fault-6.inaction"]
    shows = Text("说法", "claim")
    at = draft.at_rule(rule.id)
    plain = {"主体类别": "个人", "不作为": "否", "作为不力": "否", "乱作为": "否"}
    claims = [
        Worked(plain, shows, holds=(rule.id,)),
        Worked(plain, shows, fails=(rule.id,)),
        Worked({**plain, "乱作为": None}, shows, fails=(rule.id,)),
        Worked({**plain, "乱作为": "大概"}, shows),
    ]
    findings = [draft.finding("rule-without-example", at, rule.id, shows, c) for c in claims]
    left = with_outcomes(findings, draft.witnesses)
    assert [f.example is not None for f in left] == [False, True, False, False]
