"""Reading and deciding examples: all at once as each by itself, and mistakes with their place."""

from pathlib import Path

import pytest

from drafting.examples import expectation_of, parse_examples, read_examples, run_examples
from rules import BookError, load_book
from sanctions import Determination
from tests.drafting_cases.books import CORE
from tests.drafting_cases.copies import copy_of, opened

GOOD = """\
common: {主体类别: 个人}
examples:
  - id: a
    title: 甲
    facts: {不作为: 是}
    expect: {status: recommended}
"""


def lines(error: BookError, lang: str = "zh") -> list[str]:
    return [mistake.line(lang) for mistake in error.mistakes]


def test_an_example_comes_out_in_company_as_it_does_alone() -> None:
    book = load_book(CORE)
    examples = read_examples(book)
    together = run_examples(book, examples)
    some = list(zip(examples, together, strict=True))[::9]
    alone = [run_examples(book, [e])[0].determination for e, _ in some]
    assert [(a.signature, told(a)) for a in alone] == [
        (o.determination.signature, told(o.determination)) for _, o in some
    ]


def told(determination: Determination) -> list[object]:
    """Everything that was determined, but for the cells that the facts came from."""
    reasons = [
        (r.rule, r.citation, [(f.fact, f.value) for f in r.because]) for r in determination.reasons
    ]
    return [expectation_of(determination), reasons]


def test_examples_that_share_a_case_number_stay_apart() -> None:
    book = load_book(CORE)
    first, second = read_examples(book)[:2]
    twins = [e.model_copy(update={"facts": {**e.facts, "案件编号": "1"}}) for e in (first, second)]
    assert [o.differences for o in run_examples(book, twins)] == [(), ()]


def test_common_facts_lie_beneath_those_of_an_example() -> None:
    (example,) = parse_examples(GOOD).examples
    assert example.facts == {"主体类别": "个人", "不作为": "是"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "examples:\n  - id: a: b\n",
            ["cases.yaml:2：不是有效的 YAML：mapping values are not allowed in this context"],
        ),
        ("common: {}\n", ["cases.yaml:1：应有 examples 一项，列出各例"]),
        (GOOD + GOOD.split("examples:\n")[1], ["cases.yaml:7（a）：例案编号重复"]),
        (
            GOOD.replace("status:", "statu:"),
            [
                "cases.yaml:3（a）：expect.status：缺少这一项",
                "cases.yaml:3（a）：expect.statu：没有这一项，请核对名称",
            ],
        ),
    ],
)
def test_a_mistake_in_the_examples_file_has_its_place(text: str, expected: list[str]) -> None:
    with pytest.raises(BookError) as caught:
        parse_examples(text)
    assert lines(caught.value) == expected


def test_every_fact_that_cannot_be_read_is_told_with_its_example(tmp_path: Path) -> None:
    folder = copy_of(
        tmp_path,
        ("cases.yaml", "facts: {<<: *clean, 乱作为: 存疑}", "facts: {<<: *clean, 乱作为: 也许}"),
        ("cases.yaml", "facts: {不作为: 是, 单位层级: 市级}", "facts: {不作为: 是, 层级: 市级}"),
    )
    book, file = opened(folder)
    with pytest.raises(BookError) as caught:
        run_examples(book, file.examples)
    assert [m.message.zh for m in caught.value.mistakes] == [
        "“乱作为”不能是“也许”",
        "词汇表里没有“层级”",
    ]
    assert [m.place.rule for m in caught.value.mistakes] == ["f6.open", "scope.city"]


def test_a_book_without_examples_is_refused(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    (folder / "cases.yaml").unlink()
    with pytest.raises(BookError) as caught:
        opened(folder)
    assert lines(caught.value) == ["book/cases.yaml：规则书没有例案文件"]
    assert lines(caught.value, "en") == ["book/cases.yaml：the book has no examples"]
