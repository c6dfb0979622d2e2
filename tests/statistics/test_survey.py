"""The counts, on the example register and on small ones."""

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from exporters.statistics.dimensions import ACROSS, month
from exporters.statistics.survey import Survey
from tests.statistics.made import example, register


@cache
def survey() -> Survey:
    return Survey(example())


def subjects(name: str) -> dict[str, int]:
    groups = survey().groups[name]
    keys = survey().dimensions.ordered(name, groups)
    return {survey().dimensions.label(name, key): groups[key].subjects for key in keys}


def test_totals_of_the_example() -> None:
    whole = survey().whole
    assert (whole.cases, whole.subjects) == (46, 69)
    assert whole.statuses == {
        "recommended": 35,
        "exempt": 2,
        "no_accountability": 5,
        "needs_facts": 7,
        "needs_judgement": 17,
        "out_of_scope": 3,
        "rejected": 3,
    }


def test_by_role_responsibility_gravity_level_and_month() -> None:
    assert subjects("role") == {
        "主要领导": 39,
        "分管领导": 17,
        "班子成员": 1,
        "直接责任人": 1,
        "单位": 11,
    }
    assert subjects("responsibility") == {"主要责任": 35, "次要责任": 9, "集体责任": 11, "未定": 14}
    assert subjects("gravity") == {
        "轻微": 8,
        "一般": 30,
        "较重": 11,
        "严重": 11,
        "特别严重": 3,
        "未定": 6,
    }
    assert sum(subjects("unit_level").values()) == 69
    assert list(subjects("month"))[:2] == ["2009-09", "2024-01"]
    assert subjects("month")["2024-02"] == 11


def test_by_fault_counts_agree_with_the_determinations() -> None:
    expected = Counter(
        (f.value, f.id)
        for case in example().cases
        for s in case.subjects
        for f in s.determination.faults
    )
    for name, value in (("fault", "true"), ("fault_open", "unknown")):
        found = {key: group.subjects for key, group in survey().groups[name].items()}
        assert found == {f: n for (v, f), n in expected.items() if v == value}
    assert subjects("fault")["过错情形6（不作为、作为不力或乱作为）"] == 16


def test_a_group_counts_each_case_once() -> None:
    for groups in survey().groups.values():
        assert all(0 < group.cases <= group.subjects for group in groups.values())
    assert survey().groups["fault"]["fault-4"].cases == 3
    assert survey().groups["fault"]["fault-4"].subjects == 7


def test_measures_by_kind_and_role() -> None:
    found = survey().recommended
    assert found["individual", "admonition_talk"] == 14
    assert found["individual", "party_discipline"] == 1
    assert found["team", "collective_admonition_talk"] == 4
    assert found["individual", ""] == 7  # two exempt, five without a fault
    assert survey().by_role["individual", "admonition_talk"] == {
        "main_leader": 12,
        "deputy_leader": 2,
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-05", "2024-03"),
        ("2024-03-01至2024-03-31", "2024-03"),
        ("2024-03-31至2024-04-01", ACROSS),
        ("不少于2024-03-01", ACROSS),
        ("", ""),
    ],
)
def test_months(written: str, expected: str) -> None:
    assert month(written) == expected


def test_open_questions_tell_what_each_would_settle() -> None:
    """Two of one case wait for the gravity alone; another for the type of its unit."""
    team = {"责任主体": "甲县县委班子", "主体类别": "班子", "角色": "单位"}
    found = Survey(
        register(
            {"案件编号": "C1", "情节": ""},
            {"案件编号": "C1", "情节": "", **team},
            {"案件编号": "C2", "情节": "", "责任方": ""},
            {"案件编号": "C3", "单位类型": ""},
            {"案件编号": "C4"},
        )
    ).wanted
    told = [(w.key, w.waiting, w.subjects, w.cases, w.together) for w in found]
    assert told == [
        (("情节", "judgement"), 3, 2, 1, 2),
        (("单位类型", "unknown"), 1, 1, 1, 3),
        (("责任方", "unknown"), 1, 0, 0, 3),
    ]


def test_the_questions_of_the_example_are_asked_in_the_order_that_settles_most() -> None:
    wanted = survey().wanted
    first = [(w.key[0], w.subjects, w.cases) for w in wanted[:2]]
    assert first == [("责任认定", 4, 2), ("情节", 3, 1)]
    gains = [b.together - a.together for a, b in pairwise(wanted)]
    assert wanted[0].together == 4
    assert gains == sorted(gains, reverse=True)
    assert wanted[-1].together == 16
    assert all(w.subjects + w.partly <= w.waiting for w in wanted)


def test_questions_that_bear_on_a_referral_alone_are_left_out() -> None:
    found = Survey(register({"涉嫌犯罪": ""})).wanted
    assert found == []
