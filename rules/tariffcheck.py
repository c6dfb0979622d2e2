"""The statutory table against the rest of its book: every name in it, and every ladder."""

from facts import Text
from rules.book import Book
from rules.measures import Tariff, TariffRow
from rules.references import At, check_citations, check_name
from rules.report import Report

_FAULT = Text("过错情形", "fault")
_MEASURE = Text("处理方式", "measure")
_RESPONSIBILITY = Text("责任", "responsibility")


def check_tariff(book: Book, tariff: Tariff, report: Report) -> None:
    """Note every mistake of the statutory table."""
    check_citations(book, tariff.merge.cite, report, ("tariff.yaml", ("merge", "cite")), "merge")
    seen: set[str] = set()
    for index, row in enumerate(tariff.rows):
        at: At = ("tariff.yaml", ("rows", index))
        if row.id in seen:
            text = Text(f"档次编号“{row.id}”重复", f"row id “{row.id}” is given twice")
            report.add(at, text, rule=row.id, code="duplicate-cell")
        seen.add(row.id)
        check_citations(book, row.cite, report, at, row.id)
        for fault in row.faults:
            ids = [f.id for f in book.metadata.faults]
            check_name(fault, ids, _FAULT, "unknown-fault", report, at)
        for name in row.responsibility:
            ids = [r.id for r in book.metadata.responsibilities if r.kind == row.kind]
            check_name(name, ids, _RESPONSIBILITY, "unknown-responsibility", report, at)
        _check_measures(book, row, report, at)


def _check_measures(book: Book, row: TariffRow, report: Report, at: At) -> None:
    known = {m.id: m for m in book.measures(row.kind)}
    named = (*(row.range or ()), *row.choose, *row.measures, *row.plus)
    found = [check_name(m, known, _MEASURE, "unknown-measure", report, at) for m in named]
    if row.range is None or not all(found):
        return
    low, high = (known[m] for m in row.range)
    if not low.ladder or low.ladder != high.ladder or low.rank > high.rank:
        text = Text(
            f"档次“{row.id}”的两端应在同一阶梯（ladder）上，由轻到重",
            f"the ends of row “{row.id}” should stand on one ladder, the lighter first",
        )
        report.add(at, text, rule=row.id, code="range-without-ladder")
