"""References between the parts of a book: citations, measures, and the cells of the baseline."""

from facts import Text
from rules.book import Book
from rules.errors import nearest
from rules.references import check_citations
from rules.report import Report
from rules.source import YamlPath
from rules.tariffcheck import check_tariff
from rules.terms import GRAVITIES

#: Adjustments that the baseline can carry out.
CARRIED_OUT = ("lighten", "reduce", "exempt")


def cross_check(book: Book, report: Report) -> None:
    """Note every reference to something that is not in the book."""
    _check_rules(book, report)
    for index, measure in enumerate(book.catalogue):
        check_citations(book, measure.cite, report, ("catalogue.yaml", (index,)), measure.id)
    for index, fault in enumerate(book.metadata.faults):
        check_citations(book, fault.cite, report, ("book.yaml", ("faults", index)), fault.id)
    _check_procedures(book, report)
    if book.tariff is not None:
        check_tariff(book, book.tariff, report)
    _check_rows(book, report)
    _check_lowering(book, report)
    _check_gravities(book, report)


def _check_rules(book: Book, report: Report) -> None:
    seen: set[str] = set()
    for index, rule in enumerate(book.rules):
        if rule.id in seen:
            text = Text(f"规则编号“{rule.id}”重复", f"rule id “{rule.id}” is given twice")
            report.add(("rules.yaml", (index,)), text, rule=rule.id, code="duplicate-rule-id")
        seen.add(rule.id)
        check_citations(book, rule.cite, report, ("rules.yaml", (index, "cite")), rule.id)


def _check_procedures(book: Book, report: Report) -> None:
    for index, step in enumerate(book.metadata.procedures):
        at: tuple[str, YamlPath] = ("book.yaml", ("procedures", index))
        check_citations(book, step.cite, report, at, step.id)
    if book.metadata.effects is not None:
        cites = book.metadata.effects.cite
        check_citations(book, cites, report, ("book.yaml", ("effects", "cite")), "effects")
        for index, history in enumerate(book.metadata.effects.history):
            path: YamlPath = ("effects", "history", index, "cite")
            check_citations(book, history.cite, report, ("book.yaml", path), "effects")
    if book.metadata.lenity is not None:
        check_citations(book, book.metadata.lenity, report, ("book.yaml", ("lenity",)), "lenity")


def _check_rows(book: Book, report: Report) -> None:
    kinds = {r.id: r.kind for r in book.metadata.responsibilities}
    cells: set[tuple[str, str]] = set()
    for index, row in enumerate(book.baseline.rows):
        at: tuple[str, YamlPath] = ("baseline.yaml", ("rows", index))
        cell = f"{row.responsibility} × {row.gravity}"
        kind = kinds.get(row.responsibility)
        if kind is None:
            name = row.responsibility
            text = Text(f"没有“{name}”这种责任", f"there is no responsibility “{name}”")
            report.add(at, text, nearest(name, list(kinds)), code="unknown-responsibility")
            continue
        if (row.responsibility, row.gravity) in cells:
            text = Text(f"{cell} 写了两次", f"{cell} is given twice")
            report.add(at, text, code="duplicate-cell")
        cells.add((row.responsibility, row.gravity))
        known = [measure.id for measure in book.measures(kind)]
        for measure in row.measures:
            if measure not in known:
                zh = f"处理方式目录里没有“{measure}”（{kind}）"
                text = Text(zh, f"“{measure}” is not in the catalogue ({kind})")
                report.add(at, text, nearest(measure, known), code="unknown-measure")
    if book.tariff is not None:
        return
    lowered = {lowering.responsibility for lowering in book.baseline.lower}
    for responsibility in kinds.keys() - lowered:
        for gravity in GRAVITIES:
            if (responsibility, gravity) not in cells:
                cell = f"{responsibility} × {gravity}"
                text = Text(f"缺少 {cell} 一格", f"the cell {cell} is missing")
                report.add(("baseline.yaml", ("rows",)), text, code="missing-cell")


def _check_lowering(book: Book, report: Report) -> None:
    kinds = {r.id: r.kind for r in book.metadata.responsibilities}
    rows = {row.responsibility for row in book.baseline.rows}
    for index, lowering in enumerate(book.baseline.lower):
        name, source = lowering.responsibility, lowering.source
        known = name in kinds and kinds[name] == kinds.get(source)
        if not known or source == name or source not in rows:
            zh = f"“{name}”依照“{source}”，而“{source}”没有自己的各行，或者不是同类主体的责任"
            text = Text(zh, f"“{name}” is lowered from “{source}”, which has no rows of that kind")
            at: tuple[str, YamlPath] = ("baseline.yaml", ("lower", index))
            report.add(at, text, rule=name, code="lowering-without-row")


def _check_gravities(book: Book, report: Report) -> None:
    if book.tariff is not None and not any(rule.stage == "adjustment" for rule in book.rules):
        return
    for gravity in GRAVITIES:
        kind = book.baseline.suggest.get(gravity)
        if kind is None:
            text = Text(f"suggest 缺少 {gravity}", f"suggest lacks {gravity}")
            report.add(("baseline.yaml", ("suggest",)), text, code="suggest-hole")
        elif kind not in CARRIED_OUT and book.tariff is None:
            text = Text(f"基准不能执行“{kind}”", f"the baseline cannot carry out “{kind}”")
            report.add(
                ("baseline.yaml", ("suggest", gravity)), text, code="suggest-not-carried-out"
            )
