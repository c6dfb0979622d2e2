"""Recording new outcomes: only the expectation changes, and only when it can be done well."""

from pathlib import Path

import pytest

from drafting.accept import Change, recorded
from drafting.examples import parse_examples, run_examples
from rules import BookError, load_book
from tests.drafting_cases.books import CORE

BOOK = load_book(CORE)

TEXT = """\
# 头上的注释
common:
  单位类型: 党委
  单位层级: 县级
  事发日期: 2010-03-01
  主体类别: 个人
  角色: 主要领导
  责任方: 主要领导
  情节: 一般
  重大损失: 否
  不良影响: 否
  主动发现: 否
  及时纠正: 否
  涉嫌犯罪: 否
  应受党纪处分: 否
  应受政务处分: 否
examples:
  - id: flow
    title: 一行写完
    facts: {不作为: 是}
    expect: {status: exempt, measures: []}  # 行尾的注释

  - id: block
    title: 分行写
    facts: {不作为: 是, 情节: 严重}
    expect:
      status: exempt  # 状态
      # 中间的注释
      faults: [fault-6]
      measures:
        - admonition_talk
      asks: {情节: judgement}

  - id: good
    title: 本来就对
    facts: {不作为: 是}
    expect: {status: recommended, faults: [fault-6]}
"""

RECORDED = """\
    expect: {status: recommended, measures: [admonition_talk, written_self_criticism], \
faults: [fault-6]}  # 行尾的注释

  - id: block
    title: 分行写
    facts: {不作为: 是, 情节: 严重}
    expect:
      status: recommended  # 状态
      # 中间的注释
      faults: [fault-6]
      measures:
        - circulated_criticism
        - award_disqualification
        - rated_incompetent
        - organizational_handling
      asks: {}
"""


def accept(text: str) -> tuple[str, tuple[Change, ...]]:
    file = parse_examples(text)
    return recorded(file, run_examples(BOOK, file.examples))


def test_only_the_expectation_is_changed() -> None:
    made, _ = accept(TEXT)
    head = TEXT.split("    expect: {status: exempt", maxsplit=1)[0]
    tail = TEXT.split("\n  - id: good")[1]
    assert made == head + RECORDED + "\n  - id: good" + tail


def test_each_change_says_old_and_new() -> None:
    _, changes = accept(TEXT)
    assert [(c.example, c.field, c.old, c.new) for c in changes] == [
        ("flow", "status", "exempt", "recommended"),
        ("flow", "faults", None, ["fault-6"]),
        ("flow", "measures", [], ["admonition_talk", "written_self_criticism"]),
        ("block", "status", "exempt", "recommended"),
        (
            "block",
            "measures",
            ["admonition_talk"],
            [
                "circulated_criticism",
                "award_disqualification",
                "rated_incompetent",
                "organizational_handling",
            ],
        ),
        ("block", "asks", {"情节": "judgement"}, {}),
    ]


def test_what_was_recorded_is_then_expected() -> None:
    made, _ = accept(TEXT)
    again = parse_examples(made)
    assert [o.differences for o in run_examples(BOOK, again.examples)] == [(), (), ()]
    assert accept(made) == (made, ())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_and_byte_order_mark_are_kept(mark: str) -> None:
    made, _ = accept(mark + TEXT.replace("\n", "\r\n"))
    assert made == mark + accept(TEXT)[0].replace("\n", "\r\n")


def test_a_field_is_added_before_the_comment_of_the_next_line() -> None:
    text = TEXT.replace("      faults: [fault-6]\n", "").replace(
        "      asks: {情节: judgement}\n", ""
    )
    made, _ = accept(text)
    assert made.split("  - id: good")[0].endswith(
        """\
    expect:
      status: recommended  # 状态
      # 中间的注释
      measures:
        - circulated_criticism
        - award_disqualification
        - rated_incompetent
        - organizational_handling
      faults: [fault-6]

"""
    )


@pytest.mark.parametrize(
    "alias",
    [
        ("expect: {status: exempt, measures: []}  # 行尾的注释", "expect: *shared"),
        ("expect: {status: exempt, measures: []}", "expect: {status: exempt, measures: *none}"),
    ],
)
def test_an_expectation_written_elsewhere_is_left_alone(alias: tuple[str, str]) -> None:
    anchors = "anchors:\n  a: &shared {status: exempt}\n  b: &none []\n"
    with pytest.raises(BookError) as caught:
        accept(anchors + TEXT.replace(*alias))
    assert [m.line() for m in caught.value.mistakes] == [
        "cases.yaml:21（flow）：这一例的 expect 引用了别处的写法，不能自动改；请手工改，文件没有动"
    ]


def test_an_anchor_that_others_use_is_not_overwritten(tmp_path: Path) -> None:
    text = TEXT.replace("measures: []}", "measures: &m []}").replace(
        "faults: [fault-6]}\n", "faults: [fault-6], lightest: *m}\n"
    )
    with pytest.raises(BookError, match="不能自动改"):
        accept(text)
