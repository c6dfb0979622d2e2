"""The logic alone, on standings written out: what is found, what is not, in which order."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import CompiledBook, load_book
from sanctions.consistency import Comparison, Finding, Standing, Weights, inconsistencies
from sanctions.consistency.worse import directions

TALK, CHECK, CRITICISM = "admonition_talk", "written_self_criticism", "circulated_criticism"
ORGANIZATIONAL = "organizational_handling"


@pytest.fixture(scope="module")
def book() -> CompiledBook:
    return load_book("zhangye-2009")


def stands(index: int, **values: Any) -> Standing:
    """A person with fault 6 and ordinary gravity, primarily responsible, in a case of its own."""
    usual: dict[str, Any] = {
        "case": index,
        "kind": "individual",
        "signature": f"s{index}",
        "responsibility": "primary",
        "gravity": "ordinary",
        "faults": {"fault-6": True},
        "recommended": (TALK, CHECK),
    }
    return Standing(index=index, **{**usual, **values})


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, int]]:
    return [(f.kind, f.basis, f.lighter, f.heavier) for f in findings]


def test_directions_are_read_off_the_rules(book: CompiledBook) -> None:
    assert directions(book) == {
        "重大影响": 1,
        "重大损失": 1,
        "不良影响": 1,
        "不良后果": 1,
        "主动发现": -1,
        "及时纠正": -1,
    }


def test_sets_of_measures_compare_by_the_heaviest_then_the_next(book: CompiledBook) -> None:
    weights = Weights(book)
    ordered: list[tuple[str, ...]] = [
        (),
        (TALK,),
        (CHECK,),
        (TALK, CHECK),
        (CRITICISM,),
        (CRITICISM, TALK),
        (CRITICISM, CHECK),
    ]
    found = [weights.of("individual", measures) for measures in ordered]
    assert found == sorted(found)
    assert [weights.size(w) for w in found] == sorted(weights.size(w) for w in found)
    assert weights.gap("individual", (TALK,), (ORGANIZATIONAL,)) == 5


def test_the_heavier_responsibility_with_the_lighter_sanction_is_found(book: CompiledBook) -> None:
    standings = [
        stands(0, case=7, given=(TALK,)),
        stands(1, case=7, responsibility="secondary", given=(CRITICISM,), recommended=(TALK,)),
    ]
    (finding,) = inconsistencies(book, standings).findings
    assert (finding.kind, finding.basis) == ("order", "given")
    assert (finding.lighter, finding.heavier, finding.gap) == (0, 1, 2)
    assert finding.explained_by == ()


def test_a_named_mitigation_explains_it_and_it_comes_last(book: CompiledBook) -> None:
    standings = [
        stands(0, case=7, given=(TALK,), lenient=frozenset({"mitigation-7"})),
        stands(1, case=7, responsibility="secondary", given=(CRITICISM,), recommended=(TALK,)),
        stands(2, case=8, given=(TALK,)),
        stands(3, case=8, responsibility="secondary", given=(CHECK,), recommended=(TALK,)),
    ]
    orders = [f for f in inconsistencies(book, standings).findings if f.kind == "order"]
    assert [(f.lighter, f.explained_by) for f in orders] == [(2, ()), (0, ("mitigation-7",))]
    assert inconsistencies(book, standings).findings[-1].explained_by == ("mitigation-7",)


def test_the_right_order_and_equal_sanctions_are_no_finding(book: CompiledBook) -> None:
    standings = [
        stands(0, case=7, given=(CRITICISM,)),
        stands(1, case=7, responsibility="secondary", given=(CRITICISM,), recommended=(TALK,)),
        stands(2, case=7, responsibility="secondary", given=(TALK,), recommended=(TALK,)),
    ]
    found = inconsistencies(book, standings).findings
    assert [f for f in found if f.kind == "order"] == []


def team(index: int, **values: Any) -> Standing:
    usual: dict[str, Any] = {
        "kind": "team",
        "responsibility": "collective",
        "recommended": ("collective_admonition_talk",),
    }
    return stands(index, **{**usual, **values})


@pytest.mark.parametrize(
    ("person", "of_team", "expected"),
    [
        # Of a team, a collective talk stands for slight and ordinary gravity alike.
        ((TALK,), ("collective_admonition_talk",), []),
        ((TALK, CHECK), ("collective_admonition_talk",), []),
        ((TALK, CHECK), (CRITICISM, "award_disqualification"), [(0, 1, 1)]),
        (
            (CHECK, CRITICISM, "award_disqualification"),
            ("collective_admonition_talk",),
            [(1, 0, 1)],
        ),
        ((), ("collective_admonition_talk",), [(0, 1, 1)]),
        ((), (), []),
    ],
)
def test_team_and_person_stand_on_the_same_grade(
    book: CompiledBook,
    person: tuple[str, ...],
    of_team: tuple[str, ...],
    expected: list[tuple[int, int, float]],
) -> None:
    standings = [stands(0, case=7, given=person), team(1, case=7, given=of_team)]
    found = [f for f in inconsistencies(book, standings).findings if f.kind == "team"]
    assert [(f.lighter, f.heavier, f.gap) for f in found] == expected


def test_worse_facts_with_the_lighter_sanction_are_found_across_the_file(
    book: CompiledBook,
) -> None:
    standings = [
        stands(0, gravity="grave", given=(TALK,)),
        stands(1, gravity="serious", given=(ORGANIZATIONAL,)),
        stands(2, gravity="serious", given=(TALK,)),
    ]
    report = inconsistencies(book, standings)
    assert kinds(report.findings) == [("inversion", "given", 0, 1)]
    assert report.pairs == {"given": 1, "recommended": 0}
    assert report.findings[0].apart == 1
    assert report.complete


def test_what_is_worse_in_one_respect_and_better_in_another_is_not_compared(
    book: CompiledBook,
) -> None:
    for mine, theirs in (
        (
            {"gravity": "grave", "responsibility": "secondary"},
            {"gravity": "serious", "responsibility": "primary"},
        ),
        (
            {"facts": {"不良影响": True, "主动发现": True}},
            {"facts": {"不良影响": False, "主动发现": False}},
        ),
    ):
        standings = [stands(0, **mine, given=(TALK,)), stands(1, **theirs, given=(CRITICISM,))]
        assert inconsistencies(book, standings).pairs["given"] == 0


def test_an_unknown_fact_is_compared_only_where_its_answer_cannot_matter(
    book: CompiledBook,
) -> None:
    """The graver case may or may not have had bad influence; beside 否 that is no matter."""
    graver: dict[str, Any] = {"gravity": "grave", "given": (TALK,)}
    milder: dict[str, Any] = {"gravity": "serious", "given": (ORGANIZATIONAL,)}
    for mine, theirs, found in (
        (None, False, 1),
        (True, None, 1),
        (None, True, 0),
        (False, None, 0),
    ):
        standings = [
            stands(0, facts={"不良影响": mine}, **graver),
            stands(1, facts={"不良影响": theirs}, **milder),
        ]
        assert inconsistencies(book, standings).pairs["given"] == found, (mine, theirs)


def test_an_adjustment_that_is_still_open_makes_nobody_worse(book: CompiledBook) -> None:
    mitigated = stands(1, lenient=frozenset({"mitigation-7"}), given=(CRITICISM,))
    settled, open_ = stands(0, given=(TALK,)), stands(0, given=(TALK,), recommended=None)
    assert inconsistencies(book, [settled, mitigated]).pairs["given"] == 1
    assert inconsistencies(book, [open_, mitigated]).pairs["given"] == 0


def test_equal_facts_with_unequal_sanctions_are_one_finding_for_all_of_them(
    book: CompiledBook,
) -> None:
    standings = [stands(i, signature="like", given=(TALK,)) for i in range(5)]
    standings += [stands(5 + i, signature="like", given=(CRITICISM,)) for i in range(2)]
    standings.append(stands(7, signature="other", given=(ORGANIZATIONAL,), gravity="grave"))
    (finding,) = inconsistencies(book, standings).findings
    assert (finding.kind, finding.lighter, finding.heavier) == ("unequal", 0, 5)
    assert (finding.subjects, finding.apart, finding.gap) == ((5, 2), 0, 2)


def test_the_hardest_to_explain_come_first(book: CompiledBook) -> None:
    standings = [
        stands(0, signature="like", given=(TALK,)),
        stands(1, signature="like", given=(CHECK,)),
        stands(2, gravity="grave", given=()),
        stands(3, gravity="very_grave", given=(), facts={"不良影响": True}),
    ]
    findings = inconsistencies(book, standings).findings
    assert findings[0].kind == "unequal"
    assert [f.apart for f in findings] == sorted(f.apart for f in findings)
    assert len(findings) == 3  # one for each of 0, 2 and 3: equals share a situation


def test_one_subject_does_not_crowd_out_the_others(book: CompiledBook) -> None:
    standings = [stands(0, gravity="very_grave", given=())]
    standings += [
        stands(1 + i, facts={"不良影响": bool(i & 1), "重大损失": bool(i & 2)}, given=(CHECK,))
        for i in range(4)
    ]
    standings[0] = stands(
        0, gravity="very_grave", facts={"不良影响": True, "重大损失": True}, given=()
    )
    report = inconsistencies(book, standings)
    assert report.pairs["given"] == 4
    assert len(report.findings) == 3


_values = st.fixed_dictionaries(
    {
        "gravity": st.sampled_from([None, "slight", "ordinary", "serious", "grave", "very_grave"]),
        "responsibility": st.sampled_from([None, "primary", "secondary"]),
        "faults": st.dictionaries(
            st.sampled_from(["fault-4", "fault-6"]), st.sampled_from([True, None])
        ),
        "facts": st.dictionaries(
            st.sampled_from(["不良影响", "主动发现"]), st.sampled_from([True, False, None])
        ),
        "lenient": st.sampled_from([frozenset(), frozenset({"mitigation-7"})]),
        "given": st.sampled_from([None, (), (TALK,), (TALK, CHECK), (ORGANIZATIONAL,)]),
        "recommended": st.sampled_from([None, (TALK,), (CRITICISM,)]),
    }
)


@settings(max_examples=60)
@given(st.lists(_values, max_size=7))
def test_pairs_are_those_that_comparing_each_with_each_finds(
    book: CompiledBook, drawn: list[dict[str, Any]]
) -> None:
    """A pair in plain words: nowhere better for sure, somewhere worse for sure, and lighter."""
    standings = [stands(i, **values) for i, values in enumerate(drawn)]
    comparison, weights = Comparison(book, standings), Weights(book)
    answers = [list(comparison._answers(s)) for s in standings]
    rank = {False: 0, None: 1, True: 2}
    for basis in ("given", "recommended"):
        expected = set()
        for a, one in enumerate(standings):
            for b, other in enumerate(standings):
                mine, theirs = one.outcome(basis), other.outcome(basis)
                if mine is None or theirs is None:
                    continue
                pairs = list(zip(answers[a], answers[b], strict=True))
                if (
                    all(rank[x] >= rank[y] for x, y in pairs)
                    and any(x is True and y is False for x, y in pairs)
                    and weights.of("individual", mine) < weights.of("individual", theirs)
                ):
                    expected.add((tuple(answers[a]), tuple(answers[b])))
        report = inconsistencies(book, standings)
        assert report.pairs[basis] == len(expected)
        told = [f for f in report.findings if (f.kind, f.basis) == ("inversion", basis)]
        assert all((tuple(answers[f.lighter]), tuple(answers[f.heavier])) in expected for f in told)


def test_the_order_of_the_input_does_not_matter(book: CompiledBook) -> None:
    standings = [
        stands(i, gravity=g, given=m, case=i // 2)
        for i, (g, m) in enumerate(
            [("grave", (TALK,)), ("slight", (CHECK,)), ("serious", ()), ("ordinary", (CRITICISM,))]
        )
    ]
    assert inconsistencies(book, standings) == inconsistencies(book, standings[::-1])
