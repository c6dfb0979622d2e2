"""What changed is named as a region of cases; that nothing else changed is proved."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from drafting.diff import Comparison, compare
from drafting.diff.certificate import as_json, lines
from drafting.diff.document import document
from drafting.diff.page import page
from rules import load_book
from tests.drafting_cases.books import CORE
from tests.verify.planted import SOURCE, changed

BOOK = load_book(CORE)


def compared(folder: Path, file: str, old: str, new: str) -> Comparison:
    found = compare(BOOK, changed(folder / "draft", file, old, new))
    assert all(region.agrees for region in found.regions)
    return found


def test_identical_books_get_a_certificate_of_equality() -> None:
    found = compare(BOOK, load_book(SOURCE))
    assert (found.regions, found.complete) == ((), True)
    text = list(lines(found))
    assert "已证明：两本规则书对任何案件的结果都相同。" in text
    assert sum(BOOK.book.sha256 in line for line in text) == 2


def test_same_meaning_in_other_words_is_equal(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        "rules.yaml",
        "when: (拒不执行 或 执行不力) 且 不良影响 且 不良后果",
        "when: 非 ((非 拒不执行 且 非 执行不力) 或 非 (不良后果 且 不良影响))",
    )
    assert (found.regions, found.complete) == ((), True)


def test_changed_threshold_is_one_region_between_the_two_thresholds(tmp_path: Path) -> None:
    found = compared(tmp_path, "rules.yaml", "报告用时 > 2小时", "报告用时 > 4小时")
    (region,) = found.regions
    assert found.complete
    assert region.direction == "lighter"
    assert region.conditions == (
        "适用本规则书",
        "及时处置 = 是",
        "情况类别 属于 [突发事件, 灾情险情, 安全生产事故]",
        "报告用时 > 2小时",
        "报告用时 ≤ 4小时",
        "经办人没有认定过错情形4，或者认定与要素矛盾而以要素为准",
        "没有其他过错情形成立",
    )
    assert (region.before, region.after) == ("诫勉谈话、责令作出书面检查", "不予追究")
    assert region.witness.spent() == {"报告用时": "2小时1分钟"}
    (cause,) = region.causes
    assert cause.text.zh == "修改规则 fault-4.late-report"
    assert cause.place.rule == "fault-4.late-report"
    assert cause.clauses == ("责任追究制度(二)4", "定期报告制度(二)")


def test_the_way_back_is_stricter(tmp_path: Path) -> None:
    draft = changed(tmp_path / "draft", "rules.yaml", "报告用时 > 2小时", "报告用时 > 4小时")
    (region,) = compare(draft, BOOK).regions
    assert region.direction == "stricter"
    assert {"报告用时 > 2小时", "报告用时 ≤ 4小时"} <= set(region.conditions)


def test_changed_cell_of_the_baseline_reaches_the_responsibility_lowered_to_it(
    tmp_path: Path,
) -> None:
    found = compared(
        tmp_path,
        "baseline.yaml",
        "[written_self_criticism, circulated_criticism, award_disqualification]",
        "[written_self_criticism, circulated_criticism]",
    )
    lighter = [region.conditions for region in found.regions if region.direction == "lighter"]
    assert sorted(lighter) == [
        ("适用本规则书", "有过错情形成立", "承担主要责任", "情节 = 较重"),
        ("适用本规则书", "有过错情形成立", "承担次要责任", "情节 = 严重"),
    ]
    assert {c.text.zh for r in found.regions for c in r.causes} == {
        "修改裁量基准“主要责任 × 较重”一格"
    }


def test_wider_scope_is_stricter_where_there_is_a_fault(tmp_path: Path) -> None:
    found = compared(tmp_path, "book.yaml", "属于 [市级, 县级]", "属于 [市级, 县级, 乡级]")
    assert [(r.direction, r.before, r.after) for r in found.regions] == [
        ("stricter", "不适用", "诫勉谈话、责令作出书面检查"),
        ("other", "不适用", "不予追究"),
    ]
    assert all("单位层级 = 乡级" in region.conditions for region in found.regions)


def test_changed_referral_is_neither_stricter_nor_lighter(tmp_path: Path) -> None:
    found = compared(
        tmp_path, "rules.yaml", "  when: 涉嫌犯罪\n", "  when: 涉嫌犯罪 且 非 不作为\n"
    )
    (region,) = found.regions
    assert (region.direction, set(region.conditions)) == (
        "other",
        {"适用本规则书", "不作为 = 是", "涉嫌犯罪 = 是"},
    )
    assert region.before == f"{region.after}；移送司法机关"


def test_dropped_reading_differs_where_a_person_would_choose_it(tmp_path: Path) -> None:
    found = compared(tmp_path, "rules.yaml", "且 (重大影响 或 重大损失)", "且 重大影响")
    assert {region.direction for region in found.regions} == {"lighter"}
    assert "读法：“重大影响和损失”有其一即可" in {c for r in found.regions for c in r.conditions}


def test_may_made_shall_leaves_less_room(tmp_path: Path) -> None:
    found = compared(tmp_path, "rules.yaml", "then: 可以 从轻", "then: 应当 从轻")
    assert {region.direction for region in found.regions} == {"other"}
    assert found.regions[0].before != found.regions[0].after
    assert found.regions[0].causes[0].place.rule == "mitigation-7"


def test_alternatives_are_kept_together(tmp_path: Path) -> None:
    found = compared(tmp_path, "rules.yaml", "且 不良影响 且 不良后果", "且 (不良影响 或 不良后果)")
    assert found.complete
    assert "(拒不执行 = 是 或 执行不力 = 是)" in found.regions[0].conditions
    assert found.regions[0].direction == "stricter"


def test_too_many_regions_are_counted_not_hidden(tmp_path: Path) -> None:
    draft = changed(tmp_path / "draft", "rules.yaml", "且 非 过错情形5", "且 过错情形6")
    found = compare(BOOK, draft, most=2)
    assert (len(found.regions), found.more, found.complete) == (2, True, False)
    assert any("还有更多没有列出" in line for line in lines(found))


def test_time_over_is_no_proof(tmp_path: Path) -> None:
    draft = changed(tmp_path / "draft", "rules.yaml", "报告用时 > 2小时", "报告用时 > 4小时")
    found = compare(BOOK, draft, limit=1e-9)
    assert not found.complete
    assert any("没有判定" in line for line in lines(found))


@pytest.fixture(scope="module")
def threshold(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("books")
    return compared(folder, "rules.yaml", "报告用时 > 2小时", "报告用时 > 4小时")


def test_page_stands_alone(threshold: Comparison) -> None:
    text = page(threshold)
    assert "报告用时 &gt; 2小时 且 报告用时 ≤ 4小时" in text
    assert threshold.new.book.sha256 in text
    assert "<script" not in text
    assert "http" not in text


def test_json_holds_the_region(threshold: Comparison) -> None:
    content = json.loads(json.dumps(as_json(threshold)))
    assert content["equal_elsewhere"] == "proved"
    assert content["regions"][0]["derived"] == {"报告用时": "2小时1分钟"}
    assert content["regions"][0]["engine_agrees"] is True


def test_document_can_be_read_again(threshold: Comparison) -> None:
    docx = pytest.importorskip("docx")
    paper = docx.Document(BytesIO(document(threshold)))
    assert paper.paragraphs[0].text == "规则书修改对照证书"
    rows = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}
    assert rows["新结果"] == "不予追究"
