"""What the page says is what the run says: sentences, facts, cells, clauses, counts."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import why_not
from exporters.dossier import FactLine, SubjectFile
from exporters.page.cells import Known, Register
from exporters.page.law import base_rule
from exporters.wording import Wording
from sanctions.determination import Determination, FactUsed
from tests.page.made import Script, example, example_data, example_script


@cache
def subjects() -> list[SubjectFile]:
    """All readable subjects, in the order of the page."""
    return [subject for case in example().cases for subject in case.subjects]


@cache
def determinations() -> list[Determination]:
    """What was concluded about them."""
    return [subject.determination for subject in subjects()]


def test_the_run_is_as_large_as_the_tests_say() -> None:
    assert len(example().cases) == 322
    assert len(determinations()) == 483
    assert len(example_data()["rejected"]) == 21


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_gives_the_reasons_of_the_other_reports_word_for_word(lang: str) -> None:
    words = Wording(example().book, lang)
    said = Script(example_data(lang)).ask(
        "model.subjects.map((s) => s.conclusion.reasons"
        ".map((r) => spoken(model, s, model.data.reasons[r][2])))"
    )
    assert said == [words.reasons(d) for d in determinations()]


def test_each_fault_considered_has_the_sentence_of_the_other_reports() -> None:
    words = Wording(example().book)
    said = example_script().ask(
        "model.subjects.map((s) => s.conclusion.considered"
        ".map((c) => spoken(model, s, model.data.considered[c][4])))"
    )
    expected = [
        [sentence.text for sentence in why_not.considered(example().explain(s.index), words)]
        for s in subjects()
    ]
    assert said == expected


def test_every_reason_leads_to_a_rule_a_clause_and_the_cells_it_rests_on() -> None:
    data = example_data()
    rules = {rule["id"] for rule in data["rules"]}
    clauses = {clause["id"] for clause in data["clauses"]}
    found = example_script().ask(
        "model.subjects.map((s) => s.conclusion.reasons.map((r) => model.data.reasons[r])"
        ".map(([rule, stage, , slots, cites]) => [rule, stage, cites,"
        " slots.map((slot) => model.fact(s, slot)).map((f) => [f.label, f.value, f.cell])]))"
    )
    for d, reasons in zip(determinations(), found, strict=True):
        assert len(reasons) == len(d.reasons)
        for reason, (rule, stage, cites, facts) in zip(d.reasons, reasons, strict=True):
            assert rule == base_rule(reason.rule)
            assert rule in rules
            assert stage == reason.stage
            assert set(cites) <= clauses
            assert bool(cites) == (stage != "measure")
            assert facts == [[u.fact, u.value, u.source] for u in reason.because]


def test_all_facts_are_there_with_their_cells() -> None:
    found = example_script().ask(
        "model.subjects.map((s) => [model.lines('case', s.case.record),"
        " model.lines('subject', s.record)].map((lines) => lines.map("
        "(f) => [f.label, f.value, f.open, f.value ? f.cell : ''])))"
    )
    expected = []
    for case in example().cases:
        for subject in case.subjects:
            expected.append([lines(case.facts), lines(subject.facts)])
    assert found == expected


def lines(facts: tuple[FactLine, ...]) -> list[list[object]]:
    """Facts as the page gives them."""
    return [[f.label, f.value, f.state == "open", f.source if f.value else ""] for f in facts]


def test_a_blank_fact_shows_the_cell_that_waits_for_it() -> None:
    (found,) = example_script().ask(
        "model.lines('case', model.cases.find((c) => c.id === '2024-001').record)"
        ".filter((f) => f.label === '任务来源')"
    )
    assert (found["value"], found["cell"]) == ("", "案件!W2")


def test_a_clause_lists_exactly_the_subjects_that_it_decided() -> None:
    words = Wording(example().book)
    expected: dict[str, list[int]] = {clause["id"]: [] for clause in example_data()["clauses"]}
    for number, d in enumerate(determinations()):
        for clause in words.clauses(d):
            expected[clause].append(number)
    found = example_script().ask(
        "Object.fromEntries(model.data.clauses.map((c) =>"
        " [c.id, model.decided('clauses', c.id).map((s) => s.number)]))"
    )
    assert found == expected
    assert len(expected["责任追究制度(二)4"]) == 15 * 7
    assert not expected["责任追究制度(一)"]


def test_a_rule_lists_exactly_the_subjects_that_it_bears_on() -> None:
    expected: dict[str, list[int]] = {rule["id"]: [] for rule in example_data()["rules"]}
    for number, d in enumerate(determinations()):
        for rule in dict.fromkeys(base_rule(reason.rule) for reason in d.reasons):
            expected[rule].append(number)
    found = example_script().ask(
        "Object.fromEntries(model.data.rules.map((r) =>"
        " [r.id, model.decided('rules', r.id).map((s) => s.number)]))"
    )
    assert found == expected


def test_how_a_clause_bears_on_a_case_is_told_apart() -> None:
    counts = example_script().ask(
        "Object.fromEntries([...model.bearing('clauses', '责任追究制度(二)4')]"
        ".map(([how, found]) => [how, found.length]))"
    )
    faults = [{f.id: f.value for f in d.faults}.get("fault-4") for d in determinations()]
    cited = "责任追究制度(二)4"
    denied = sum(
        cited in Wording(example().book).clauses(d) and "fault-4" not in {f.id for f in d.faults}
        for d in determinations()
    )
    assert counts["supports"] == faults.count("true") == 49
    assert counts["open"] == faults.count("unknown") == 21
    assert counts["excluded"] == denied == 35
    assert counts["considered"] > 0


def fact_of(label: str) -> list[str]:
    """A fact of the case of each subject."""
    return [case.value(label) for case in example().cases for _ in case.subjects]


KEYS: dict[str, Callable[[Determination], list[str]]] = {
    "status": lambda d: [d.status],
    "fault": lambda d: [f.id for f in d.faults if f.value == "true"],
    "fault_open": lambda d: [f.id for f in d.faults if f.value == "unknown"],
    "responsibility": lambda d: [d.responsibility or ""],
    "gravity": lambda d: [d.gravity or ""],
    "measure": lambda d: [f"{d.subject_kind}/{m.id}" for m in d.measures],
    "role": lambda d: [d.role or ""],
    "asked": lambda d: list({q.fact for q in d.open_questions}),
    "referral": lambda d: [r.id for r in d.referrals],
}


@pytest.mark.parametrize("name", KEYS)
def test_figures_count_what_the_determinations_say(name: str) -> None:
    expected = Counter(key for d in determinations() for key in KEYS[name](d))
    found = example_script().ask("Object.fromEntries(model.tally(model.subjects, name))", name=name)
    assert found == expected
    for key in expected:
        members = [i for i, d in enumerate(determinations()) if key in KEYS[name](d)]
        assert filtered({name: key}) == members


@pytest.mark.parametrize(
    ("name", "label", "length"),
    [("level", "单位层级", None), ("unit_type", "单位类型", None), ("month", "事发日期", 7)],
)
def test_figures_by_case_count_what_was_read(name: str, label: str, length: int | None) -> None:
    expected = Counter(value[:length] for value in fact_of(label))
    found = example_script().ask("Object.fromEntries(model.tally(model.subjects, name))", name=name)
    assert found == expected
    assert len(expected) > 1


def filtered(filters: dict[str, str]) -> list[int]:
    """The numbers of the subjects that meet the filters."""
    found: list[int] = example_script().ask(
        "model.filtered(filters).map((s) => s.number)", filters=filters
    )
    return found


def test_filters_narrow_each_other_and_the_search_finds_a_case() -> None:
    both = filtered({"status": "recommended", "role": "main_leader"})
    one = set(filtered({"status": "recommended"}))
    other = set(filtered({"role": "main_leader"}))
    assert set(both) == one & other
    assert both == sorted(both)
    assert 0 < len(both) < min(len(one), len(other))
    case_ids = [d.case_id for d in determinations()]
    assert filtered({"q": "2024-017/3"}) == [i for i, c in enumerate(case_ids) if c == "2024-017/3"]
    assert filtered({"clause": "责任追究制度(七)", "how": "supports", "q": "/2"}) == [
        i
        for i, d in enumerate(determinations())
        if d.adjustments and (d.case_id or "").endswith("/2")
    ]
    assert filtered({"status": "recommended", "q": "没有这一案"}) == []


def test_the_same_situation_is_kept_once() -> None:
    data = example_data()
    assert len(data["conclusions"]) == len({d.signature for d in determinations()})
    assert len(data["conclusions"]) < 80
    likes = example_script().ask(
        "model.likes(model.subjects[0].conclusion.signature).map((s) => s.number)"
    )
    wanted = determinations()[0].signature
    assert likes == [i for i, d in enumerate(determinations()) if d.signature == wanted]
    assert len(likes) >= 7


def test_a_month_is_told_as_far_as_the_date_is_known() -> None:
    ask = example_script().ask
    assert ask("monthOf('2024-03-01')") == "2024-03"
    assert ask("monthOf('2024-03-01至2024-03-31')") == "2024-03"
    assert ask("monthOf('2024-01-01至2024-12-31')") == "2024"
    assert ask("monthOf('2023-12-30至2024-01-02')") == ""
    assert ask("monthOf('存疑')") == ""


WORDS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(
    view=st.sampled_from(["case", "clause", "list"]),
    key=WORDS.filter(bool),
    rest=st.dictionaries(st.sampled_from(["cell", "subject", "q", "status"]), WORDS),
)
@settings(max_examples=40)
def test_an_address_leads_back_to_what_it_was_made_from(
    view: str, key: str, rest: dict[str, str]
) -> None:
    address = {"view": view, "key": key, "rest": rest}
    assert example_script().ask("parseAddress(formatAddress(a))", a=address) == address


SOURCES = st.one_of(
    st.builds(
        "{}!{}{}".format,
        st.sampled_from(["案件", "表1"]),
        st.sampled_from("ABZ"),
        st.integers(1, 30),
    ),
    st.sampled_from(["", "案件", "表1", "A!B!C7", "甲!H7、甲!H8", "表7"]),
)
LINES = st.builds(
    lambda label, state, value, source: FactLine(
        label, label, "组", "fact", state, "" if state == "blank" else value, source
    ),
    st.sampled_from("甲乙丙"),
    st.sampled_from(["known", "blank", "open"]),
    st.text(min_size=1, max_size=3),
    SOURCES,
)
ROWS = st.lists(LINES, max_size=3, unique_by=lambda line: line.label)
USED = st.builds(FactUsed, st.sampled_from("甲丙丁"), st.text(max_size=2), SOURCES)


@given(st.lists(st.tuples(ROWS, st.lists(USED, max_size=4)), max_size=5))
@settings(max_examples=40)
def test_no_value_and_no_cell_is_lost_on_the_way(
    cases: list[tuple[list[FactLine], list[FactUsed]]],
) -> None:
    register = Register()
    written: dict[str, list[Any]] = {"cases": [], "subjects": []}
    slots = []
    for facts, used in cases:
        case = register.record("case", "册", facts)
        own = register.record("subject", "册", ())
        known = Known(register, (("case", case, facts), ("subject", own, ())))
        slots.append([known.slot(u) for u in used])
        written["cases"].append(["1", *case.written()])
        mine = [part for fact, pair in known.own.items() for part in (fact, *pair)]
        row = [len(written["cases"]) - 1, "", "", 0, [], [0, 0, 0], mine, *own.written()]
        written["subjects"].append(row)
    page = Script(
        {
            **written,
            "words": {},
            "conclusions": [None],
            "facts": register.described(),
            "layouts": register.layouts,
            "dimensions": {},
            "strings": register.strings.items,
        }
    )
    for n, (facts, used) in enumerate(cases):
        code = "slots.map((slot) => model.fact(model.subjects[n], slot))"
        found = page.ask(code, n=n, slots=slots[n])
        assert [(f["label"], f["value"], f["cell"]) for f in found] == [
            (u.fact, u.value, u.source) for u in used
        ]
        rows = page.ask("model.lines('case', model.cases[n].record)", n=n)
        shown = {row["label"]: row for row in rows}
        for line in facts:
            assert shown[line.label]["value"] == line.value
            assert shown[line.label]["open"] == (line.state == "open")
            if line.source:
                assert shown[line.label]["cell"] == line.source
