"""English reports: every label of every book has a word; the law's own text stays Chinese."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporters.english import English, english
from exporters.names import Names
from exporters.wording import Wording
from rules.errors import BookError
from rules.loader import BOOKS, CompiledBook, book_ids, load_book
from sanctions.determination import FactUsed, OpenQuestion

_HAN = re.compile("[\u4e00-\u9fff]")


def _shown(book: CompiledBook) -> Iterator[str]:
    """Every name of a book that a report shows, apart from the law's own words."""
    plain, vocabulary = book.book, book.vocabulary
    for fact in vocabulary.facts:
        yield from (fact.label, fact.group, *(choice.label for choice in fact.choices))
    yield from (kind.label for kind in vocabulary.records)
    yield from (fault.label for fault in plain.metadata.faults)
    yield from (one.label for one in plain.metadata.responsibilities)
    yield from (one.label for one in plain.metadata.referrals)
    yield from (step.label for step in plain.metadata.procedures)
    yield from (condition.otherwise for condition in plain.metadata.scope)
    yield from plain.metadata.status_labels.values()
    yield from (plain.metadata.silence.text, plain.baseline.title, plain.baseline.source)
    for measure in plain.catalogue:
        yield from (measure.label, measure.decided_by, *measure.effects)
    for rule in book.rules.values():
        yield from (reading.text for reading in rule.rule.readings)
        if rule.conclusion.verb == "breach":
            yield from rule.conclusion.targets


@pytest.mark.parametrize("book_id", book_ids())
def test_every_label_of_a_book_has_english(book_id: str) -> None:
    book = load_book(book_id)
    words = english(book)
    lacking = {label for label in _shown(book) if label and _HAN.search(words.term(label))}
    assert lacking == set()


def test_values_are_told_with_their_units_and_free_text_stays() -> None:
    words = english(load_book("zhangye-2009"))
    assert words.value("30000000元") == "30,000,000 yuan"
    assert words.value("4小时30分钟") == "4 h 30 min"
    assert words.value("拒不执行或执行不力、不作为、作为不力或乱作为") == (
        "Refusal or failure to carry out instructions, Inaction, feeble or improper action"
    )
    assert words.value("5万元以上不满10万元") == "5 × 10,000 yuan to under 10 × 10,000 yuan"
    assert words.value("不满3人") == "under 3 persons"
    assert words.value("2024-02-01至2024-03-01") == "2024-02-01 to 2024-03-01"
    assert words.value("（不公开）") == "(not published)"
    assert words.value("督查督办") == "Supervised task"
    assert words.value("2024-03-01") == "2024-03-01"
    assert words.value("督查督办时发现。") == "督查督办时发现。"


def test_conditions_and_outcomes_are_told_label_by_label() -> None:
    words = english(load_book("zhangye-2009"))
    assert words.told("情况类别 不属于 [突发事件, 灾情险情] 且 报告用时 ≤ 2小时") == (
        "Kind of matter not in [Emergency, Disaster or danger] and Time taken to report ≤ 2 h"
    )
    assert words.told("仍待其他事项（最轻：不作处理；最重：诫勉谈话、通报批评）") == (
        "other questions remain (lightest: no measure; heaviest: Admonition talk, "
        "Circulated criticism)"
    )
    assert words.told("决策程序义务不成立") == "Duty of decision procedure does not hold"


def test_label_within_a_longer_word_is_left_alone() -> None:
    words = English({"情节": "Gravity"})
    assert words.told("情节恶劣 = 是") == "情节恶劣 = yes"


def test_facts_faults_and_questions_are_in_english_and_clauses_are_not() -> None:
    words = Wording(load_book("zhangye-2009"), "en")
    assert words.fact(FactUsed("情况类别", "突发事件", "案件!L7")) == (
        "Kind of matter = Emergency (案件!L7)"
    )
    assert words.names.fault("fault-4") == (
        "Important matter not handled or reported in time (过错情形4)"
    )
    question = OpenQuestion("情节", "judgement", {"轻微": "诫勉谈话"})
    assert words.question(question) == "What is Gravity?"
    assert words.answers(question) == ["Slight → Admonition talk"]
    clause = words.names.clause("责任追究制度(五)1")
    assert clause is not None
    assert clause.quote == "诫勉谈话"


def test_book_without_english_words_keeps_its_chinese_ones(tmp_path: Path) -> None:
    folder = tmp_path / "yushui"
    shutil.copytree(BOOKS / "yushui", folder)
    (folder / "english.yaml").unlink()
    names = Names(load_book(folder), "en")
    assert names.fault("appointment") == "任用连带 (选拔任用签字连带责任)"
    assert names.label("单位类型") == "Type of unit"


def test_words_that_cannot_be_read_are_refused_with_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "yushui"
    shutil.copytree(BOOKS / "yushui", folder)
    (folder / "english.yaml").write_text("监督不力: [Weak]\n", encoding="utf-8")
    with pytest.raises(BookError) as refused:
        Names(load_book(folder), "en")
    assert "yushui/english.yaml" in str(refused.value)
    assert "监督不力" in str(refused.value)
    Names(load_book(folder), "zh")
