"""Book to workbook to book: equal, whatever is in it; and in readable YAML."""

import io
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drafting.examples import read_examples
from drafting.skeleton import skeleton_files
from drafting.workbook import Draft, NotCarriedError, draft_of, read_draft, workbook_bytes
from drafting.workbook.cells import parse, show
from rules.terms import GRAVITIES
from tests.book_workbook.editing import VOCABULARY, edited, exported, few, read, shipped, write
from tests.drafting_cases.books import CORE

#: What may stand in a cell: no surrogates, and not the two that XML never holds.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
AWKWARD = st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "'q",
        '"q"',
        "a\nb",
        "\ta",
        "<r>x</r>",
        "_x0041_",
        "# 注",
        "- a: b",
        "\x85",
        "\u2028a",
    ]
)
TEXTS = st.one_of(
    AWKWARD, st.builds("".join, st.lists(AWKWARD)), st.text(CHARACTERS, max_size=12)
).filter(lambda text: bool(text.strip()) and not _refused(text))


def _refused(text: str) -> bool:
    """XlsxWriter's own mark-up around an escape: such a text is refused, and told so."""
    return text.startswith("<r>") and text.endswith("</r>") and "_x" in text


def test_shipped_book_comes_back_equal(tmp_path: Path) -> None:
    back = read(exported())
    assert back == shipped()
    book, again = read_draft(write(back, tmp_path / "book"))
    assert again == shipped()
    original, _ = read_draft(CORE)
    assert book.book.model_copy(update={"sha256": ""}) == original.book.model_copy(
        update={"sha256": ""}
    )
    assert read_examples(book) == read_examples(original)
    assert len(again.cases.examples) > 200


def test_skeleton_comes_back_equal(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    for name, text in skeleton_files("sample").items():
        (folder / name).write_text(text, encoding="utf-8")
    draft = read_draft(folder)[1]
    assert read(workbook_bytes(draft, VOCABULARY)) == draft


def test_same_book_gives_the_same_bytes() -> None:
    assert workbook_bytes(shipped(), VOCABULARY) == exported()


def test_shared_facts_stay_shared_and_anchors_are_expanded() -> None:
    cases = shipped().cases
    assert cases.common["情节"] == "一般"
    assert cases.common["事发日期"] == date(2010, 3, 1)
    first = next(e for e in cases.examples if e.id == "none.gravity-blank")
    assert first.facts["不作为"] == "否"
    assert first.facts["情节"] is None
    assert "单位类型" not in first.facts


def test_examples_are_rows_with_words_of_the_book() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported()))["例案"]
    headers = [str(cell.value).rstrip("*") for cell in sheet[1]]
    row = next(r for r in sheet.iter_rows(values_only=True) if r[0] == "f1.influence-only")
    shown = {h: v for h, v in zip(headers, row, strict=True) if v is not None}
    assert shown["标题"] == "只有重大影响没有重大损失：两种读法结果不同，由人判断"
    assert shown["检验"] == "fault-1.failed-decision；责任追究制度(二)1"
    assert shown["直接经济损失"] == "0"
    assert shown["应得：结论"] == "待人判断"
    assert shown["应得：未定情形"] == "过错情形1=两解"
    assert shown["应得：处理方式"] == "无"
    assert shown["应得：最重"] == "诫勉谈话、责令作出书面检查"
    assert shown["应得：提问"] == "读法：过错情形1=条文两解"
    assert "情节" not in shown


def test_baseline_is_a_matrix() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported()))["裁量基准"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["责任*", "参照", "低几档", "轻微", "一般", "较重", "严重", "特别严重"]
    assert rows[1][:5] == ["主要责任", None, None, "诫勉谈话", "诫勉谈话、责令作出书面检查"]
    assert rows[3] == ["次要责任", "主要责任", 1, None, None, None, None, None]
    assert rows[4] == ["建议从宽", None, None, "免予", "减轻", "从轻", "从轻", "从轻"]


def test_sheets_have_frozen_headings_lists_and_no_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    assert book.sheetnames == [
        "说明", "规定", "适用条件", "条文目录", "事实", "记录表", "过错情形", "责任与移送", "规则",
        "处理方式", "档次", "程序", "裁量基准", "例案", "保留理由", "字典",
    ]  # fmt: skip
    assert [sheet.title for sheet in book if sheet.freeze_panes is None] == []
    assert [
        c.coordinate for s in book for r in s.iter_rows() for c in r if c.data_type == "f"
    ] == []
    stages = [v for v in book["规则"].data_validations.dataValidation if "C2" in v.sqref]
    (name,) = [str(v.formula1) for v in stages]
    column = next(c for c in book["字典"].iter_cols(values_only=True) if c[0] == "规则：阶段")
    assert column[1:7] == (
        "违反义务", "认定过错", "划分责任", "处理方式", "从宽从严", "程序",
    )  # fmt: skip
    assert str(book.defined_names[name].attr_text).endswith("$7")


def test_order_of_sheets_columns_and_a_title_row_do_not_matter() -> None:
    def shuffle(book: Any) -> None:
        book.move_sheet("例案", offset=-8)
        for name in ("规则", "裁量基准", "例案"):
            sheet = book[name]
            rows = [list(row)[::-1] for row in sheet.iter_rows(values_only=True)]
            sheet.delete_rows(1, sheet.max_row)
            sheet.append(["改动版"])
            sheet.append([])
            for row in rows:
                sheet.append(row)

    assert read(edited(shuffle)) == few()


def test_workbook_without_examples_gives_a_book_without() -> None:
    found = read(edited(lambda book: book["例案"].delete_rows(2, 1000)))
    assert found.cases.examples == ()
    assert found.rules == shipped().rules


def test_yaml_is_laid_out_as_it_would_be_written_by_hand(tmp_path: Path) -> None:
    folder = write(shipped(), tmp_path / "book")
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    assert "\n\n- id: fault-4.late-report\n  cite: 责任追究制度(二)4; 定期报告制度(二)\n" in text
    catalogue = (CORE / "catalogue.yaml").read_text(encoding="utf-8")
    lines = (folder / "catalogue.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [line for line in catalogue.splitlines() if line.startswith("-")]


def test_what_a_cell_cannot_hold_is_refused() -> None:
    data = shipped().data()
    data["book.yaml"]["title"] = "字" * 40_000
    data["rules.yaml"][1]["id"] = "trailing "
    with pytest.raises(NotCarriedError) as caught:
        workbook_bytes(draft_of(data), VOCABULARY)
    assert [problem.line() for problem in caught.value.problems] == [
        f"错误 {place}：规则书 zhangye-2009 的这一处，工作簿带不走；"
        "不超过 32,767 字、不是只有空格、没有特殊字符的内容；请先在 YAML 里修改这一处"
        for place in ("book.yaml › title", "rules.yaml › 2 › id")
    ]


def test_a_blank_text_where_one_is_needed_is_refused() -> None:
    data = shipped().data()
    data["book.yaml"]["issuer"] = " "
    with pytest.raises(NotCarriedError) as caught:
        workbook_bytes(draft_of(data), VOCABULARY)
    (problem,) = caught.value.problems
    assert problem.line() == "错误 规定!B6（发布机关）：没有填；这一格必填"


# ── laws ──────────────────────────────────────────────────────────────────────

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1000, 1, 1)),
    TEXTS,
    st.text(CHARACTERS, max_size=5),
    st.sampled_from(["", " ", "1", "1.0", "2010-03-01", "true", "否", "[a", "{b", '"']),
    st.sampled_from(["1、2", "〔空白〕", "08:30", "0123", "null", "~"]),
)  # fmt: skip
VALUES = st.one_of(
    SCALARS,
    st.lists(st.one_of(st.integers(), st.sampled_from(["1", "其他", "差、不称职"])), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["角色", "情节"]), st.text("甲乙 ")), max_size=2),
)


@given(VALUES, st.sampled_from([None, VOCABULARY.by_label("过错情形")]))
def test_any_value_of_a_fact_fits_in_a_cell(value: Any, fact: Any) -> None:
    text = show(value, fact)
    assert text.strip()
    found = parse(text, fact)
    assert found == value
    assert type(found) is type(value)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """The shipped book with other texts, another baseline, fewer rules, other examples."""
    data = shipped().data()
    _spread(draw, data)
    measures = {"primary": "individual", "collective": "team"}
    by_kind = {
        kind: [m.id for m in shipped().catalogue if m.kind == kind]
        for kind in ("individual", "team")
    }
    rows = draw(st.permutations(data["baseline.yaml"]["rows"]))
    for row in rows:
        allowed = by_kind[measures[row["responsibility"]]]
        row["measures"] = draw(st.lists(st.sampled_from(allowed), unique=True, max_size=4))
    lenient = st.sampled_from(["lighten", "reduce", "exempt"])
    lower = {"responsibility": "secondary", "from": "primary", "grades": draw(st.integers(1, 9))}
    data["baseline.yaml"] |= {
        "rows": rows,
        "lower": [lower],
        "suggest": {gravity: draw(lenient) for gravity in GRAVITIES},
    }
    optional = {"fault-4.late-handling", "attribution.team", "mitigation-7", "referral-6.party"}
    dropped = draw(st.sets(st.sampled_from(sorted(optional))))
    rules = [rule for rule in data["rules.yaml"] if rule["id"] not in dropped]
    data["rules.yaml"] = draw(st.permutations(rules))
    examples = draw(
        st.lists(st.sampled_from(data["cases.yaml"]["examples"]), max_size=4, unique_by=_id)
    )
    provision = draw(st.one_of(TEXTS, st.none()))
    data["cases.yaml"]["examples"] = [
        {**e, "title": draw(TEXTS), "facts": {**e["facts"], "违反规定依据": provision}}
        for e in examples
    ]
    if draw(st.booleans()):
        data["cases.yaml"]["common"] = {}
    data["justified.yaml"] = data["justified.yaml"][: draw(st.integers(0, 3))]
    return draft_of(data)


def _id(example: dict[str, Any]) -> str:
    return str(example["id"])


def _spread(draw: st.DrawFn, data: dict[str, Any]) -> None:
    """Put awkward texts where a text may be anything."""
    book = data["book.yaml"]
    book["title"], book["silence"]["text"] = draw(TEXTS), draw(TEXTS)
    book["in_force"]["note"] = draw(st.one_of(TEXTS, st.just("")))
    book["scope"][0]["otherwise"] = draw(TEXTS)
    book["faults"][draw(st.integers(0, 10))]["label"] = draw(TEXTS)
    book["referrals"][0]["label"] = draw(TEXTS)
    clause = draw(st.sampled_from(data["outline.yaml"]["clauses"]))
    clause["about"], clause["quote"], clause["reason"] = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    data["rules.yaml"][0]["readings"][0]["text"] = draw(TEXTS)
    for measure in data["catalogue.yaml"][:2]:
        measure["label"] = draw(TEXTS)
    data["baseline.yaml"]["source"] = draw(TEXTS)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_any_book_comes_back_equal(draft: Draft) -> None:
    back = read(workbook_bytes(draft, VOCABULARY))
    assert back == draft
    with TemporaryDirectory() as name:
        assert read_draft(write(back, Path(name) / "book"))[1] == draft


@given(st.datetimes(datetime(1900, 1, 1)).map(lambda d: d.replace(microsecond=0)))
def test_yaml_moments_stand_in_cells_as_texts_that_facts_take(moment: datetime) -> None:
    written = yaml.safe_load(yaml.safe_dump(moment))
    assume(written == moment)
    assert datetime.fromisoformat(parse(show(moment))) == moment
