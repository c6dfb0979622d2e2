"""A look at a sheet's XML before the fast reader sees it.

The fast reader gives error cells and formulas without a stored result as empty, and asks for
memory for the whole rectangle of cells. So every part is streamed once: a few literal searches
prove most sheets harmless; only where they do not is the XML walked cell by cell.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from importers.container import DAMAGE
from importers.findings import MAX_CELLS, Findings
from importers.grid import letter_number

_CHUNK = 1 << 20
#: A single tag or text this long is no spreadsheet.
_MAX_PIECE = 64 << 20
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_ERRORS_AND_FORMULAS = (b't="e"', b"t='e'", b"<f")
_SUSPECT = (*_ERRORS_AND_FORMULAS, b"<c\t", b"<c\n", b"<c\r", b"<c>", b"hidden=")
_WIDE = re.compile(rb'<c r="([A-Za-z]{2,})\d')
_DEEP = re.compile(rb'<c r="[A-Za-z]+(\d{6,})"')
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
        if _harmless(pieces(archive, name)):
            return Findings()
        walk = _Walk()
        return walk.run(chunks(archive, name))
    except DAMAGE as error:
        raise Damaged(name) from error


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


def _harmless(stream: Iterator[bytes]) -> bool:
    """No odd cell, and no cell far away? The whole part is streamed whatever the answer."""
    is_sheet = plain = False
    odd = False
    wide: set[bytes] = set()
    deep: set[bytes] = set()
    for piece in stream:
        if any(mark in piece for mark in _DOCTYPES):
            raise Doctype
        is_sheet = is_sheet or b"sheetData" in piece
        plain = plain or b"<sheetData" in piece
        odd = odd or any(mark in piece for mark in _SUSPECT)
        odd = odd or piece.count(b"<c ") != piece.count(b'<c r="')
        wide.update(_WIDE.findall(piece))
        deep.update(_DEEP.findall(piece))
    if not is_sheet:
        return True
    columns = max((letter_number(w[:6].decode()) for w in wide), default=26)
    rows = max((int(d[:9]) for d in deep), default=99_999)
    return plain and not odd and rows * columns <= MAX_CELLS


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
