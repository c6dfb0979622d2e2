"""A draft as tables of cells: what the writer puts on each sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from drafting.workbook.cells import show
from drafting.workbook.draft import Draft, as_book
from drafting.workbook.expectations import expectation_cells, expectation_headings
from drafting.workbook.layout import Cell, Heading, Table
from drafting.workbook.sheets import (
    ABOUT,
    BASELINE,
    BEARING,
    BEARING_HEADERS,
    BEARINGS,
    CATEGORY,
    COMMON,
    CONTENT,
    EXAMPLE_ID,
    EXAMPLES,
    EXPECTED,
    FROM,
    GRADES,
    HOW,
    ITEM,
    KEPT,
    LINES,
    OTHERS,
    RECORDS,
    REGULATION,
    SUGGESTION,
    TARIFF,
    TITLE,
    WHO,
    WHOLE,
    Column,
    Records,
)
from drafting.workbook.words import (
    ADJUSTMENTS,
    GRAVITY_WORDS,
    NONE,
    Names,
    book_names,
    listed,
    named,
)
from facts import Fact, Vocabulary
from facts.columns import FALSE_LABEL, OPEN_LABEL, TRUE_LABEL
from rules.source import YamlPath
from rules.terms import GRAVITIES


def tables(draft: Draft, vocabulary: Vocabulary) -> list[Table]:
    """Every sheet that is read back, in the order of the workbook."""
    data = draft.data()
    names = book_names(as_book(draft))
    made = {records.sheet: _records(records, data, names) for records in RECORDS}
    made[REGULATION] = _regulation(data)
    made[BEARING] = _bearing(data)
    made["规则"] = _with_conclusions(made["规则"], draft)
    made[BASELINE] = _baseline(data["baseline.yaml"], names)
    made[EXAMPLES] = _examples(draft, names, vocabulary)
    order = (REGULATION, "适用条件", "条文目录", "事实", "记录表", "过错情形", BEARING, "规则")
    return [made[s] for s in (*order, "处理方式", TARIFF, "程序", BASELINE, EXAMPLES, KEPT)]


def _at(value: Any, path: YamlPath) -> Any:
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _cell(column: Column, value: Any, names: Names | None = None) -> Cell:
    if value is None:
        return ""
    if column.flow:
        return show(value) if isinstance(value, list | dict) else _scalar(value)
    if column.many:
        known = column.words or (named(names, column.named) if names is not None else None)
        return "；".join(part or WHOLE if known is None else known.show(part) for part in value)
    if column.words is not None:
        return column.words.show(value)
    return value if column.number else str(value)


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


def _heading(column: Column) -> Heading:
    one = column.words is not None and not column.many
    choices = tuple(column.words.words) if column.words is not None and one else ()
    return Heading(column.header, column.width, column.note, column.required, choices)


def _records(records: Records, data: Mapping[str, Any], names: Names) -> Table:
    items = _at(data.get(records.file), records.path) or []
    rows = tuple(
        tuple(_cell(c, _at(item, c.path), names) for c in records.columns) for item in items
    )
    return Table(records.sheet, tuple(map(_heading, records.columns)), rows)


def _regulation(data: Mapping[str, Any]) -> Table:
    headings = (Heading(ITEM, 18), Heading(CONTENT, 80), Heading(HOW, 40))
    rows = tuple(
        (line.header + ("*" if line.required else ""), _cell(line, _at(data, line.path)), line.note)
        for line in LINES
    )
    return Table(REGULATION, headings, rows)


def _bearing(data: Mapping[str, Any]) -> Table:
    columns = {CATEGORY.header: CATEGORY}
    for records in BEARINGS.values():
        columns = {**{c.header: c for c in records.columns}, **columns}
    rows = []
    for category, records in BEARINGS.items():
        own = {c.header: c for c in records.columns}
        for item in _at(data["book.yaml"], records.path) or []:
            cells = {h: _cell(c, _at(item, c.path)) for h, c in own.items()}
            cells[CATEGORY.header] = category
            rows.append(tuple(cells.get(h, "") for h in BEARING_HEADERS))
    both = (CATEGORY.header, "编号", "名称")
    headings = [replace(_heading(columns[h]), required=h in both) for h in BEARING_HEADERS]
    return Table(BEARING, tuple(headings), tuple(rows))


def _with_conclusions(table: Table, draft: Draft) -> Table:
    """The rules, with the conclusions that this book can draw to choose from."""
    metadata = draft.metadata
    choices = (
        *(f"认定 {fault.name}" for fault in metadata.faults),
        *(f"承担 {responsibility.label}" for responsibility in metadata.responsibilities),
        "可以 从轻、减轻、免予",
        "应当 从轻、减轻、免予",
        *(("应当 从重", "应当 加重") if draft.tariff is not None else ()),
        *(f"移送 {referral.name}" for referral in metadata.referrals),
        *(f"办理 {step.name}" for step in metadata.procedures),
    )
    last = table.headings[-1]
    open_ended = Heading(last.header, last.width, last.note, True, choices, closed=False)
    return Table(table.sheet, (*table.headings[:-1], open_ended), table.rows)


# ── the baseline ──────────────────────────────────────────────────────────────


def _baseline(data: Mapping[str, Any], names: Names) -> Table:
    """A line for each responsibility; more where the rows are not in the usual order."""
    gravities = [
        Heading(GRAVITY_WORDS.show(g), 30, f"处理方式，用、隔开；不作处理写“{NONE}”")
        for g in GRAVITIES
    ]
    headings = (
        Heading(WHO, 14, f"最后一行“{SUGGESTION}”：每一档情节建议哪一种", True),
        Heading(FROM, 14, "没有自己的处理方式，参照哪一种责任"),
        Heading(GRADES, 8, "比参照的低几档"),
        *gravities,
    )
    rows: list[tuple[Cell, ...]] = []
    for who, cells in _lines(data.get("rows") or []):
        shown = names.measures_of.get(names.kind_of.get(who, ""), names.measures)
        texts = [listed(cells[g], shown) if g in cells else "" for g in GRAVITIES]
        rows.append((names.responsibilities.show(who), "", "", *texts))
    blank = [""] * len(GRAVITIES)
    for lowering in data.get("lower") or []:
        who, source = lowering["responsibility"], lowering["from"]
        bearing = names.responsibilities
        rows.append((bearing.show(who), bearing.show(source), lowering["grades"], *blank))
    suggest = data.get("suggest") or {}
    suggested = [ADJUSTMENTS.show(suggest.get(g, "")) for g in GRAVITIES]
    rows.append((SUGGESTION, "", "", *suggested))
    return Table(BASELINE, headings, tuple(rows))


def _lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Runs of one responsibility with rising gravity: read back line by line, the same order."""
    who, cells, last = "", dict[str, list[str]](), -1
    for row in rows:
        grade = GRAVITIES.index(row["gravity"])
        if cells and (row["responsibility"] != who or grade <= last):
            yield who, cells
            cells = {}
        who, last = row["responsibility"], grade
        cells[row["gravity"]] = row["measures"]
    if cells:
        yield who, cells


# ── the examples ──────────────────────────────────────────────────────────────


def _examples(draft: Draft, names: Names, vocabulary: Vocabulary) -> Table:
    facts = _fact_headings(draft, vocabulary)
    owned = [f for f in vocabulary.facts if f.entity in ("case", "subject")]
    by_label = {fact.label: fact for fact in owned}
    headings = (
        Heading(EXAMPLE_ID, 26, f"“{COMMON}”一行是各例共有的事实", True),
        Heading(TITLE, 40, "这个例案说明什么", True),
        Heading(ABOUT, 30, "检验哪些规则或者条文，用分号隔开"),
        *facts,
        *expectation_headings(names),
    )
    labels = [heading.header for heading in facts]

    def cells(values: Mapping[str, Any]) -> list[str]:
        return [show(values[n], by_label.get(n)) if n in values else "" for n in labels]

    rows: list[tuple[Cell, ...]] = []
    if draft.cases.common:
        rows.append((COMMON, "", "", *cells(draft.cases.common), *[""] * len(EXPECTED)))
    for example in draft.cases.examples:
        expected = expectation_cells(example.expect.model_dump(), names)
        about = "；".join(example.about)
        rows.append((example.id, example.title, about, *cells(example.facts), *expected))
    groups = {heading.header: "fact" for heading in facts}
    groups |= dict.fromkeys(EXPECTED.values(), "expected")
    return Table(EXAMPLES, headings, tuple(rows), frozen=2, groups=groups)


def _fact_headings(draft: Draft, vocabulary: Vocabulary) -> list[Heading]:
    """Every fact that a rule may read and a person writes, and whatever else is used."""
    used = dict.fromkeys(draft.cases.common)
    for example in draft.cases.examples:
        used.update(dict.fromkeys(example.facts))
    found = []
    for fact in vocabulary.facts:
        if fact.entity not in ("case", "subject"):
            continue
        if (fact.readable and fact.written) or fact.label in used:
            used.pop(fact.label, None)
            found.append(Heading(fact.label, 14, fact.question, False, _options(fact), False))
    others = "一案有别的责任主体时，写成 [{责任主体: 乙, 主体类别: 个人, 角色: 分管领导}]"
    used.pop(OTHERS, None)
    for kind in vocabulary.records:
        used.pop(kind.label, None)
        columns = "、".join(f.label for f in vocabulary.of(kind.id))
        found.append(
            Heading(kind.label, 24, f"[{{列: 值}}, {{列: 值}}]，一条一个；列有：{columns}")
        )
    return [*found, Heading(OTHERS, 20, others), *(Heading(name, 14) for name in used)]


def _options(fact: Fact) -> tuple[str, ...]:
    if fact.type == "boolean":
        return (TRUE_LABEL, FALSE_LABEL, OPEN_LABEL)
    if fact.type == "choice":
        return (*(choice.label for choice in fact.choices), OPEN_LABEL)
    return ()
