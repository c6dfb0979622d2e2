"""A draft as tables of cells: what the writer puts on each sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from drafting.workbook.cells import show
from drafting.workbook.draft import Draft, as_book
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
    TITLE,
    WHO,
    Column,
    Records,
)
from drafting.workbook.words import (
    ADJUSTMENTS,
    APPLIED_WORDS,
    DOUBT_WORDS,
    GRAVITY_WORDS,
    NONE,
    OUTCOME_WORDS,
    QUESTION_WORDS,
    Names,
    Words,
    book_names,
)
from facts import Fact, Vocabulary
from facts.columns import FALSE_LABEL, OPEN_LABEL, TRUE_LABEL
from rules.book import GRAVITIES
from rules.source import YamlPath

Cell = str | int


@dataclass(frozen=True)
class Heading:
    """A column's heading, its note, and the words that may be chosen in it."""

    header: str
    width: float
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    #: The choices are all there are; otherwise they only help.
    closed: bool = True


@dataclass(frozen=True)
class Table:
    """One sheet: headings, and rows as long as they."""

    sheet: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 1
    groups: Mapping[str, str] = field(default_factory=dict)


def tables(draft: Draft, vocabulary: Vocabulary) -> list[Table]:
    """Every sheet that is read back, in the order of the workbook."""
    data = draft.data()
    names = book_names(as_book(draft))
    made = {records.sheet: _records(records, data) for records in RECORDS}
    made[REGULATION] = _regulation(data)
    made[BEARING] = _bearing(data)
    made["规则"] = _with_conclusions(made["规则"], draft)
    made[BASELINE] = _baseline(data["baseline.yaml"], names)
    made[EXAMPLES] = _examples(draft, names, vocabulary)
    order = (REGULATION, "适用条件", "条文目录", "过错情形", BEARING, "规则", "处理方式")
    return [made[sheet] for sheet in (*order, BASELINE, EXAMPLES, KEPT)]


def _at(value: Any, path: YamlPath) -> Any:
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _cell(column: Column, value: Any) -> Cell:
    if value is None:
        return ""
    if column.words is not None:
        return column.words.show(value)
    if column.many:
        return "；".join(value)
    return value if column.number else str(value)


def _heading(column: Column) -> Heading:
    choices = tuple(column.words.words) if column.words is not None else ()
    return Heading(column.header, column.width, column.note, column.required, choices)


def _records(records: Records, data: Mapping[str, Any]) -> Table:
    items = _at(data[records.file], records.path) or []
    rows = tuple(tuple(_cell(c, _at(item, c.path)) for c in records.columns) for item in items)
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
        *(f"移送 {referral.name}" for referral in metadata.referrals),
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
    for who, cells in _lines(data["rows"]):
        shown = names.measures_of.get(names.kind_of.get(who, ""), names.measures)
        texts = [_listed(cells[g], shown) if g in cells else "" for g in GRAVITIES]
        rows.append((names.responsibilities.show(who), "", "", *texts))
    blank = [""] * len(GRAVITIES)
    for lowering in data.get("lower") or []:
        who, source = lowering["responsibility"], lowering["from"]
        bearing = names.responsibilities
        rows.append((bearing.show(who), bearing.show(source), lowering["grades"], *blank))
    suggested = [ADJUSTMENTS.show(data["suggest"].get(g, "")) for g in GRAVITIES]
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
    by_label = {fact.label: fact for fact in vocabulary.facts}
    headings = (
        Heading(EXAMPLE_ID, 26, f"“{COMMON}”一行是各例共有的事实", True),
        Heading(TITLE, 40, "这个例案说明什么", True),
        Heading(ABOUT, 30, "检验哪些规则或者条文，用分号隔开"),
        *facts,
        *_expectation_headings(names),
    )
    labels = [heading.header for heading in facts]

    def cells(values: Mapping[str, Any]) -> list[str]:
        return [show(values[n], by_label.get(n)) if n in values else "" for n in labels]

    rows: list[tuple[Cell, ...]] = []
    if draft.cases.common:
        rows.append((COMMON, "", "", *cells(draft.cases.common), *[""] * len(EXPECTED)))
    for example in draft.cases.examples:
        expected = _expectation(example.expect.model_dump(), names)
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
        if (fact.readable and fact.written) or fact.label in used:
            used.pop(fact.label, None)
            found.append(Heading(fact.label, 14, fact.question, False, _options(fact), False))
    others = "一案有别的责任主体时，写成 [{责任主体: 乙, 主体类别: 个人, 角色: 分管领导}]"
    used.pop(OTHERS, None)
    return [*found, Heading(OTHERS, 20, others), *(Heading(name, 14) for name in used)]


def _options(fact: Fact) -> tuple[str, ...]:
    if fact.type == "boolean":
        return (TRUE_LABEL, FALSE_LABEL, OPEN_LABEL)
    if fact.type == "choice":
        return (*(choice.label for choice in fact.choices), OPEN_LABEL)
    return ()


def _expectation_headings(names: Names) -> list[Heading]:
    several = f"用、隔开；一种也没有写“{NONE}”；空白是不检查"
    notes: dict[str, tuple[float, str, Words | None]] = {
        "status": (12, "应当得出的结论", OUTCOME_WORDS),
        "faults": (20, "成立的全部过错情形，用、隔开；空白是没有", None),
        "in_doubt": (22, "未定的情形和缘由，例如 过错情形1=两解；多个用分号隔开", None),
        "responsibility": (12, "空白是不检查", names.responsibilities),
        "measures": (34, several, None),
        "lightest": (28, several, None),
        "heaviest": (34, several, None),
        "applied": (10, "建议的从宽；空白是不检查", APPLIED_WORDS),
        "referrals": (20, several, None),
        "asks": (30, "必须提出的问题，例如 不作为=事实未填；多个用分号隔开", None),
    }
    return [
        Heading(
            EXPECTED[key],
            width,
            note,
            key == "status",
            tuple(chosen.words) if chosen is not None else (),
        )
        for key, (width, note, chosen) in notes.items()
    ]


def _expectation(expect: Mapping[str, Any], names: Names) -> list[str]:
    measures, optional = names.measures, ("measures", "lightest", "heaviest")
    found = {
        "status": OUTCOME_WORDS.show(expect["status"]),
        "faults": "、".join(names.faults.show(f) for f in expect["faults"]),
        "in_doubt": _pairs(expect["in_doubt"], names.faults, DOUBT_WORDS),
        "applied": APPLIED_WORDS.show(expect["applied"] or ""),
        "asks": _pairs(expect["asks"], Words(()), QUESTION_WORDS),
    }
    bearing = expect["responsibility"]
    found["responsibility"] = "" if bearing is None else names.responsibilities.show(bearing)
    found |= {key: _maybe(expect[key], measures) for key in optional}
    found["referrals"] = _maybe(expect["referrals"], names.referrals)
    return [found[key] for key in EXPECTED]


def _pairs(values: Mapping[str, str], keys: Words, meanings: Words) -> str:
    return "；".join(f"{keys.show(key)}={meanings.show(value)}" for key, value in values.items())


def _maybe(ids: Sequence[str] | None, shown: Words) -> str:
    return "" if ids is None else _listed(ids, shown)


def _listed(ids: Sequence[str], shown: Words) -> str:
    return "、".join(shown.show(name) for name in ids) or NONE
