"""Results of several books side by side, one row a subject: what each ladder would bring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from exporters.names import NO_VALUE
from exporters.results import Origin
from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table
from exporters.whole_file import whole_file
from exporters.wording import Wording
from facts import Text
from rules.loader import CompiledBook
from sanctions.determination import Determination
from sanctions.versions import Version

NAME = Text("并列一览", "Side by side")
BOOKS = Text("规则书", "Rule books")
TITLE = Text("几部规则书的结果", "Results under several rule books")
CASE, SUBJECT = Text("案件编号", "Case"), Text("责任主体", "Subject")
VERSION = Text("适用版本（{family}）", "Version ({family})")
OPEN = Text("待人判断", "for a person")


@dataclass(frozen=True, slots=True)
class Alongside:
    """One row of the input: a determination a book, and the version that applies, by family."""

    origin: Origin
    decisions: tuple[Determination, ...]
    versions: Mapping[str, Version]


def write_side_by_side(
    books: Sequence[CompiledBook], rows: Iterable[Alongside], path: Path, lang: str = "zh"
) -> None:
    """Write the workbook. Whole file or nothing; the same results give the same bytes."""
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        paper = Paper(stream, folder, lang, False, TITLE.get(lang))
        _write_rows(paper, books, rows)
        _write_books(paper, books)
        paper.close(TITLE.get(lang))


def _write_rows(paper: Paper, books: Sequence[CompiledBook], rows: Iterable[Alongside]) -> None:
    lang = paper.lang
    words = [Wording(book, lang) for book in books]
    families = _families(books)
    columns = [Column(CASE.get(lang), 14), Column(SUBJECT.get(lang), 16)]
    columns += [Column(w.names.title(), 30) for w in words]
    columns += [Column(VERSION.get(lang, family=family), 46) for family in families]
    table = Table(paper, NAME, columns, frozen=2)
    for row in rows:
        first = row.decisions[0]
        values = [first.case_id or "", first.subject or ""]
        values += [_said(w, d) for w, d in zip(words, row.decisions, strict=True)]
        values += [_version(row.versions[family], books, lang) for family in families]
        table.add(values)
    table.close()


def _families(books: Sequence[CompiledBook]) -> list[str]:
    named = [book.book.metadata.family for book in books]
    return [f for f in dict.fromkeys(named) if f and named.count(f) > 1]


def _said(words: Wording, d: Determination) -> str:
    """What one book says: the outcome, and where it is open the interval."""
    outcome, interval = words.outcome(d), words.interval(d)
    told = interval not in (NO_VALUE, outcome)
    if d.status == "recommended":
        outcome = f"{words.names.status(d.status)}{words.names.marks.colon}{outcome}"
    return f"{outcome}\n{interval}" if told else outcome


def _version(version: Version, books: Sequence[CompiledBook], lang: str) -> str:
    titles = {book.id: book.book.metadata.title for book in books}
    applies = titles.get(version.book, OPEN.get(lang))
    return f"{applies}\n{version.why.get(lang)}"


def _write_books(paper: Paper, books: Sequence[CompiledBook]) -> None:
    lang = paper.lang
    headings = (
        (Text("规则书", "Book"), 26),
        (Text("名称", "Title"), 40),
        (Text("版本", "Version"), 9),
        (Text("施行", "In force"), 24),
        (Text("适用于", "Applies to"), 40),
        (Text("最近核对", "Last checked"), 12),
    )
    table = Table(paper, BOOKS, [Column(h.get(lang), w) for h, w in headings], frozen=1)
    for book in books:
        metadata = book.book.metadata
        force = metadata.in_force
        table.add(
            [
                book.id,
                metadata.title,
                metadata.version,
                force.span,
                metadata.applies_to,
                metadata.last_checked.isoformat() if metadata.last_checked else "",
            ]
        )
    table.close()
