"""The catalogue and the baseline: order, weight, holes, and measures that are never used."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from drafting.lint.naming import VOCABULARIES
from drafting.lint.witness import readings
from drafting.lint.worked import Worked
from facts import Text
from rules.source import YamlPath
from rules.terms import GRAVITIES
from sanctions.determination import ADJUSTMENT_LABELS
from sanctions.outcome import Measures
from sanctions.scales import BaselineScale

_LENIENT = ("lighten", "reduce", "exempt")


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    twice = list(_catalogue(draft))
    yield from twice
    yield from _rows(draft)
    yield from _unused(draft)
    yield from _suggest(draft)
    if not any(finding.level == "error" for finding in twice):
        yield from _monotone(draft)
        yield from _secondary(draft)


def _catalogue(draft: Draft) -> Iterator[Finding]:
    ids: set[tuple[str, str]] = set()
    ranks: dict[tuple[str, int], str] = {}
    for index, measure in enumerate(draft.book.catalogue):
        at: tuple[str, YamlPath] = ("catalogue.yaml", (index,))
        if (measure.kind, measure.id) in ids:
            text = Text(f"“{measure.id}”在同类主体里有两条", f"“{measure.id}” is given twice")
            shows = Text(
                f"结果里的“{measure.label}”在目录里有两条",
                f"“{measure.id}” stands twice in the catalogue",
            )
            example = _using(draft, measure.kind, measure.id, shows)
            yield draft.finding("duplicate-measure", at, measure.id, text, example)
            continue
        ids.add((measure.kind, measure.id))
        other = ranks.setdefault((measure.kind, measure.rank), measure.id)
        if other != measure.id:
            zh = f"与“{other}”的 rank 都是 {measure.rank}，分不出轻重"
            text = Text(zh, f"has rank {measure.rank}, as “{other}” has")
            shows = Text(
                f"{measure.label}和{_label(draft, measure.kind, other)}，谁重谁轻程序排不出",
                f"nothing says which of “{measure.id}” and “{other}” weighs more",
            )
            example = _using(draft, measure.kind, measure.id, shows)
            yield draft.finding("rank-tie", at, measure.id, text, example)


def _rows(draft: Draft) -> Iterator[Finding]:
    lowered = {lowering.responsibility for lowering in draft.book.baseline.lower}
    for index, row in enumerate(draft.book.baseline.rows):
        at: tuple[str, YamlPath] = ("baseline.yaml", ("rows", index))
        cell = f"{row.responsibility} × {row.gravity}"
        if row.responsibility in lowered:
            text = Text(f"{cell} 已由 lower 决定，这一行不起作用", f"{cell} is decided by `lower`")
            shows = Text(
                "处理按 lower 从另一行得出，不看这一格", "decided by `lower`, not by this cell"
            )
            example = draft.at_cell(row.responsibility, row.gravity, shows)
            yield draft.finding("rows-ignored", at, cell, text, example)
        if not row.measures:
            text = Text(f"{cell} 没有处理方式", f"{cell} names no measure")
            shows = Text("有过错，却没有处理方式", "a fault, and no measure")
            example = draft.at_cell(row.responsibility, row.gravity, shows)
            yield draft.finding("empty-cell", at, cell, text, example)
        for measure in dict.fromkeys(m for m in row.measures if row.measures.count(m) > 1):
            text = Text(f"{cell} 里“{measure}”写了两次", f"{cell} names “{measure}” twice")
            shows = Text("写两次和写一次结果一样", "twice is no more than once")
            example = draft.at_cell(row.responsibility, row.gravity, shows)
            yield draft.finding("repeated-measure", at, cell, text, example)


def _unused(draft: Draft) -> Iterator[Finding]:
    if draft.book.tariff is not None:  # see ``statute``
        return
    kinds = {r.id: r.kind for r in draft.book.metadata.responsibilities}
    used = {
        (kinds[row.responsibility], measure)
        for row in draft.book.baseline.rows
        for measure in row.measures
    }
    for index, measure in enumerate(draft.book.catalogue):
        if (measure.kind, measure.id) not in used:
            zh = f"基准没有一格用“{measure.label}”（{measure.kind}）"
            text = Text(zh, f"no baseline cell uses “{measure.id}” ({measure.kind})")
            example = _heaviest(draft, measure.kind, measure.label)
            at = ("catalogue.yaml", (index,))
            yield draft.finding("measure-unused", at, measure.id, text, example)


def _suggest(draft: Draft) -> Iterator[Finding]:
    suggest = draft.book.baseline.suggest
    offered = {k for rule in draft.rules("adjustment") for k in rule.conclusion.targets}
    if draft.book.tariff is not None and offered.isdisjoint(_LENIENT):
        return
    for gravity in GRAVITIES:
        at: tuple[str, YamlPath] = ("baseline.yaml", ("suggest", gravity))
        if offered and gravity in suggest and suggest[gravity] not in offered:
            zh = f"建议 {suggest[gravity]}，而没有规则给出它"
            text = Text(zh, f"suggests {suggest[gravity]}, which no rule offers")
            shows = Text(
                f"可以从宽，而基准建议的（{_kind(suggest[gravity])}）没有规则给出",
                f"leniency is offered, but not {suggest[gravity]}",
            )
            example = _lenient(draft, gravity, shows)
            yield draft.finding("suggest-not-offered", at, gravity, text, example)
    for lighter, heavier in pairwise(GRAVITIES):
        if not {lighter, heavier} <= suggest.keys():
            continue
        if _milder(suggest[heavier], suggest[lighter]):
            zh = f"{heavier} 建议 {suggest[heavier]}，比 {lighter} 的 {suggest[lighter]} 更宽"
            en = f"{heavier} suggests {suggest[heavier]}, {lighter} only {suggest[lighter]}"
            at = ("baseline.yaml", ("suggest", heavier))
            shows = Text(
                f"情节更重，基准反而建议{_kind(suggest[heavier])}",
                f"graver, and yet {suggest[heavier]} is suggested",
            )
            example = _lenient(draft, heavier, shows)
            yield draft.finding("suggest-not-monotone", at, heavier, Text(zh, en), example)


def _kind(kind: str) -> str:
    """减轻 for reduce."""
    return ADJUSTMENT_LABELS[kind].zh


def _label(draft: Draft, kind: str, measure: str) -> str:
    return draft.book.measure(kind, measure).label


def _milder(one: str, other: str) -> bool:
    """Is one leniency clearly the wider? Kinds outside of the three are not compared."""
    known = one in _LENIENT and other in _LENIENT
    return known and _LENIENT.index(one) > _LENIENT.index(other)


def _lenient(draft: Draft, gravity: str, shows: Text) -> Worked | None:
    """A case with a fault in which a leniency is offered."""
    for rule in draft.rules("adjustment"):
        if not set(rule.conclusion.targets) & set(_LENIENT):
            continue
        for item in draft.book.metadata.responsibilities:
            found = draft.at_cell(item.id, gravity, shows, readings(rule)[0])
            if found is not None:
                return replace(found, holds=(*found.holds, rule.id))
    return None


def _using(draft: Draft, kind: str, measure: str, shows: Text) -> Worked | None:
    """A case whose cell names the measure; else the heaviest of the kind."""
    kinds = {r.id: r.kind for r in draft.book.metadata.responsibilities}
    for row in draft.book.baseline.rows:
        if kinds.get(row.responsibility) == kind and measure in row.measures:
            found = draft.at_cell(row.responsibility, row.gravity, shows)
            if found is not None:
                return found
    return None


def _heaviest(draft: Draft, kind: str, label: str) -> Worked | None:
    """The gravest case of a kind of subject."""
    shows = Text(f"情节最重，也没有“{label}”", f"the gravest case, and still without “{label}”")
    for item in draft.book.metadata.responsibilities:
        if item.kind == kind:
            found = draft.at_cell(item.id, GRAVITIES[-1], shows)
            if found is not None:
                return found
    return None


def _at_cell(draft: Draft, responsibility: str, gravity: str) -> tuple[str, YamlPath]:
    for index, row in enumerate(draft.book.baseline.rows):
        if (row.responsibility, row.gravity) == (responsibility, gravity):
            return "baseline.yaml", ("rows", index)
    for index, lowering in enumerate(draft.book.baseline.lower):
        if lowering.responsibility == responsibility:
            return "baseline.yaml", ("lower", index)
    return "baseline.yaml", ("rows",)


def _monotone(draft: Draft) -> Iterator[Finding]:
    tariff = BaselineScale(draft.book)
    rows = {(row.responsibility, row.gravity) for row in draft.book.baseline.rows}
    labels = {r.id: r.label for r in draft.book.metadata.responsibilities}
    lowered = {lowering.responsibility for lowering in draft.book.baseline.lower}
    for item in draft.book.metadata.responsibilities:
        if item.id in lowered:
            continue
        for grade, (lighter, heavier) in enumerate(pairwise(GRAVITIES)):
            if not {(item.id, lighter), (item.id, heavier)} <= rows:
                continue  # a statutory table stands in its place
            below, above = tariff.cell(item.id, grade), tariff.cell(item.id, grade + 1)
            if tariff.ranks.weight(item.kind, above) < tariff.ranks.weight(item.kind, below):
                zh = f"{labels[item.id]}：{heavier} 反而比 {lighter} 轻"
                text = Text(zh, f"{item.id}: {heavier} is lighter than {lighter}")
                shows = Text(
                    f"情节{draft.grade(lighter)}的处理是：{_words(draft, item.kind, below)}",
                    f"one grade less grave ({lighter}): {', '.join(below)}",
                )
                example = draft.at_cell(item.id, heavier, shows)
                at, about = _at_cell(draft, item.id, heavier), f"{item.id} × {heavier}"
                yield draft.finding("baseline-not-monotone", at, about, text, example)


def _secondary(draft: Draft) -> Iterator[Finding]:
    """A responsibility that its vocabulary places below another must never weigh more."""
    tariff = BaselineScale(draft.book)
    declared = draft.book.metadata.responsibilities
    for names in VOCABULARIES:
        ordered = sorted(
            (r for r in declared if r.label in names), key=lambda r: names.index(r.label)
        )
        for more, less in pairwise(ordered):
            if more.kind != less.kind:
                continue
            for grade, gravity in enumerate(GRAVITIES):
                if not draft.book.baseline.rows:
                    continue
                upper = tariff.of_cell(more.id, grade).measures
                lower = tariff.of_cell(less.id, grade).measures
                if tariff.ranks.weight(less.kind, lower) > tariff.ranks.weight(more.kind, upper):
                    zh = f"情节 {gravity}：{less.label}的处理重于{more.label}"
                    text = Text(zh, f"{gravity}: {less.id} weighs more than {more.id}")
                    shows = Text(
                        f"同样情节，{more.label}的处理是：{_words(draft, more.kind, upper)}",
                        f"as grave, {more.id} bears: {', '.join(upper)}",
                    )
                    example = draft.at_cell(less.id, gravity, shows)
                    at, about = _at_cell(draft, less.id, gravity), f"{less.id} × {gravity}"
                    yield draft.finding("secondary-heavier", at, about, text, example)


def _words(draft: Draft, kind: str, measures: Measures) -> str:
    return "、".join(draft.book.measure(kind, m).label for m in measures) or "不作处理"
