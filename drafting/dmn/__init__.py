"""The decision tables of a book as DMN 1.5, for engines and editors that are not wenze."""

from drafting.dmn.decisions import decisions, left_out
from drafting.dmn.document import document
from rules.loader import CompiledBook

__all__ = ["dmn_bytes", "left_out"]


def dmn_bytes(book: CompiledBook) -> bytes:
    """One DMN 1.5 file: UTF-8 XML, the same bytes for the same book.

    The tables say what holds when every fact is known; three values, intervals and questions
    are wenze's own. What only a person can settle comes out as 待人判断. Of a book with a
    statutory table, ``left_out`` tells what the tables do not say; the file says so too.
    """
    return document(book, decisions(book))
