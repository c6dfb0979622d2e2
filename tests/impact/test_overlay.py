"""A proposal file: what it changes, and where its mistakes are placed."""

from pathlib import Path

import pytest

from drafting.overlay import read_overlay
from rules.errors import BookError
from rules.loader import load_book
from tests.impact.made import BASE, EXAMPLE_PROPOSAL, proposal


def mistakes(tmp_path: Path, text: str) -> list[tuple[str, str, str]]:
    """Place, Chinese message and nearest known name of each mistake."""
    with pytest.raises(BookError) as caught:
        proposal(tmp_path, text)
    return [(str(m.place), m.message.zh, m.near) for m in caught.value.mistakes]


def test_the_example_changes_one_rule_and_one_cell() -> None:
    overlay = read_overlay(EXAMPLE_PROPOSAL)
    assert overlay.document.base == BASE
    assert list(overlay.document.rules) == ["fault-4.late-report"]
    assert [(r.responsibility, r.gravity) for r in overlay.document.baseline.rows] == [
        ("primary", "ordinary")
    ]


def test_what_is_not_named_stays_as_it_was(tmp_path: Path) -> None:
    base = load_book(BASE)
    book = proposal(
        tmp_path, "rules: {fault-6.inaction: {when: 不作为}}\nsuggest: {slight: reduce}\n"
    )
    assert book.rules["fault-6.inaction"].rule.when == "不作为"
    assert [r for r in book.book.rules if r.id != "fault-6.inaction"] == [
        r for r in base.book.rules if r.id != "fault-6.inaction"
    ]
    assert book.book.baseline.suggest == {**base.book.baseline.suggest, "slight": "reduce"}
    assert book.book.baseline.rows == base.book.baseline.rows
    assert book.book.metadata.version == f"{base.book.metadata.version}+提案"
    assert book.book.sha256 != base.book.sha256


def test_a_plain_condition_takes_the_place_of_two_readings(tmp_path: Path) -> None:
    book = proposal(tmp_path, "rules: {fault-9.petition: {when: 信访未按规定处理}}")
    rule = book.rules["fault-9.petition"].rule
    assert (rule.basis, rule.when, rule.readings, rule.chosen) == (
        "statute",
        "信访未按规定处理",
        (),
        None,
    )


def test_rules_and_conditions_of_scope_can_be_removed_and_rules_added(tmp_path: Path) -> None:
    text = """
remove: [scope.level, fault-4.late-handling]
add:
  - id: fault-6.again
    cite: 责任追究制度(二)6
    stage: finding
    when: 不良后果
    then: 认定 过错情形6
"""
    book = proposal(tmp_path, text)
    assert [s.id for s in book.book.metadata.scope] == ["scope.date", "scope.unit"]
    ids = [rule.id for rule in book.book.rules]
    assert "fault-4.late-handling" not in ids
    assert ids[-1] == "fault-6.again"


def test_an_id_that_the_base_does_not_have_is_placed_and_the_nearest_named(
    tmp_path: Path,
) -> None:
    text = "title: 试\nrules:\n  fault-4.late-reprot: {when: 不作为}\nremove: [scope.levl]\n"
    assert mistakes(tmp_path, text) == [
        (
            "提案.yaml:3",
            "基础规则书里没有“fault-4.late-reprot”",
            "fault-4.late-report",
        ),
        ("提案.yaml:4", "基础规则书里没有“scope.levl”", "scope.level"),
    ]


def test_a_field_that_rules_do_not_have_is_refused(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "rules:\n  fault-6.inaction:\n    whne: 不作为\n")
    assert found == [
        (
            "提案.yaml:3",
            "“fault-6.inaction”没有“whne”这一栏"
            "（可改：cite、stage、basis、when、readings、chosen、then）",
            "when",
        )
    ]


def test_a_mistaken_condition_is_placed_in_the_proposal(tmp_path: Path) -> None:
    text = "# 说明\nrules:\n  fault-6.inaction:\n    when: 不作维\n"
    found = mistakes(tmp_path, text)
    assert [(place, near) for place, _, near in found] == [
        ("提案.yaml:4（fault-6.inaction）", "不作为")
    ]


def test_a_mistake_after_a_removed_rule_is_still_placed_in_the_base(tmp_path: Path) -> None:
    """Removing the first rule renumbers the others; their lines stay their own."""
    text = "remove: [fault-2.task-not-done]\nfaults:\n  fault-2: {name: 过错情形甲}\n"
    places = [place for place, _, _ in mistakes(tmp_path, text)]
    assert places == ["提案.yaml:3（fault-2）"]


def test_an_unknown_key_of_the_file_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "rule: {}\n")
    assert found == [
        (
            "提案.yaml:1",
            "提案里不能写“rule”（可写：base、title、reason、rules、scope、faults、baseline、"
            "suggest、remove、add）",
            "rules",
        )
    ]


def test_a_key_given_twice_is_refused_since_yaml_would_hide_the_first(tmp_path: Path) -> None:
    text = "suggest: {slight: reduce}\nsuggest: {grave: reduce}\n"
    assert mistakes(tmp_path, text) == [("提案.yaml:2", "“suggest”写了两次", "")]


def test_a_cell_that_the_book_takes_from_another_row_is_not_silently_ignored(
    tmp_path: Path,
) -> None:
    text = (
        "baseline:\n  rows:\n"
        "    - {responsibility: secondary, gravity: slight, measures: [admonition_talk]}\n"
    )
    found = mistakes(tmp_path, text)
    assert [(place, message[:11]) for place, message, _ in found] == [
        ("提案.yaml:3", "“secondary”")
    ]


def test_text_that_is_no_yaml_names_the_line(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "title: 试\nrules: [\n")
    assert found[0][0] == "提案.yaml:3"
    assert found[0][1].startswith("不是有效的 YAML")


@pytest.mark.parametrize("text", ["", "只有一句话", "- 一\n- 二\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    found = mistakes(tmp_path, text)
    assert found == [("提案.yaml:1", "提案应是键和值，如 rules: {规则编号: {when: 条件}}", "")]
