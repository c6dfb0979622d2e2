"""A look at a sheet's XML before the fast reader sees it.

The fast reader gives error cells and formulas without a stored result as empty, and asks for
memory for the whole rectangle of cells. So every part is streamed once: a few literal searches
prove most sheets harmless; the odd cells of most others are found by a search as well, and only
what is written in an unusual way is walked element by element.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from importers.container import DAMAGE
from importers.findings import MAX_CELLS, Findings
from importers.grid import letter_number
from importers.usual_xml import usual_findings

_CHUNK = 1 << 20
#: A single tag or text this long is no spreadsheet.
_MAX_PIECE = 64 << 20
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
#: Marks of odd cells, each after a character of its own: most sheets do not even have that.
_SUSPECT = ((b"f", b"<f"), (b"e", b't="e"'), (b"e", b"hidden="), (b"'", b"='"))
#: A cell's tag, however it is written; and as the programs write it that offices use.
_CELL, _USUAL_CELL = re.compile(rb"<c[\s/>]"), b'<c r="'
#: References of cells beyond column Z or row 99,999; the digits only of the latter.
_FAR = re.compile(rb'<c r="([A-Za-z]{2,}(?:\d{6,})?|[A-Za-z]\d{6,})')
_TRUE = ("1", "true")
_MAX_COLUMNS = 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,6})\$?(\d{1,9})")


class Doctype(Exception):
    """The part declares a document type."""


class Damaged(Exception):
    """The part is not the XML it should be."""


def prescan(archive: zipfile.ZipFile, name: str) -> Findings:
    """Stream one XML part. Doctype and Damaged are raised where they apply."""
    try:
        look = _Look(pieces(archive, name))
        if look.harmless:
            return Findings()
        found = usual_findings(chunks(archive, name)) if look.small else None
        return found or _Walk().run(chunks(archive, name))
    except DAMAGE as error:
        raise Damaged(name) from error


def sheet_findings(pieces: Callable[[], Iterator[bytes]]) -> Findings | None:
    """The same of some rows of a sheet, below what stands above all; None where only a walk of
    the whole sheet can tell. ``pieces`` each hold whole tags.
    """
    look = _Look(pieces())
    if not look.small or look.comments:
        return None
    return Findings() if look.harmless else usual_findings(pieces())


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The inflated bytes of a part, a piece at a time."""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces that each hold whole tags."""
    carry = b""
    for chunk in chunks(archive, name):
        piece = carry + chunk
        cut = piece.rfind(b"<")
        if cut > 0:
            yield piece[:cut]
            piece = piece[cut:]
        carry = piece
        if len(carry) > _MAX_PIECE:
            raise Damaged(name)
    yield carry


class _Look:
    """A first look: is no cell of the part odd, and none far away? It is streamed whole.

    A document type can only stand before the first element.
    """

    def __init__(self, stream: Iterator[bytes]) -> None:
        is_sheet = plain = odd = comments = False
        far: set[bytes] = set()
        for piece in stream:
            if not is_sheet:
                if any(mark in piece for mark in _DOCTYPES):
                    raise Doctype
                is_sheet = b"sheetData" in piece
                plain = b"<sheetData" in piece
            if is_sheet:
                odd = odd or _odd(piece)
                far.update(_FAR.findall(piece))
                comments = comments or (b"!" in piece and b"<!" in piece)
        self.comments = comments
        self.small = plain and _within(far)
        self.harmless = not is_sheet or (self.small and not odd)


def _odd(piece: bytes) -> bool:
    """Does it hold what the fast reader does not tell, or a tag that nobody writes so?"""
    if any(char in piece and mark in piece for char, mark in _SUSPECT):
        return True
    usual = piece.count(_USUAL_CELL)
    return piece.count(b"<c") != usual and len(_CELL.findall(piece)) != usual


def _within(far: set[bytes]) -> bool:
    """Is the rectangle of all cells small enough?"""
    columns, rows = 26, 99_999
    for reference in far:
        letters = reference.rstrip(b"0123456789")
        columns = max(columns, letter_number(letters[:6].decode()))
        rows = max(rows, int(reference[len(letters) :][:9] or 0))
    return columns * rows <= MAX_CELLS


class _Walk:
    """Every cell of a sheet, in the reader's own way of counting."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.row, self.column = -1, -1
        self.kind = ""
        self.has_formula = self.in_value = False
        self.value = ""

    def run(self, chunks: Iterator[bytes]) -> Findings:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        return self.findings

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._place(attributes.get("r", ""))
            self.kind = attributes.get("t", "")
            self.has_formula, self.value = False, ""
        elif tag == "row":
            written = attributes.get("r", "")
            self.row = int(written) - 1 if written.isdecimal() else self.row + 1
            self.column = -1
            if attributes.get("hidden") in _TRUE:
                self.findings.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.findings.hidden_columns.update(range(first - 1, min(last, _MAX_COLUMNS)))
        elif tag == "f":
            self.has_formula = True
        elif tag in ("v", "is"):
            self.in_value = True
            self.findings.reach(self.row, self.column)

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            self.column += 1
        else:
            self.row, self.column = int(found[2]) - 1, letter_number(found[1]) - 1

    def _text(self, data: str) -> None:
        if self.in_value and self.has_formula:
            self.value += data

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "is"):
            self.in_value = False
        elif tag == "c":
            if self.kind == "e":
                self.findings.broken[self.row, self.column] = "error-cell"
            elif self.has_formula and not self.value and self.kind != "str":
                self.findings.broken[self.row, self.column] = "formula-uncached"
