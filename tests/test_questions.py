"""What is asked, and what each answer would mean."""

from pathlib import Path
from shutil import copytree

import pytest

from facts import Fact, table_from_rows
from facts.columns import show_value
from rules import load_book
from rules.atoms import Beyond
from rules.variables import _regions
from sanctions import Decider, decide
from tests.drafting_cases.books import CORE, STATUTE


def test_a_referral_that_turns_on_a_choice_asks_for_the_choice(tmp_path: Path) -> None:
    folder = copytree(STATUTE, tmp_path / "draft")
    with (folder / "rules.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- {id: handed, cite: 第三条, stage: procedure, "
            "when: 角色 = 主要领导 且 单位层级 = 省级, then: 移送 司法机关}\n"
        )
    book = load_book(folder)
    row = {"案件编号": "1", "责任主体": "甲", "主体类别": "个人", "情节": "较重"}
    row |= {"未请示报告": "是", "涉嫌犯罪": "否", "事发日期": "2021-01-01"}
    (known,) = decide(Decider(book), table_from_rows(book.vocabulary, [row | {"角色": "主要领导"}]))
    asked = {q.fact: q.outcomes for q in known.open_questions}
    levels = asked["单位层级"]
    assert [words for label, words in levels.items() if "省级" in label] == ["移送司法机关"]
    assert [words for label, words in levels.items() if "县级" in label] == ["不移送"]
    (open_,) = decide(Decider(book), table_from_rows(book.vocabulary, [row]))
    asked = {q.fact: q.outcomes for q in open_.open_questions}
    assert [w for label, w in asked["单位层级"].items() if "省级" in label] == [
        "移送司法机关，仍待其他事项"
    ]


def test_a_subject_without_kind_is_named() -> None:
    book = load_book(CORE)
    table = table_from_rows(book.vocabulary, [{"案件编号": "1", "责任主体": "甲"}])
    with pytest.raises(ValueError, match="第 1 个责任主体没有写主体类别"):
        decide(Decider(book), table)


def test_answers_between_two_near_bounds_are_an_answer_of_their_own() -> None:
    share = Fact(
        id="share", label="占比", entity="subject", type="number", minimum=0, question="？"
    )
    atoms = [Beyond(share, ">", 1 / 3), Beyond(share, "≥", 0.5)]
    answers = {a.label: tuple(t for _, t in a.truths) for a in _regions(share, atoms)}
    assert list(answers.values()) == [(False, False), (True, False), (True, True)]


def test_what_is_counted_from_a_thing_never_done_is_told_in_words() -> None:
    days = Fact(
        id="days", label="提前天数", entity="subject", type="number", unit="日", question="？"
    )
    assert show_value(days, float("-inf"), float("-inf")) == "未完成"
    assert show_value(days, 3.0, 3.0) == "3日"


def _number(label: str) -> Fact:
    return Fact(id="own", label=label, entity="subject", type="number", question="多少？")
