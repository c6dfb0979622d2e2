"""The outline of a book: for each clause its status, its examples, and what it decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table
from exporters.whole_file import whole_file
from facts import Text
from rules.loader import CompiledBook

CLAUSE_LABELS: dict[str, Text] = {
    "tested": Text("已编并有例案", "tested"),
    "codified": Text("已编", "codified"),
    "discretion": Text("留给人裁量", "discretion"),
    "unseen": Text("未见原文", "unseen"),
    "out_of_scope": Text("不编", "out of scope"),
}
OUTLINE = Text("条文目录", "Outline")
TOTALS = Text("合计", "Totals")
HEADINGS: tuple[tuple[Text, float], ...] = (
    (Text("条款", "Clause"), 26),
    (Text("内容", "About"), 46),
    (Text("状态", "Status"), 14),
    (Text("例案", "Examples"), 8),
    (Text("起作用的案件", "Subjects it decided"), 12),
    (Text("说明", "Reason"), 46),
    (Text("引文", "Quotation"), 46),
)


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause. ``decided``: in how many subjects of a case file it was cited; None without.

    ``status`` is one of CLAUSE_LABELS; ``examples`` counts the book's own that cite it.
    """

    clause: str
    about: str
    status: str
    examples: int
    decided: int | None
    reason: str
    quote: str


def outline_lines(
    book: CompiledBook, examples: Mapping[str, int], decided: Mapping[str, int] | None = None
) -> list[ClauseLine]:
    """A line a clause, in the order of the text. Both mappings count by clause id."""
    found = []
    for clause in book.book.outline.clauses:
        tested = clause.status == "codified" and examples.get(clause.id, 0) > 0
        found.append(
            ClauseLine(
                clause.id,
                clause.about,
                "tested" if tested else clause.status,
                examples.get(clause.id, 0),
                None if decided is None else decided.get(clause.id, 0),
                clause.reason,
                clause.quote,
            )
        )
    return found


def totals(lines: Sequence[ClauseLine]) -> dict[str, int]:
    """How many clauses have each status, in the order of CLAUSE_LABELS."""
    counted = Counter(line.status for line in lines)
    return {status: counted[status] for status in CLAUSE_LABELS if counted[status]}


def write_outline_workbook(
    book: CompiledBook, lines: Sequence[ClauseLine], path: Path, lang: str = "zh"
) -> None:
    """Write the outline as a workbook. Whole file or nothing."""
    title = book.book.metadata.title
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        paper = Paper(stream, folder, lang, False, title)
        columns = [Column(h.get(lang), width) for h, width in HEADINGS]
        table = Table(paper, OUTLINE, columns, frozen=1)
        for line in lines:
            decided = "" if line.decided is None else line.decided
            status = CLAUSE_LABELS[line.status].get(lang)
            table.add(
                [line.clause, line.about, status, line.examples, decided, line.reason, line.quote]
            )
        table.close()
        summary = Table(paper, TOTALS, [columns[2], Column(TOTALS.get(lang), 10)])
        for status, count in totals(lines).items():
            summary.add([CLAUSE_LABELS[status].get(lang), count])
        summary.close()
        paper.close(title)
