"""References from one part of a book to another: clauses by their ids, and other names."""

from collections.abc import Iterable

from facts import Text
from rules.book import Book
from rules.errors import nearest
from rules.report import Report
from rules.source import YamlPath
from rules.terms import Citations

At = tuple[str, YamlPath]


def check_citations(book: Book, cites: Citations, report: Report, at: At, owner: str) -> None:
    """Note every citation of a clause that is not in the outline."""
    clauses = [clause.id for clause in book.outline.clauses]
    for cite in cites:
        if cite not in clauses:
            text = Text(f"条文目录里没有“{cite}”", f"“{cite}” is not in the outline")
            report.add(at, text, nearest(cite, clauses), owner, "unknown-clause")


def check_name(
    name: str, known: Iterable[str], what: Text, code: str, report: Report, at: At
) -> bool:
    """Is the name one of those known? A mistake is noted where it is not."""
    names = list(known)
    if name in names:
        return True
    text = Text(f"没有“{name}”这种{what.zh}", f"there is no {what.en} “{name}”")
    report.add(at, text, nearest(name, names), code=code)
    return False
