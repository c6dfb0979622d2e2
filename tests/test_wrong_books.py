"""Books with mistakes: all are told at once, each with file, line and the nearest name."""

import shutil
from pathlib import Path

import pytest

from rules import BookError, load_book
from rules.loader import BOOKS

SOURCE = BOOKS / "zhangye-2009"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "draft"
    shutil.copytree(SOURCE, folder)
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace text once; the 1-based line where it stands."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def lines(folder: Path) -> list[str]:
    with pytest.raises(BookError) as caught:
        load_book(folder)
    return [mistake.line() for mistake in caught.value.mistakes]


def test_unknown_fact_in_a_condition(book: Path) -> None:
    line = spoil(book, "rules.yaml", "且 不良影响 且 不良后果", "且 不良影想 且 不良后果")
    assert lines(book) == [
        f"draft/rules.yaml:{line}（fault-5.not-executed）：词汇表里没有“不良影想”；是不是“不良影响”？\n"
        "    (拒不执行 或 执行不力) 且 不良影想 且 不良后果\n"
        "                              ^"
    ]


def test_all_mistakes_are_told_at_once(book: Path) -> None:
    spoil(book, "rules.yaml", "cite: 责任追究制度(二)2", "cite: 责任追究制度(二)22")
    spoil(book, "rules.yaml", "then: 承担 主要责任", "then: 承担 首要责任")
    spoil(
        book,
        "baseline.yaml",
        "gravity: slight, measures: [admonition_talk]",
        "gravity: slight, measures: [admonition]",
    )
    found = lines(book)
    assert len(found) == 3
    assert "条文目录里没有“责任追究制度(二)22”；是不是“责任追究制度(二)2”？" in found[0]
    assert "处理方式目录里没有“admonition”（individual）；是不是“admonition_talk”？" in found[1]
    assert (
        "本规则书没有“首要责任”（可用：主要责任、次要责任、集体责任）；是不是“次要责任”？"
        in found[2]
    )


def test_missing_baseline_cell(book: Path) -> None:
    spoil(
        book,
        "baseline.yaml",
        "  - {responsibility: collective, gravity: slight, "
        "measures: [collective_admonition_talk]}\n",
        "",
    )
    (found,) = lines(book)
    assert found.endswith("缺少 collective × slight 一格")


def test_rule_of_a_later_stage_cannot_be_read_earlier(book: Path) -> None:
    spoil(book, "rules.yaml", "when: 不作为 或 作为不力 或 乱作为", "when: 不作为 或 主要责任")
    (found,) = lines(book)
    assert "词汇表里没有“主要责任”" in found


def test_verb_in_the_wrong_stage(book: Path) -> None:
    spoil(book, "rules.yaml", "then: 移送 司法机关", "then: 认定 过错情形1")
    (found,) = lines(book)
    assert "“认定”只能在 finding 阶段作出，不能在 procedure 阶段" in found


def test_fault_that_no_rule_concludes(book: Path) -> None:
    spoil(book, "rules.yaml", "then: 认定 过错情形10", "then: 认定 过错情形6")
    (found,) = lines(book)
    assert "没有认定过错情形10的规则" in found


def test_duplicate_rule_id(book: Path) -> None:
    spoil(
        book, "rules.yaml", "- id: fault-3.supervised-task-not-done", "- id: fault-2.task-not-done"
    )
    (found,) = lines(book)
    assert "规则编号“fault-2.task-not-done”重复" in found


def test_readings_need_both_texts_and_a_choice(book: Path) -> None:
    spoil(book, "rules.yaml", "  chosen: both\n", "  chosen: neither\n")
    (found,) = lines(book)
    assert "chosen 要写其中一种读法的编号" in found


def test_clause_without_codification_needs_a_reason(book: Path) -> None:
    spoil(book, "outline.yaml", "    reason: 同（四）末款。\n", "")
    (found,) = lines(book)
    assert "没有编成规则的条文要写明理由（reason）" in found


def test_text_that_is_not_yaml(book: Path) -> None:
    (book / "catalogue.yaml").write_text("- {id: x\n- y", encoding="utf-8")
    (found,) = lines(book)
    assert found.startswith("draft/catalogue.yaml:3：不是有效的 YAML：did not find expected")


def test_missing_file_is_named(book: Path) -> None:
    (book / "outline.yaml").unlink()
    assert lines(book) == ["draft/outline.yaml：规则书缺少这个文件"]


def test_unknown_book_proposes_the_nearest() -> None:
    with pytest.raises(BookError, match=r"没有规则书“zhangye-2008”.*是不是“zhangye-2009”"):
        load_book("zhangye-2008")


def test_aggravation_that_the_baseline_cannot_carry_out_is_refused(book: Path) -> None:
    spoil(book, "rules.yaml", "then: 可以 从轻、减轻、免予", "then: 应当 从重")
    (found,) = lines(book)
    assert "裁量基准不能执行从重、加重；条文的档次写进 tariff.yaml" in found


def test_book_hash_changes_with_any_file_that_decides(book: Path) -> None:
    before = load_book(book).book.sha256
    spoil(book, "baseline.yaml", "缺省裁量基准", "某地裁量基准")
    assert load_book(book).book.sha256 != before


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("book.yaml", "title:", "titel:", ("缺少这一项", "没有这一项，请核对名称")),
        ("catalogue.yaml", "rank: 2,", "rank: 第二,", ("应为整数",)),
        ("rules.yaml", "stage: attribution", "stage: attributions", ("应为 duty、finding",)),
        ("outline.yaml", "status: codified", "status: coded", ("应为 codified",)),
    ],
)
def test_what_does_not_fit_a_book_is_told_in_chinese(
    book: Path, file: str, old: str, new: str, told: tuple[str, ...]
) -> None:
    spoil(book, file, old, new)
    found = "\n".join(lines(book))
    assert [part for part in told if part not in found] == [], found


def test_readings_elsewhere_than_in_a_finding_are_refused(book: Path) -> None:
    text = (book / "rules.yaml").read_text(encoding="utf-8")
    start = text.index("- id: fault-1.failed-decision")
    rule = text[start : text.index("\n- id:", start + 1)]
    spoil(book, "rules.yaml", rule, rule.replace("stage: finding", "stage: attribution"))
    assert "只有 finding 阶段的规则可以写两种读法" in "\n".join(lines(book))
