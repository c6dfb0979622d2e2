"""Inference: each distinct situation once, whatever the size or order of the table."""

import random

import pytest
from durable.engine import MessageObservedException
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import table_from_rows
from rules import Engine, load_book
from rules.atoms import Stated
from rules.kernel import Kernel, RefusedFactError
from sanctions import Decider, decide
from tests.random_cases import as_row, as_table, random_facts

BOOK = load_book("zhangye-2009")
DECIDER = Decider(BOOK)
VOCABULARY = BOOK.vocabulary
#: Facts of which a rule asks whether anything was stated at all.
STATED = {a.fact.label for c in BOOK.clusters for a in c.atoms if isinstance(a, Stated)}


def test_sessions_are_bounded_by_the_book_and_not_by_the_table() -> None:
    dice = random.Random(7)
    cases = [random_facts(dice, 0.3, vocabulary=VOCABULARY) for _ in range(400)]
    engine = Engine(BOOK)
    sessions = engine.infer(as_table(cases, VOCABULARY)).sessions
    assert 0 < sessions < 400 * len(BOOK.clusters)
    assert engine.infer(as_table(cases * 10, VOCABULARY)).sessions == sessions
    for local in engine.tables.values():
        assert local.sessions <= 3 ** len(local.atoms)


def test_permuting_rows_changes_no_decision() -> None:
    dice = random.Random(11)
    rows = [as_row(random_facts(dice, 0.25, vocabulary=VOCABULARY), str(i)) for i in range(300)]
    shuffled = rows[:]
    dice.shuffle(shuffled)
    first = {d.case_id: d for d in decide(DECIDER, table_from_rows(VOCABULARY, rows))}
    second = {d.case_id: d for d in decide(Decider(BOOK), table_from_rows(VOCABULARY, shuffled))}
    assert len(first) == 300
    for case_id, determination in first.items():
        other = second[case_id]
        for field in ("status", "faults", "measures", "interval", "open_questions", "signature"):
            assert getattr(determination, field) == getattr(other, field), (case_id, field)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_identity_never_changes_an_outcome(seed: int) -> None:
    facts = random_facts(random.Random(seed), 0.2, vocabulary=VOCABULARY)
    plain = as_row(facts, "1")
    other = plain | {
        "案件编号": "2",
        "责任主体": "另一个人",
        "单位": "另一单位",
        "基本情况": "另一说法",
    }
    one, two = decide(DECIDER, table_from_rows(VOCABULARY, [plain, other]))
    assert one.signature == two.signature
    assert (one.status, one.measures, one.interval) == (two.status, two.measures, two.interval)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(0, 50))
def test_learning_a_fact_never_widens_what_is_possible(seed: int, pick: int) -> None:
    """Monotony: an answer leaves a subset of the outcomes that were possible before."""
    dice = random.Random(seed)
    facts = random_facts(dice, 0.3, in_scope=1.0, vocabulary=VOCABULARY)
    blank = [k for k, v in facts.items() if v is None and k not in {"过错情形"} | STATED]
    if not blank:
        return
    label = blank[pick % len(blank)]
    fact = VOCABULARY.by_label(label)
    known: object = True
    if fact.type == "choice":
        known = dice.choice(fact.choices).id
    elif fact.type in ("number", "datetime", "date"):
        known = 20_900_000.0 if fact.type == "datetime" else 20_000.0
    elif fact.type == "text":
        known = "某规定"
    rows = [as_row(facts, "1"), as_row(facts | {label: known}, "2")]
    if label == "报告时间" and isinstance(facts.get("知悉时间"), float):
        return
    decisions = decide(DECIDER, table_from_rows(VOCABULARY, rows))
    before, after = (DECIDER.outcome(int(o)).points for o in decisions.outcomes)
    assert after <= before, label


def test_refused_message_is_never_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel(BOOK.stage("scope")[0])

    def refuse(*_: object) -> None:
        raise MessageObservedException({})

    monkeypatch.setattr(kernel._host, "assert_fact", refuse)
    with pytest.raises(RefusedFactError):
        kernel.run((1, 1, 1))


def test_many_sessions_keep_no_state() -> None:
    """Far more sessions than the 1,024 live states that one rule set allows."""
    kernel = Kernel(BOOK.stage("adjustment")[0])
    results = {kernel.run((1, 1, 0, 0, 0)).values for _ in range(3000)}
    assert results == {(1,)}
    assert kernel.sessions == 3000


def test_situation_in_which_no_rule_fires_leaves_everything_unknown() -> None:
    kernel = Kernel(BOOK.stage("procedure")[0])
    result = kernel.run((2,))
    assert (result.values, result.bases, result.firings) == ((2,), ("none",), ())
